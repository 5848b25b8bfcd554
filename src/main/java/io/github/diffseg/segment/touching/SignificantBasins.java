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

package io.github.diffseg.segment.touching;

import io.github.diffseg.progress.Progress;
import java.util.Arrays;

/**
 * A watershed on the hills of a plane: pixels are taken from the highest to the lowest, each joins
 * the hill of its highest neighbour (8-neighbourhood) of the same part, and a new hill begins where
 * there is none. Where two hills meet, the lower one is no hill of its own if the saddle between
 * them is nearly as high as its top. A ridge, as of a rod or a ring, has no saddles and is one
 * hill.
 *
 * <p>Memory: 20 bytes for each pixel.
 */
final class SignificantBasins {

    private static final int NONE = -1;
    private static final int STEPS_OF_CANCELLING = 1 << 16;

    private final float[] heights;
    private final int[] partOf;
    private final int width;
    private final double saddleShare;
    private final double leastDepth;

    /** The top of the hill of each pixel, before hills were joined. */
    private final int[] topOf;

    /** For each top the one that it was joined to, itself at first. */
    private final int[] heirs;

    private final int[] around = new int[8];

    private SignificantBasins(
            float[] heights, int[] partOf, int width, double saddleShare, double leastDepth) {
        this.heights = heights;
        this.partOf = partOf;
        this.width = width;
        this.saddleShare = saddleShare;
        this.leastDepth = leastDepth;
        topOf = new int[heights.length];
        Arrays.fill(topOf, NONE);
        heirs = new int[heights.length];
        Arrays.setAll(heirs, pixel -> pixel);
    }

    /**
     * The hill of each pixel.
     *
     * @param heights {@code [height · width]}, 0 or more
     * @param partOf {@code [height · width]}; hills do not cross from one part to another
     * @param width of the plane
     * @param saddleShare two hills are two only if the saddle is below this share of the lower top
     * @param leastDepth and if it is lower than that by so much
     * @param progress asked whether to stop
     * @return {@code [height · width]}, the pixel of the hill's top
     */
    static int[] of(
            float[] heights,
            int[] partOf,
            int width,
            double saddleShare,
            double leastDepth,
            Progress progress) {
        SignificantBasins basins =
                new SignificantBasins(heights, partOf, width, saddleShare, leastDepth);
        basins.flood(progress);
        int[] hills = basins.topOf;
        for (int pixel = 0; pixel < hills.length; pixel++) {
            hills[pixel] = basins.heir(hills[pixel]);
        }
        return hills;
    }

    private void flood(Progress progress) {
        long[] order = new long[heights.length];
        for (int pixel = 0; pixel < order.length; pixel++) {
            // Bits of floats that are 0 or more are in their order; of equals the first pixel
            int descending = Integer.MAX_VALUE - Float.floatToIntBits(heights[pixel]);
            order[pixel] = (long) descending << Integer.SIZE | pixel;
        }
        Arrays.parallelSort(order);
        for (int i = 0; i < order.length; i++) {
            if (i % STEPS_OF_CANCELLING == 0) {
                progress.checkCancelled();
            }
            take((int) order[i]);
        }
    }

    private void take(int pixel) {
        int count = neighbours(pixel);
        int highest = NONE;
        for (int i = 0; i < count; i++) {
            if (highest == NONE || heights[around[i]] > heights[highest]) {
                highest = around[i];
            }
            for (int j = 0; j < i; j++) {
                meet(heir(topOf[around[i]]), heir(topOf[around[j]]), heights[pixel]);
            }
        }
        topOf[pixel] = highest == NONE ? pixel : heir(topOf[highest]);
    }

    /** Fills {@link #around} with the neighbours of the same part that were taken. */
    private int neighbours(int pixel) {
        int x = pixel % width;
        int y = pixel / width;
        int bottom = Math.min(heights.length / width - 1, y + 1);
        int right = Math.min(width - 1, x + 1);
        int count = 0;
        for (int row = Math.max(0, y - 1); row <= bottom; row++) {
            for (int column = Math.max(0, x - 1); column <= right; column++) {
                int neighbour = row * width + column;
                if (topOf[neighbour] != NONE && partOf[neighbour] == partOf[pixel]) {
                    around[count++] = neighbour;
                }
            }
        }
        return count;
    }

    private void meet(int one, int other, float saddle) {
        if (one == other) {
            return;
        }
        boolean oneIsLower =
                heights[one] < heights[other] || heights[one] == heights[other] && one > other;
        int lower = oneIsLower ? one : other;
        float top = heights[lower];
        if (saddle >= saddleShare * top || top - saddle < leastDepth) {
            heirs[lower] = oneIsLower ? other : one;
        }
    }

    private int heir(int top) {
        int heir = top;
        while (heirs[heir] != heir) {
            heirs[heir] = heirs[heirs[heir]];
            heir = heirs[heir];
        }
        return heir;
    }
}
