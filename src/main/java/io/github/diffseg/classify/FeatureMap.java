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

package io.github.diffseg.classify;

import java.util.Objects;

/**
 * Numbers that describe each cell of a grid, which covers a picture evenly.
 *
 * @param name where they come from, such as the path of a layer; the same for each picture
 * @param values {@code [height · width, channels]}, row by row
 * @param height of the grid, at least 1
 * @param width of the grid, at least 1
 * @param channels how many numbers a cell has, at least 1
 */
public record FeatureMap(String name, float[] values, int height, int width, int channels) {

    /**
     * Checks that the array fits the sizes.
     *
     * @throws IllegalArgumentException if the array does not hold height · width · channels values
     */
    public FeatureMap {
        Objects.requireNonNull(name, "name");
        if (height < 1
                || width < 1
                || channels < 1
                || (long) height * width * channels != values.length) {
            throw new IllegalArgumentException(
                    channels
                            + " channels of "
                            + height
                            + " x "
                            + width
                            + " cells do not fit "
                            + values.length
                            + " values");
        }
    }
}
