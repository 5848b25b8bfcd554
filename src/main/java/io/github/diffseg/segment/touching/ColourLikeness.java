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

import io.github.diffseg.segment.border.GuideImage;

/**
 * How much a pixel has the colour of its own part rather than that of the surroundings: 1 at the
 * mean colour of the part, 0 at that of what lies around it, on the line between both. So it does
 * not matter whether objects are bright or dark, and of which colour.
 */
final class ColourLikeness {

    /** Squared; nearer colours say nothing. */
    private static final double LEAST_CONTRAST = 4;

    private static final int[] ACROSS = {-1, 0, 1, -1, 1, -1, 0, 1};
    private static final int[] DOWN = {-1, -1, -1, 0, 0, 1, 1, 1};

    private final GuideImage picture;
    private final int[] partOf;
    private final double[][] own;
    private final double[][] around;

    private ColourLikeness(GuideImage picture, int[] partOf, int parts) {
        this.picture = picture;
        this.partOf = partOf;
        own = new double[parts][4];
        around = new double[parts][4];
    }

    /**
     * The likeness at each pixel.
     *
     * @param picture of the plane
     * @param partOf {@code [height · width]} 0…parts−1, or below 0 for none
     * @param parts how many there are
     * @param reach how far the surroundings reach, in pixels, at least 1
     * @return {@code [height · width]}, any number; 1 where part and surroundings look alike
     */
    static float[] of(GuideImage picture, int[] partOf, int parts, int reach) {
        ColourLikeness likeness = new ColourLikeness(picture, partOf, parts);
        likeness.count(reach);
        return likeness.values();
    }

    private void count(int reach) {
        int width = picture.width();
        for (int pixel = 0; pixel < partOf.length; pixel++) {
            int rgb = picture.rgb()[pixel];
            if (partOf[pixel] >= 0) {
                add(own[partOf[pixel]], rgb);
            }
            int x = pixel % width;
            int y = pixel / width;
            for (int way = 0; way < ACROSS.length; way++) {
                int column = x + reach * ACROSS[way];
                int row = y + reach * DOWN[way];
                if (column < 0 || row < 0 || column >= width || row >= picture.height()) {
                    continue;
                }
                int neighbour = partOf[row * width + column];
                if (neighbour >= 0 && neighbour != partOf[pixel]) {
                    add(around[neighbour], rgb);
                }
            }
        }
        for (int part = 0; part < own.length; part++) {
            toMeans(own[part]);
            toMeans(around[part]);
        }
    }

    private static void add(double[] sums, int rgb) {
        for (int channel = 0; channel < 3; channel++) {
            sums[channel] += channel(rgb, channel);
        }
        sums[3]++;
    }

    private static void toMeans(double[] sums) {
        for (int channel = 0; channel < 3; channel++) {
            sums[channel] /= Math.max(1, sums[3]);
        }
    }

    private static int channel(int rgb, int channel) {
        return (rgb >> (8 * channel)) & 255;
    }

    private float[] values() {
        float[] values = new float[partOf.length];
        for (int pixel = 0; pixel < values.length; pixel++) {
            values[pixel] = partOf[pixel] < 0 ? 1 : value(pixel);
        }
        return values;
    }

    private float value(int pixel) {
        double[] inside = own[partOf[pixel]];
        double[] outside = around[partOf[pixel]];
        double contrast = 0;
        double along = 0;
        for (int channel = 0; channel < 3; channel++) {
            double difference = inside[channel] - outside[channel];
            contrast += difference * difference;
            along += (channel(picture.rgb()[pixel], channel) - outside[channel]) * difference;
        }
        return outside[3] == 0 || contrast < LEAST_CONTRAST ? 1 : (float) (along / contrast);
    }
}
