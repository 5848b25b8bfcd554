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

package io.github.diffseg.model;

import java.util.function.IntFunction;

/**
 * The tensors of one network of a single-file checkpoint, under the file's names, to see its shape.
 *
 * @param file all tensors of the file
 * @param prefix of the names of the network's
 */
record OriginalTensors(TensorStore file, String prefix) {

    boolean has(String name) {
        return file.contains(prefix + name);
    }

    /**
     * {@return how many there are, without a gap}
     *
     * @param first of a row of modules: the name of one of its tensors, by its index
     */
    int count(IntFunction<String> first) {
        int count = 0;
        while (has(first.apply(count))) {
            count++;
        }
        return count;
    }

    /**
     * {@return its number of outputs}
     *
     * @param name a tensor, with a matrix or a convolution's kernel
     * @throws ModelException if it is missing or a vector
     */
    long outputs(String name) {
        return dimension(name, 0);
    }

    /**
     * {@return its number of inputs}
     *
     * @param name as {@link #outputs(String)}
     */
    long inputs(String name) {
        return dimension(name, 1);
    }

    /** A refusal that names the file. */
    ModelException unknown(String what) {
        return new ModelException(file.source() + " " + what + ", which DiffSeg does not know");
    }

    private long dimension(String name, int axis) {
        TensorInfo info = file.info(prefix + name);
        long[] shape = info.shape();
        if (shape.length < 2) {
            throw unknown("has the tensor " + info + " for a matrix");
        }
        return shape[axis];
    }
}
