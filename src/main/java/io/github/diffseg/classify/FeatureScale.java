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

import java.util.List;
import java.util.Random;

/**
 * How the features of a map enter the training: each channel with mean 0 and deviation 1 over the
 * taught planes, all maps of the network with the same weight, and no more than 64 numbers of each.
 * Where there are more channels, they are projected to random orthonormal directions, always the
 * same ones, which keeps distances nearly as they are (Johnson and Lindenstrauss).
 */
final class FeatureScale {

    /** Training takes time with each; what the classifier reads afterwards are all channels. */
    static final int MOST_CHANNELS = 64;

    private static final long SEED = 1;

    private final int channels;
    private final double weight;
    private final double[] mean;

    /** 1 / deviation; 0 where a channel is the same everywhere. */
    private final double[] sharpness;

    /** {@code [reduced, channels]} rows of length 1, or null where none are left out. */
    private final double[][] directions;

    /**
     * @param sameMap of each taught plane
     * @param weight how much longer its numbers shall be than those of others
     */
    FeatureScale(List<FeatureMap> sameMap, double weight) {
        this.weight = weight;
        channels = sameMap.get(0).channels();
        mean = new double[channels];
        sharpness = new double[channels];
        double[] squares = new double[channels];
        long cells = 0;
        for (FeatureMap map : sameMap) {
            float[] values = map.values();
            for (int i = 0; i < values.length; i += channels) {
                for (int c = 0; c < channels; c++) {
                    mean[c] += values[i + c];
                    squares[c] += (double) values[i + c] * values[i + c];
                }
            }
            cells += values.length / channels;
        }
        for (int c = 0; c < channels; c++) {
            mean[c] /= cells;
            double variance = squares[c] / cells - mean[c] * mean[c];
            // What rounding leaves of no difference must not be blown up
            boolean varies = variance > 1e-9 * squares[c] / cells && variance > Float.MIN_NORMAL;
            sharpness[c] = varies ? 1 / Math.sqrt(variance) : 0;
        }
        directions = channels > MOST_CHANNELS ? orthonormal(MOST_CHANNELS, channels) : null;
    }

    private static double[][] orthonormal(int rows, int columns) {
        Random random = new Random(SEED);
        double[][] directions = new double[rows][columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                directions[r][c] = random.nextGaussian();
            }
            for (int earlier = 0; earlier < r; earlier++) {
                double share = 0;
                for (int c = 0; c < columns; c++) {
                    share += directions[r][c] * directions[earlier][c];
                }
                for (int c = 0; c < columns; c++) {
                    directions[r][c] -= share * directions[earlier][c];
                }
            }
            double length = 0;
            for (double value : directions[r]) {
                length += value * value;
            }
            for (int c = 0; c < columns; c++) {
                directions[r][c] /= Math.sqrt(length);
            }
        }
        return directions;
    }

    /** How many numbers of a map enter the training. */
    int reduced() {
        return directions == null ? channels : directions.length;
    }

    private double balance() {
        return weight / Math.sqrt(reduced());
    }

    /** Writes what enters the training of a place, from {@code start} on. */
    void write(float[] features, float[] sample, int start) {
        double[] standard = new double[channels];
        for (int c = 0; c < channels; c++) {
            standard[c] = (features[c] - mean[c]) * sharpness[c];
        }
        for (int r = 0; r < reduced(); r++) {
            double value = directions == null ? standard[r] : 0;
            for (int c = 0; directions != null && c < channels; c++) {
                value += directions[r][c] * standard[c];
            }
            sample[start + r] = (float) (value * balance());
        }
    }

    /** The weights of the features as they are, for those of what entered the training. */
    double[] weights(double[] trained, int start) {
        double[] weights = new double[channels];
        for (int c = 0; c < channels; c++) {
            double weight = directions == null ? trained[start + c] : 0;
            for (int r = 0; directions != null && r < directions.length; r++) {
                weight += directions[r][c] * trained[start + r];
            }
            weights[c] = weight * balance() * sharpness[c];
        }
        return weights;
    }

    /** What the bias loses, since features enter the training without their mean. */
    double offset(double[] weights) {
        double offset = 0;
        for (int c = 0; c < channels; c++) {
            offset += weights[c] * mean[c];
        }
        return offset;
    }
}
