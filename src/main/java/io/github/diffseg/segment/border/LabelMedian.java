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

package io.github.diffseg.segment.border;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The median of segment numbers over 3 x 3 pixels. Where two segments meet it is the more frequent
 * one; where three do it is the middle number, so that it depends on how they are numbered, as in
 * DiffCut.
 */
final class LabelMedian {

    private LabelMedian() {}

    /**
     * Takes the medians.
     *
     * @param segmentOf {@code [height · width]}, 0 or more, or below 0 for none; not changed
     * @param width of the plane
     * @return a new array; what is none stays so and counts nowhere, and of an even number the
     *     lower middle one is taken
     */
    static int[] of(int[] segmentOf, int width) {
        int height = segmentOf.length / width;
        int[] medians = new int[segmentOf.length];
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            int[] around = new int[9];
                            for (int x = 0; x < width; x++) {
                                int pixel = y * width + x;
                                medians[pixel] =
                                        segmentOf[pixel] < 0
                                                ? segmentOf[pixel]
                                                : median(segmentOf, width, x, y, around);
                            }
                        });
        return medians;
    }

    /** The plane goes on as at its edge. */
    private static int median(int[] segmentOf, int width, int x, int y, int[] around) {
        int height = segmentOf.length / width;
        int count = 0;
        for (int i = 0; i < 9; i++) {
            int column = Math.max(0, Math.min(width - 1, x + i % 3 - 1));
            int row = Math.max(0, Math.min(height - 1, y + i / 3 - 1));
            int segment = segmentOf[row * width + column];
            if (segment >= 0) {
                around[count++] = segment;
            }
        }
        Arrays.sort(around, 0, count);
        return around[(count - 1) / 2];
    }
}
