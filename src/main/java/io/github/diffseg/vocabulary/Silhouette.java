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

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well groups are apart (P. J. Rousseeuw, J. Comput. Appl. Math. 20, 1987): for each point how
 * much nearer its own group is than the next one. Of many points an even sample is looked at, since
 * every pair counts.
 *
 * @param sample indices of the points looked at
 * @param distances {@code [sample · sample]} Euclidean
 */
record Silhouette(int[] sample, float[] distances) {

    private static final int MOST = 2000;

    /** Measures the distances, once for all groupings. */
    static Silhouette of(List<float[]> points) {
        int size = Math.min(MOST, points.size());
        int[] sample =
                IntStream.range(0, size)
                        .map(i -> (int) ((long) i * points.size() / size))
                        .toArray();
        float[] distances = new float[size * size];
        IntStream.range(0, size)
                .parallel()
                .forEach(
                        i -> {
                            for (int j = 0; j < size; j++) {
                                distances[i * size + j] =
                                        distance(points.get(sample[i]), points.get(sample[j]));
                            }
                        });
        return new Silhouette(sample, distances);
    }

    /**
     * {@return the mean over the sample, in [−1, 1]; a point alone in its group counts 0}
     *
     * @param group of each point, from 0
     */
    double mean(int[] group) {
        int groups = IntStream.of(group).max().orElseThrow() + 1;
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            sum += width(i, group, groups);
        }
        return sum / sample.length;
    }

    private double width(int point, int[] group, int groups) {
        double[] sums = new double[groups];
        int[] members = new int[groups];
        for (int other = 0; other < sample.length; other++) {
            if (other != point) {
                sums[group[sample[other]]] += distances[point * sample.length + other];
                members[group[sample[other]]]++;
            }
        }
        int own = group[sample[point]];
        if (members[own] == 0) {
            return 0;
        }
        double within = sums[own] / members[own];
        double next = Double.POSITIVE_INFINITY;
        for (int g = 0; g < groups; g++) {
            if (g != own && members[g] > 0) {
                next = Math.min(next, sums[g] / members[g]);
            }
        }
        double larger = Math.max(within, next);
        return larger == 0 || Double.isInfinite(next) ? 0 : (next - within) / larger;
    }

    private static float distance(float[] a, float[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            square += difference * difference;
        }
        return (float) Math.sqrt(square);
    }
}
