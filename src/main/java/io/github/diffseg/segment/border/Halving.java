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

import io.github.diffseg.segment.label.NonMaximumSuppression;
import java.util.stream.IntStream;

/**
 * A plane at half its width and height, rounded up, and the way back.
 *
 * @param width of the plane in pixels, at least 1
 * @param height of the plane in pixels, at least 1
 */
record Halving(int width, int height) {

    private int halfWidth() {
        return (width + 1) / 2;
    }

    private int halfHeight() {
        return (height + 1) / 2;
    }

    /** Each pixel the mean colour of four (fewer at an odd edge). */
    GuideImage picture(GuideImage guide) {
        int[] rgb = guide.rgb();
        int[] half =
                fill(
                        (x, y) -> {
                            int red = 0;
                            int green = 0;
                            int blue = 0;
                            int count = 0;
                            for (int pixel : block(x, y)) {
                                red += rgb[pixel] >> 16 & 255;
                                green += rgb[pixel] >> 8 & 255;
                                blue += rgb[pixel] & 255;
                                count++;
                            }
                            int round = count / 2;
                            return (red + round) / count << 16
                                    | (green + round) / count << 8
                                    | (blue + round) / count;
                        });
        return new GuideImage(halfWidth(), halfHeight(), half);
    }

    /** Each pixel the segment that most of four are in; outside only where all are. */
    int[] segments(int[] segmentOf) {
        return fill((x, y) -> mostFrequent(segmentOf, block(x, y)));
    }

    /**
     * What was decided at half the size, for each pixel.
     *
     * @param half at half the size
     * @param segmentOf at the whole size, of which what is outside stays so
     */
    int[] doubled(int[] half, int[] segmentOf) {
        int[] doubled = new int[segmentOf.length];
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < width; x++) {
                                int pixel = y * width + x;
                                boolean outside = segmentOf[pixel] == NonMaximumSuppression.OUTSIDE;
                                doubled[pixel] =
                                        outside
                                                ? NonMaximumSuppression.OUTSIDE
                                                : half[y / 2 * halfWidth() + x / 2];
                            }
                        });
        return doubled;
    }

    private static int mostFrequent(int[] segmentOf, int[] block) {
        int best = NonMaximumSuppression.OUTSIDE;
        int most = 0;
        for (int pixel : block) {
            int votes = 0;
            for (int other : block) {
                votes += segmentOf[pixel] == segmentOf[other] ? 1 : 0;
            }
            if (votes > most && segmentOf[pixel] != NonMaximumSuppression.OUTSIDE) {
                most = votes;
                best = segmentOf[pixel];
            }
        }
        return best;
    }

    private int[] block(int x, int y) {
        int pixel = 2 * y * width + 2 * x;
        boolean wide = 2 * x + 1 < width;
        if (2 * y + 1 == height) {
            return wide ? new int[] {pixel, pixel + 1} : new int[] {pixel};
        }
        int below = pixel + width;
        return wide ? new int[] {pixel, pixel + 1, below, below + 1} : new int[] {pixel, below};
    }

    private interface HalfPixel {
        int of(int x, int y);
    }

    private int[] fill(HalfPixel value) {
        int[] half = new int[halfWidth() * halfHeight()];
        IntStream.range(0, halfHeight())
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < halfWidth(); x++) {
                                half[y * halfWidth() + x] = value.of(x, y);
                            }
                        });
        return half;
    }
}
