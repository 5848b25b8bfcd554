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

package io.github.diffseg.vocabulary;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mean features of segments. Before the mean, each cell's features are brought to length 1, as
 * cuts compare them by their angle; so is the mean.
 */
public final class SegmentMeans {

    private SegmentMeans() {}

    /**
     * Averages features over segments, each cell of a grid by the pixels that it shares with a
     * segment. Features of several grids stand one behind another, with the same weight.
     *
     * @param source of the features
     * @param labels of what the source saw, of any size
     * @return of each label that has pixels, by label, on plane 0
     */
    public static List<SegmentFeature> of(FeatureSource source, LabelMap labels) {
        List<FeatureSource.Grid> grids = source.grids();
        int features = grids.stream().mapToInt(FeatureSource.Grid::channels).sum();
        double scale = 1 / Math.sqrt(grids.size());
        long[] pixels = new long[labels.count() + 1];
        for (int label : labels.labels()) {
            pixels[label]++;
        }
        float[][] values = new float[labels.count() + 1][features];
        int begin = 0;
        for (FeatureSource.Grid grid : grids) {
            double[][] sums = sums(grid, labels);
            for (int label = 1; label <= labels.count(); label++) {
                put(sums[label], scale, values[label], begin);
            }
            begin += grid.channels();
        }
        List<SegmentFeature> segments = new ArrayList<>();
        for (int label = 1; label <= labels.count(); label++) {
            if (pixels[label] > 0) {
                segments.add(new SegmentFeature(0, label, pixels[label], values[label]));
            }
        }
        return segments;
    }

    /**
     * Gives segments of one label on several planes, which are one object, the mean of their
     * features, so that an object has one class.
     *
     * @param segments of planes whose labels are linked
     * @return the same segments in the same order
     */
    public static List<SegmentFeature> ofObjects(List<SegmentFeature> segments) {
        Map<Integer, double[]> sums = new LinkedHashMap<>();
        for (SegmentFeature segment : segments) {
            double[] sum =
                    sums.computeIfAbsent(
                            segment.label(), label -> new double[segment.values().length]);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += segment.pixels() * (double) segment.values()[i];
            }
        }
        Map<Integer, float[]> means = new HashMap<>();
        sums.forEach(
                (label, sum) -> {
                    float[] mean = new float[sum.length];
                    put(sum, 1, mean, 0);
                    means.put(label, mean);
                });
        return segments.stream().map(segment -> segment.with(means.get(segment.label()))).toList();
    }

    private static void put(double[] sum, double scale, float[] values, int begin) {
        double square = 0;
        for (double value : sum) {
            square += value * value;
        }
        double length = Math.sqrt(square);
        for (int c = 0; c < sum.length && length > 0; c++) {
            values[begin + c] = (float) (scale * sum[c] / length);
        }
    }

    private static double[][] sums(FeatureSource.Grid grid, LabelMap labels) {
        double[][] sums = new double[labels.count() + 1][grid.channels()];
        Map<Integer, int[]> pixelsOfLabel = new HashMap<>();
        int top = 0;
        for (int row = 0; row < grid.height(); row++) {
            int bottom = end(row, labels.height(), grid.height());
            int left = 0;
            for (int column = 0; column < grid.width(); column++) {
                int right = end(column, labels.width(), grid.width());
                count(labels, left, right, top, bottom, pixelsOfLabel);
                add(grid, row * grid.width() + column, pixelsOfLabel, sums);
                pixelsOfLabel.clear();
                left = right;
            }
            top = bottom;
        }
        return sums;
    }

    /** Where a cell of a grid ends, in pixels; the cells share all of them. */
    private static int end(int cell, int pixels, int cells) {
        return (int) ((cell + 1L) * pixels / cells);
    }

    private static void count(
            LabelMap labels, int left, int right, int top, int bottom, Map<Integer, int[]> counts) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                int label = labels.at(x, y);
                if (label > 0) {
                    counts.computeIfAbsent(label, l -> new int[1])[0]++;
                }
            }
        }
    }

    private static void add(
            FeatureSource.Grid grid, int cell, Map<Integer, int[]> counts, double[][] sums) {
        int begin = cell * grid.channels();
        double square = 0;
        for (int c = 0; c < grid.channels(); c++) {
            square += (double) grid.values()[begin + c] * grid.values()[begin + c];
        }
        double length = Math.sqrt(square);
        if (length > 0) {
            counts.forEach(
                    (label, pixels) -> {
                        for (int c = 0; c < grid.channels(); c++) {
                            sums[label][c] += pixels[0] * (grid.values()[begin + c] / length);
                        }
                    });
        }
    }
}
