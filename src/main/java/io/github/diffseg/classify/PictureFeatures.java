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

import java.util.stream.IntStream;

/** What the picture itself tells of each of its pixels: where borders are sharper than a cell. */
public final class PictureFeatures {

    /** The name of the map. */
    public static final String COLOUR = "colour";

    /** Of the blurs, in pixels: against noise, and for a pixel's surroundings. */
    private static final double[] SIGMAS = {1, 3};

    private static final int[] SHIFTS = {16, 8, 0};

    private PictureFeatures() {}

    /**
     * {@return red, green and blue in [0, 1], blurred by Gaussians of 1 and 3 pixels, and the six
     * products of the first three with each other, by which a linear classifier can tell a colour
     * from both its neighbours: 12 channels at the size of the picture}
     *
     * @param rgb {@code [height · width]} 0xrrggbb; the upper byte carries no meaning
     * @param width in pixels
     */
    public static FeatureMap colour(int[] rgb, int width) {
        float[][] planes = new float[SIGMAS.length * SHIFTS.length][];
        for (int c = 0; c < SHIFTS.length; c++) {
            float[] plane = channel(rgb, SHIFTS[c]);
            for (int s = 0; s < SIGMAS.length; s++) {
                planes[s * SHIFTS.length + c] = GaussianBlur.of(plane, width, SIGMAS[s]);
            }
        }
        int products = SHIFTS.length * (SHIFTS.length + 1) / 2;
        int channels = planes.length + products;
        float[] values = new float[Math.multiplyExact(rgb.length, channels)];
        IntStream.range(0, rgb.length / width)
                .parallel()
                .forEach(
                        row -> {
                            for (int i = row * width; i < (row + 1) * width; i++) {
                                fill(values, i * channels, planes, i);
                            }
                        });
        return new FeatureMap(COLOUR, values, rgb.length / width, width, channels);
    }

    private static void fill(float[] values, int start, float[][] planes, int pixel) {
        int next = start;
        for (float[] plane : planes) {
            values[next++] = plane[pixel];
        }
        for (int a = 0; a < SHIFTS.length; a++) {
            for (int b = a; b < SHIFTS.length; b++) {
                values[next++] = planes[a][pixel] * planes[b][pixel];
            }
        }
    }

    private static float[] channel(int[] rgb, int shift) {
        float[] plane = new float[rgb.length];
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (rgb[i] >> shift & 255) / 255f;
        }
        return plane;
    }
}
