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
 * The weights of each pixel's neighbours by colour, as {@link PixelAdaptiveRefinement} says. Places
 * beyond the edge are those at the edge.
 */
final class ColourWeights {

    private static final int CHANNELS = 3;
    private static final double TEMPERATURE = 0.1;
    private static final double LEAST = 1e-8;

    private final int[] rgb;
    private final int width;
    private final int height;
    private final int[] across;
    private final int[] down;
    private final int[] offsets;
    private final int reach;

    /** {@code [height · width][neighbours]}, of each pixel 1 in sum. */
    private final float[] weights;

    /**
     * Compares the colours of all pixels.
     *
     * @param rgb {@code [height · width]}, 0xrrggbb
     * @param width of the picture
     * @param dilations distances of the neighbours in pixels
     */
    ColourWeights(int[] rgb, int width, int[] dilations) {
        this.rgb = rgb;
        this.width = width;
        height = rgb.length / width;
        across = new int[8 * dilations.length];
        down = new int[across.length];
        int next = 0;
        for (int dilation : dilations) {
            for (int direction = 0; direction < 9; direction++) {
                if (direction != 4) {
                    across[next] = (direction % 3 - 1) * dilation;
                    down[next++] = (direction / 3 - 1) * dilation;
                }
            }
        }
        offsets = new int[across.length];
        Arrays.setAll(offsets, k -> down[k] * width + across[k]);
        reach = Arrays.stream(dilations).max().orElseThrow();
        weights = new float[Math.multiplyExact(rgb.length, across.length)];
        IntStream.range(0, height).parallel().forEach(this::weighRow);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Writes the weighted means over the neighbours of a row's pixels from left to right. */
    void means(float[] values, int y, int left, int right, float[] means) {
        boolean rowInside = y >= reach && y + reach < height;
        for (int x = left; x <= right; x++) {
            int pixel = y * width + x;
            int first = pixel * across.length;
            boolean inside = rowInside && x >= reach && x + reach < width;
            float sum = 0;
            for (int k = 0; k < across.length; k++) {
                int place = inside ? pixel + offsets[k] : place(x + across[k], y + down[k]);
                sum += weights[first + k] * values[place];
            }
            means[pixel] = sum;
        }
    }

    private void weighRow(int y) {
        double[] likeness = new double[across.length];
        for (int x = 0; x < width; x++) {
            double most = Double.NEGATIVE_INFINITY;
            double[] scales = scales(x, y);
            int own = rgb[y * width + x];
            for (int k = 0; k < likeness.length; k++) {
                int other = rgb[place(x + across[k], y + down[k])];
                likeness[k] = 0;
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int difference = value(own, channel) - value(other, channel);
                    likeness[k] -= Math.abs(difference) / scales[channel] / CHANNELS;
                }
                most = Math.max(most, likeness[k]);
            }
            double sum = 0;
            for (int k = 0; k < likeness.length; k++) {
                likeness[k] = Math.exp(likeness[k] - most);
                sum += likeness[k];
            }
            int first = (y * width + x) * likeness.length;
            for (int k = 0; k < likeness.length; k++) {
                weights[first + k] = (float) (likeness[k] / sum);
            }
        }
    }

    /** Of each channel, over the neighbours and once for each dilation the pixel itself. */
    private double[] scales(int x, int y) {
        int own = rgb[y * width + x];
        int itself = across.length / 8;
        int count = across.length + itself;
        double[] scales = new double[CHANNELS];
        for (int channel = 0; channel < CHANNELS; channel++) {
            long value = value(own, channel);
            long sum = itself * value;
            long squares = itself * value * value;
            for (int k = 0; k < across.length; k++) {
                value = value(rgb[place(x + across[k], y + down[k])], channel);
                sum += value;
                squares += value * value;
            }
            double variance = (double) (count * squares - sum * sum) / count / (count - 1);
            scales[channel] = TEMPERATURE * Math.sqrt(variance) + LEAST;
        }
        return scales;
    }

    private int place(int x, int y) {
        return Math.max(0, Math.min(height - 1, y)) * width + Math.max(0, Math.min(width - 1, x));
    }

    private static int value(int colour, int channel) {
        return colour >> 8 * channel & 255;
    }
}
