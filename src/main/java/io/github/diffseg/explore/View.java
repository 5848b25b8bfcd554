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

package io.github.diffseg.explore;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which part of a plane is to be painted, and how large: pictures for the screen are made of the
 * pixels that the screen has, whatever the plane's size.
 *
 * @param columns of the plane, one for each column of the picture, ascending
 * @param rows of the plane, one for each row of the picture, ascending
 */
public record View(int[] columns, int[] rows) {

    /** {@return all of a plane, in its own pixels} */
    public static View whole(int width, int height) {
        return new View(IntStream.range(0, width).toArray(), IntStream.range(0, height).toArray());
    }

    /** {@return width of the picture in pixels} */
    public int width() {
        return columns.length;
    }

    /** {@return height of the picture in pixels} */
    public int height() {
        return rows.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof View view
                && Arrays.equals(columns, view.columns)
                && Arrays.equals(rows, view.rows);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(columns) + Arrays.hashCode(rows);
    }
}
