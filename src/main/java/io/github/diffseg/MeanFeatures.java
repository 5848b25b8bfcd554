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

package io.github.diffseg;

import io.github.diffseg.attention.LayerFeatures;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.segment.label.LabelMap;

/** The mean of what the network makes of the places of a segment. */
final class MeanFeatures {

    private MeanFeatures() {}

    /**
     * {@return {@code [K][channels]}: the mean of the unit features of the cells, each weighted by
     * the pixels that it shares with the segment, of length 1; empty if the network tells no place
     * from another}
     *
     * @param features of the whole picture
     * @param labels of the picture, of any size
     */
    static float[][] of(LayerFeatures features, LabelMap labels) {
        float[] values = Scope.floats(features.values());
        int cells = features.height() * features.width();
        int channels = values.length / cells;
        if (same(values, channels)) {
            return new float[0][];
        }
        double[][] sums = new double[labels.count() + 1][channels];
        int[][] shared = shared(features, labels);
        for (int cell = 0; cell < cells; cell++) {
            double length = length(values, cell * channels, channels);
            for (int label = 1; label <= labels.count() && length > 0; label++) {
                int pixels = shared[cell][label];
                for (int c = 0; c < channels && pixels > 0; c++) {
                    sums[label][c] += pixels * (values[cell * channels + c] / length);
                }
            }
        }
        float[][] means = new float[labels.count()][channels];
        for (int label = 1; label <= labels.count(); label++) {
            double square = 0;
            for (double sum : sums[label]) {
                square += sum * sum;
            }
            for (int c = 0; c < channels && square > 0; c++) {
                means[label - 1][c] = (float) (sums[label][c] / Math.sqrt(square));
            }
        }
        return means;
    }

    private static boolean same(float[] values, int channels) {
        for (int i = channels; i < values.length; i++) {
            if (values[i] != values[i % channels]) {
                return false;
            }
        }
        return true;
    }

    private static int[][] shared(LayerFeatures features, LabelMap labels) {
        int[][] shared = new int[features.height() * features.width()][labels.count() + 1];
        for (int y = 0; y < labels.height(); y++) {
            int row = (int) ((long) y * features.height() / labels.height());
            for (int x = 0; x < labels.width(); x++) {
                int column = (int) ((long) x * features.width() / labels.width());
                shared[row * features.width() + column][labels.at(x, y)]++;
            }
        }
        return shared;
    }

    private static double length(float[] values, int begin, int channels) {
        double square = 0;
        for (int c = begin; c < begin + channels; c++) {
            square += (double) values[c] * values[c];
        }
        return Math.sqrt(square);
    }
}
