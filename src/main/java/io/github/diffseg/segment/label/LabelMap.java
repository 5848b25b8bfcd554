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

package io.github.diffseg.segment.label;

import java.util.Objects;

/**
 * A segmentation of a plane: one label for each pixel.
 *
 * @param width in pixels, at least 1
 * @param height in pixels, at least 1
 * @param labels {@code [height · width]}, row by row; 0 is no segment, segments are 1…{@code count}
 *     by decreasing area, or classes by their number
 * @param count K, the number of segments
 */
public record LabelMap(int width, int height, int[] labels, int count) {

    /**
     * Checks that the array fits the size.
     *
     * @throws IllegalArgumentException if the array does not hold width · height labels
     */
    public LabelMap {
        Objects.requireNonNull(labels, "labels");
        if (width < 1 || height < 1 || (long) width * height != labels.length) {
            throw new IllegalArgumentException(
                    "A label map of "
                            + width
                            + " x "
                            + height
                            + " pixels needs as many labels, not "
                            + labels.length);
        }
        if (count < 0) {
            throw new IllegalArgumentException("The number of segments is negative: " + count);
        }
    }

    /** {@return the label at column x, row y} */
    public int at(int x, int y) {
        return labels[y * width + x];
    }
}
