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

package io.github.diffseg.segment.merging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class KlMergingTest extends WithEngine {

    @Test
    void equalsAPlainStatementOfTheAlgorithm() {
        int height = 6;
        int width = 9;
        int n = height * width;
        boolean overlapped = false;
        for (long seed = 0; seed < 4; seed++) {
            float[] values = RandomMaps.distributions(n, n, 5, 0.7, seed);
            int[] anchors = AnchorGrid.indices(5, height, width);
            try (KlMerging merging = new KlMerging(matrix(values, n), anchors, Progress.NONE)) {
                for (double threshold : new double[] {0.3, 0.45, 0.55, 0.8, 1.2, 5}) {
                    for (int iterations = 1; iterations <= 4; iterations++) {
                        PlainMerging plain = new PlainMerging(values, n);
                        List<double[]> expected = plain.merge(anchors, threshold, iterations);
                        overlapped |= plain.overlapped;
                        try (NDArray actual = merging.merge(threshold, iterations, Progress.NONE)) {
                            assertEquals(expected.size(), actual.getShape().get(0));
                            for (int k = 0; k < expected.size(); k++) {
                                for (int i = 0; i < n; i++) {
                                    assertEquals(expected.get(k)[i], actual.getFloat(k, i), 1e-6);
                                }
                            }
                        }
                    }
                }
            }
        }
        assertTrue(overlapped, "no case had overlapping groups");
    }

    @Test
    void matchedProposalsStayInThePool() {
        // 0 – 1 – 2 are a chain: 1 is near both, 0 and 2 are far from each other
        float[] distances = {0, 0.5f, 2, 0.5f, 0, 0.5f, 2, 0.5f, 0};
        float[] groups = KlMerging.groups(distances, new int[] {1, 3, 1}, 1);
        assertArrayEquals(new float[] {1, 3, 0, 0, 3, 1}, groups);
    }

    @Test
    void theThresholdIsStrict() {
        float[] distances = {0, 1, 1, 0};
        assertEquals(4, KlMerging.groups(distances, new int[] {1, 1}, 1).length);
        assertEquals(2, KlMerging.groups(distances, new int[] {1, 1}, Math.nextUp(1f)).length);
    }

    @Test
    void anAnchorIsAlwaysNearItself() {
        // Far from all others, and with values that underflowed
        float[] values = {1, 0, 0, 0, 1, 0, 0, 0, 1};
        try (KlMerging merging = new KlMerging(matrix(values, 3), new int[] {0, 2}, Progress.NONE);
                NDArray proposals = merging.merge(1e-30, 3, Progress.NONE)) {
            assertArrayEquals(new float[] {1, 0, 0, 0, 0, 1}, proposals.toFloatArray());
        }
    }

    @Test
    void leavesNothingBehind() {
        NDArray maps = matrix(RandomMaps.distributions(36, 36, 3, 0.5, 5), 36);
        int before = manager.getManagedArrays().size();
        try (KlMerging merging = new KlMerging(maps, AnchorGrid.indices(4, 6, 6), Progress.NONE)) {
            assertEquals(before + 1, manager.getManagedArrays().size());
            merging.merge(0.5, 3, Progress.NONE).close();
            merging.merge(0.7, 1, Progress.NONE).close();
            assertEquals(before + 1, manager.getManagedArrays().size());
        }
        assertEquals(before, manager.getManagedArrays().size());
    }

    @Test
    void cancellingLeavesNothingBehind() {
        NDArray maps = matrix(RandomMaps.distributions(36, 36, 3, 0.5, 5), 36);
        int before = manager.getManagedArrays().size();
        assertThrows(
                CancellationException.class,
                () -> new KlMerging(maps, new int[] {0}, Cancelled.IMMEDIATELY));
        assertEquals(before, manager.getManagedArrays().size());
    }

    /** The algorithm in doubles, as the facts state it, with no cleverness. */
    private static final class PlainMerging {

        private final double[][] maps;
        private boolean overlapped;

        PlainMerging(float[] values, int n) {
            maps = new double[n][n];
            for (int i = 0; i < n * n; i++) {
                maps[i / n][i % n] = values[i];
            }
        }

        List<double[]> merge(int[] anchors, double threshold, int iterations) {
            List<double[]> proposals = new ArrayList<>();
            for (int anchor : anchors) {
                proposals.add(mean(alike(maps[anchor], List.of(maps), threshold)));
            }
            for (int iteration = 2; iteration <= iterations; iteration++) {
                List<double[]> merged = new ArrayList<>();
                List<double[]> matched = new ArrayList<>();
                for (double[] anchor : proposals) {
                    if (!matched.contains(anchor)) {
                        List<double[]> group = alike(anchor, proposals, threshold);
                        overlapped |= group.stream().anyMatch(matched::contains);
                        merged.add(mean(group));
                        matched.addAll(group);
                    }
                }
                proposals = merged;
            }
            return proposals;
        }

        private static List<double[]> alike(
                double[] anchor, List<double[]> pool, double threshold) {
            return pool.stream().filter(map -> distance(anchor, map) < threshold).toList();
        }

        private static double distance(double[] p, double[] q) {
            double sum = 0;
            for (int i = 0; i < p.length; i++) {
                sum += p[i] * Math.log(p[i] / q[i]) + q[i] * Math.log(q[i] / p[i]);
            }
            return sum / 2;
        }

        private static double[] mean(List<double[]> group) {
            double[] mean = new double[group.get(0).length];
            for (double[] map : group) {
                for (int i = 0; i < mean.length; i++) {
                    mean[i] += map[i] / group.size();
                }
            }
            return mean;
        }
    }
}
