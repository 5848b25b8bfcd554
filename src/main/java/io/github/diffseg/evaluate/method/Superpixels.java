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

package io.github.diffseg.evaluate.method;

import java.util.Arrays;

/**
 * Superpixels in the manner of SLIC (R. Achanta et al., TPAMI 34, 2012): k-means over colour and
 * position, started on a grid, each centre seeking pixels only within two grid steps. Afterwards
 * each superpixel keeps its largest connected part; other pixels go to one that they touch.
 *
 * @param count S, at most the number asked for
 * @param superpixelOf {@code [height · width]}, 0…S−1
 * @param colours {@code [S]}, the mean CIELAB colour
 * @param areas {@code [S]}, in pixels; may be 0
 */
record Superpixels(int count, int[] superpixelOf, double[][] colours, long[] areas) {

    private static final int ITERATIONS = 10;

    /** What a distance of one grid step is worth in units of CIELAB. */
    private static final double COMPACTNESS = 10;

    /**
     * Divides an image into superpixels.
     *
     * @param wanted how many, about; at least 1
     */
    static Superpixels of(LabPixels image, int wanted) {
        double step = Math.max(1, Math.sqrt(image.count() / (double) wanted));
        int columns = Math.max(1, (int) (image.width() / step));
        int rows = Math.max(1, (int) (image.height() / step));
        double[][] centres = grid(image, columns, rows);
        int[] nearest = new int[image.count()];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            assign(image, centres, step, nearest);
            centres = means(image, centres, nearest);
        }
        LargestParts.keep(nearest, image.width(), centres.length);
        centres = means(image, centres, nearest);
        long[] areas = new long[centres.length];
        for (int superpixel : nearest) {
            areas[superpixel]++;
        }
        return new Superpixels(centres.length, nearest, centres, areas);
    }

    /** {@code [rows · columns, 5]}: colour, x and y. */
    private static double[][] grid(LabPixels image, int columns, int rows) {
        double[][] centres = new double[rows * columns][];
        for (int i = 0; i < centres.length; i++) {
            int x = (int) ((i % columns + 0.5) * image.width() / columns);
            int y = (int) ((i / columns + 0.5) * image.height() / rows);
            double[] colour = image.at(y * image.width() + x);
            centres[i] = new double[] {colour[0], colour[1], colour[2], x, y};
        }
        return centres;
    }

    private static void assign(LabPixels image, double[][] centres, double step, int[] nearest) {
        double spatialWeight = COMPACTNESS * COMPACTNESS / (step * step);
        double[] least = new double[nearest.length];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        int reach = (int) Math.ceil(2 * step);
        for (int c = 0; c < centres.length; c++) {
            int centreX = (int) centres[c][3];
            int centreY = (int) centres[c][4];
            int bottom = Math.min(image.height() - 1, centreY + reach);
            int right = Math.min(image.width() - 1, centreX + reach);
            for (int y = Math.max(0, centreY - reach); y <= bottom; y++) {
                for (int x = Math.max(0, centreX - reach); x <= right; x++) {
                    int pixel = y * image.width() + x;
                    double dx = x - centres[c][3];
                    double dy = y - centres[c][4];
                    double distance =
                            image.squaredDistance(pixel, centres[c])
                                    + spatialWeight * (dx * dx + dy * dy);
                    if (distance < least[pixel]) {
                        least[pixel] = distance;
                        nearest[pixel] = c;
                    }
                }
            }
        }
    }

    private static double[][] means(LabPixels image, double[][] centres, int[] nearest) {
        double[][] sums = new double[centres.length][5];
        long[] counts = new long[centres.length];
        for (int pixel = 0; pixel < nearest.length; pixel++) {
            double[] sum = sums[nearest[pixel]];
            double[] colour = image.at(pixel);
            sum[0] += colour[0];
            sum[1] += colour[1];
            sum[2] += colour[2];
            sum[3] += pixel % image.width();
            sum[4] += pixel / image.width();
            counts[nearest[pixel]]++;
        }
        for (int c = 0; c < centres.length; c++) {
            if (counts[c] == 0) {
                sums[c] = centres[c];
                continue;
            }
            for (int i = 0; i < 5; i++) {
                sums[c][i] /= counts[c];
            }
        }
        return sums;
    }
}
