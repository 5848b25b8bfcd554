/*-
 * #%L
 * Zero-shot image segmentation from diffusion self-attention, for Fiji.
 * %%
 * Copyright (C) 2026 DiffSeg for Fiji developers.
 * %%
 * Redistribution and use in source and binary forms, with or without
 * modification, are permitted provided that the following conditions are met:
 *
 * 1. Redistributions of source code must retain the above copyright notice,
 *    this list of conditions and the following disclaimer.
 * 2. Redistributions in binary form must reproduce the above copyright notice,
 *    this list of conditions and the following disclaimer in the documentation
 *    and/or other materials provided with the distribution.
 *
 * THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS"
 * AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE
 * IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE
 * ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDERS OR CONTRIBUTORS BE
 * LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR
 * CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF
 * SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
 * INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN
 * CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE OR OTHERWISE)
 * ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
 * POSSIBILITY OF SUCH DAMAGE.
 * #L%
 */

package io.github.diffseg.segment.merging;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;

/** Large products of matrices. */
final class MatrixProduct {

    private MatrixProduct() {}

    /**
     * {@code x · yᵀ}. On the processor it is computed as a convolution with kernels of 1 x 1: the
     * engine leaves those to oneDNN, whose products use the widest instructions of any processor,
     * which {@code matMul} does not on those of some makers. On a GPU the engine may round the
     * inputs of convolutions to TF32, so there it stays a product.
     *
     * @param x {@code [a, n]} float32
     * @param y {@code [b, n]} float32 on the same device
     * @return {@code [a, b]}, attached to the manager of x
     */
    static NDArray byTransposed(NDArray x, NDArray y) {
        if (x.getDevice().isGpu()) {
            return x.matMul(y.transpose());
        }
        long a = x.getShape().get(0);
        long b = y.getShape().get(0);
        long n = x.getShape().get(1);
        NDArray channelsLast = x.reshape(1, a, 1, n).transpose(0, 3, 1, 2);
        NDArray product = Conv2d.conv2d(channelsLast, y.reshape(b, n, 1, 1)).head();
        return product.transpose(0, 2, 3, 1).reshape(new Shape(a, b));
    }
}
