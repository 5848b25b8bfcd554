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

package io.github.diffseg.diffusion;

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;

/**
 * The number formats of a network.
 *
 * @param weights how matrices and convolution kernels are kept
 * @param compute in which format it computes
 */
public record NetworkPrecision(WeightPrecision weights, ComputePrecision compute) {

    /**
     * {@return weights as stored; float32 on the processor, float16 on a GPU}
     *
     * @param device where the network will run
     */
    public static NetworkPrecision defaultFor(ComputeDevice device) {
        return of(ComputePrecision.of(ComputePrecision.AUTOMATIC, device));
    }

    /**
     * {@return that number format, with weights as stored}
     *
     * @param compute in which format the networks compute
     */
    public static NetworkPrecision of(ComputePrecision compute) {
        return new NetworkPrecision(WeightPrecision.AS_STORED, compute);
    }

    NetworkPrecision withCompute(ComputePrecision other) {
        return new NetworkPrecision(weights, other);
    }
}
