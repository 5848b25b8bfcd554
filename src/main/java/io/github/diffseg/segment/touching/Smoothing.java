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

import java.util.stream.IntStream;

/** A Gaussian filter of a plane, one axis after the other; the plane's edge goes on as it is. */
final class Smoothing {

    /** Beyond so many deviations nothing is counted. */
    private static final double REACH = 3;

    private Smoothing() {}

    /**
     * Smooths a plane.
     *
     * @param plane {@code [height · width]}, not changed
     * @param width of the plane
     * @param deviation of the Gaussian in pixels, above 0
     * @return a new plane
     */
    static float[] of(float[] plane, int width, double deviation) {
        int reach = (int) Math.ceil(REACH * deviation);
        double[] weights = new double[2 * reach + 1];
        double total = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-Math.pow((i - reach) / deviation, 2) / 2);
            total += weights[i];
        }
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= total;
        }
        int height = plane.length / width;
        return lines(
                lines(plane, height, width, width, 1, weights), width, height, 1, width, weights);
    }

    private static float[] lines(
            float[] plane, int lines, int length, int nextLine, int step, double[] weights) {
        int reach = weights.length / 2;
        float[] smooth = new float[plane.length];
        IntStream.range(0, lines)
                .parallel()
                .forEach(
                        line -> {
                            int first = line * nextLine;
                            for (int i = 0; i < length; i++) {
                                double sum = 0;
                                for (int k = -reach; k <= reach; k++) {
                                    int at = Math.max(0, Math.min(length - 1, i + k));
                                    sum += weights[k + reach] * plane[first + at * step];
                                }
                                smooth[first + i * step] = (float) sum;
                            }
                        });
        return smooth;
    }
}
