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

import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.ml.clustering.CentroidCluster;
import org.apache.commons.math3.ml.clustering.DoublePoint;
import org.apache.commons.math3.ml.clustering.KMeansPlusPlusClusterer;
import org.apache.commons.math3.ml.distance.EuclideanDistance;
import org.apache.commons.math3.random.Well19937c;

/**
 * Groups segments by their features: k-means, started by k-means++ (D. Arthur, S. Vassilvitskii,
 * SODA 2007) several times with fixed random numbers, of which the tightest counts. k is given, or
 * that with the largest {@link Silhouette}. The same features in the same order give the same
 * groups. Of many segments an even sample is grouped.
 *
 * @param centres {@code [k][features]}, by decreasing weight of their members
 * @param silhouette mean over the segments, in [−1, 1]; NaN where k was given
 */
record SegmentClustering(float[][] centres, double silhouette) {

    /** Of k where it is chosen. */
    static final int MOST = 12;

    private static final int SEED = 1;
    private static final int STARTS = 5;
    private static final int ITERATIONS = 100;

    /** Of features in float32 it is 10 MB with the 1,280 of Stable Diffusion. */
    private static final int SAMPLE = 2000;

    /**
     * Groups points.
     *
     * @param points {@code [n][features]}, at least one
     * @param weights {@code [n]}, by which groups are numbered
     * @param k how many groups; no more than there are different points are made
     */
    static SegmentClustering of(List<float[]> points, long[] weights, int k, Progress progress) {
        progress.checkCancelled();
        return new SegmentClustering(
                sorted(centres(points, Math.min(k, different(points))), points, weights),
                Double.NaN);
    }

    /** As {@link #of}, with the k in 2…{@value #MOST} whose silhouette is largest. */
    static SegmentClustering chosen(List<float[]> points, long[] weights, Progress progress) {
        int most = Math.min(MOST, different(points) - 1);
        if (most < 2) {
            return of(points, weights, most + 1, progress);
        }
        Silhouette silhouette = Silhouette.of(points);
        SegmentClustering best = null;
        for (int k = 2; k <= most; k++) {
            progress.checkCancelled();
            progress.report("Grouping segments", (k - 2.0) / (most - 1));
            float[][] centres = centres(points, k);
            double width = silhouette.mean(assigned(points, centres));
            if (best == null || width > best.silhouette) {
                best = new SegmentClustering(centres, width);
            }
        }
        return new SegmentClustering(sorted(best.centres, points, weights), best.silhouette);
    }

    private static int different(List<float[]> points) {
        Set<List<Float>> different = new HashSet<>();
        for (float[] point : points) {
            List<Float> values = new ArrayList<>(point.length);
            for (float value : point) {
                values.add(value);
            }
            different.add(values);
            if (different.size() > MOST * MOST) {
                return points.size();
            }
        }
        return different.size();
    }

    private static float[][] centres(List<float[]> points, int k) {
        int size = Math.min(SAMPLE, points.size());
        List<DoublePoint> all = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            all.add(new DoublePoint(doubles(points.get((int) ((long) i * points.size() / size)))));
        }
        KMeansPlusPlusClusterer<DoublePoint> once =
                new KMeansPlusPlusClusterer<>(
                        k, ITERATIONS, new EuclideanDistance(), new Well19937c(SEED));
        List<CentroidCluster<DoublePoint>> tightest = null;
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < STARTS; start++) {
            List<CentroidCluster<DoublePoint>> clusters = once.cluster(all);
            double square = squares(clusters);
            if (square < least) {
                least = square;
                tightest = clusters;
            }
        }
        // Rounded here, so that a stored vocabulary decides as the one it was
        return tightest.stream().map(c -> floats(c.getCenter().getPoint())).toArray(float[][]::new);
    }

    /**
     * What k-means makes small. MultiKMeansPlusPlusClusterer compares variances of distances in its
     * place, which are small where all members are equally far away.
     */
    private static double squares(List<CentroidCluster<DoublePoint>> clusters) {
        EuclideanDistance distance = new EuclideanDistance();
        double sum = 0;
        for (CentroidCluster<DoublePoint> cluster : clusters) {
            for (DoublePoint point : cluster.getPoints()) {
                double far = distance.compute(point.getPoint(), cluster.getCenter().getPoint());
                sum += far * far;
            }
        }
        return sum;
    }

    private static float[][] sorted(float[][] centres, List<float[]> points, long[] weights) {
        long[] total = new long[centres.length];
        for (int i = 0; i < points.size(); i++) {
            total[nearest(points.get(i), centres)] += weights[i];
        }
        return IntStream.range(0, centres.length)
                .boxed()
                .sorted(
                        Comparator.<Integer>comparingLong(c -> -total[c])
                                .thenComparing((a, b) -> Arrays.compare(centres[a], centres[b])))
                .map(c -> centres[c])
                .toArray(float[][]::new);
    }

    private static int[] assigned(List<float[]> points, float[][] centres) {
        return points.stream().mapToInt(point -> nearest(point, centres)).toArray();
    }

    /** {@return which centre is nearest, the first of several} */
    static int nearest(float[] point, float[][] centres) {
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < centres.length; c++) {
            double distance = squaredDistance(point, centres[c]);
            if (distance < least) {
                least = distance;
                nearest = c;
            }
        }
        return nearest;
    }

    static double squaredDistance(float[] point, float[] centre) {
        double square = 0;
        for (int i = 0; i < centre.length; i++) {
            double difference = (double) point[i] - centre[i];
            square += difference * difference;
        }
        return square;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }
}
