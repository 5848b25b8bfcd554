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

import java.util.Objects;

/**
 * Object proposals: attention maps on the attention grid, in the order in which merging found them.
 *
 * @param values {@code [count, gridHeight, gridWidth]}, 0 or more; each map sums to 1
 * @param count K, at least 1
 * @param gridHeight at least 1
 * @param gridWidth at least 1
 */
public record Proposals(float[] values, int count, int gridHeight, int gridWidth) {

    /**
     * Checks that the array fits the sizes.
     *
     * @throws IllegalArgumentException if the array does not hold count · height · width values
     */
    public Proposals {
        Objects.requireNonNull(values, "values");
        if (count < 1
                || gridHeight < 1
                || gridWidth < 1
                || (long) count * gridHeight * gridWidth != values.length) {
            throw new IllegalArgumentException(
                    count
                            + " proposals on a grid of "
                            + gridHeight
                            + " x "
                            + gridWidth
                            + " do not fit "
                            + values.length
                            + " values");
        }
    }
}
