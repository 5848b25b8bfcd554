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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class AnchorDistancesTest extends WithEngine {

    @Test
    void equalTheDefinition() {
        int n = 70;
        int count = 9;
        float[] maps = RandomMaps.distributions(count, n, 3, 0.5, 1);
        double[] distances = AnchorDistances.ofPairs(matrix(maps, count));
        assertEquals(36, distances.length);
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double expected = RandomMaps.distance(maps, i, maps, j, n);
                assertEquals(expected, distances[next++], 1e-7 * expected);
            }
        }
    }

    @Test
    void underflownValuesCountAsTheSmallestNormalFloat() {
        float[] maps = {1, 0, 0, 0.5f, 0.5f, 0};
        double expected = RandomMaps.distance(maps, 0, maps, 1, 3);
        assertArrayEquals(
                new double[] {expected},
                AnchorDistances.ofPairs(matrix(maps, 2)),
                1e-12 * expected);
    }

    /** Of maps (x, 1 − x) at five places, as NumPy's percentile over the ten distances. */
    @Test
    void theirPercentileIsInterpolatedLinearly() {
        float[] maps = {
            0.5f, 0.5f, 0, 0, 0, 0.25f, 0.75f, 0, 0, 0, 0.125f, 0.875f, 0, 0, 0, 0.75f, 0.25f, 0, 0,
            0, 0.875f, 0.125f, 0, 0, 0
        };
        // Place 0.95 · 9 = 8.55 of the sorted ten
        double[] sorted = AnchorDistances.ofPairs(matrix(maps, 5));
        Arrays.sort(sorted);
        double expected = sorted[8] + 0.55 * (sorted[9] - sorted[8]);
        double p95 = AnchorDistances.p95(matrix(maps, 5), new int[] {0, 1, 2, 3, 4}, Progress.NONE);
        assertEquals(expected, p95, 1e-14);
        assertEquals(0.75 * Math.log(7), sorted[9], 1e-12);
    }

    @Test
    void oneAnchorHasNoDistanceAndTheThresholdIsTheLimit() {
        double p95 =
                AnchorDistances.p95(
                        matrix(new float[] {0.5f, 0.5f, 1, 0}, 2), new int[] {1}, Progress.NONE);
        assertEquals(0.55, new Threshold.Automatic(0.2, 1e-4, 0.55, 1).choose(p95).value());
    }

    @Test
    void equalMapsGiveTheLeastThreshold() {
        Threshold.Automatic rule = new Threshold.Automatic(0.2, 1e-4, 0.55, 16);
        double p95 =
                AnchorDistances.p95(
                        matrix(new float[] {0.5f, 0.5f, 0.5f, 0.5f}, 2),
                        new int[] {0, 1},
                        Progress.NONE);
        assertEquals(1e-4, rule.choose(p95).value());
        assertEquals(0.1235, rule.choose(0.617284).value(), "four digits");
    }

    @Test
    void canBeStopped() {
        assertThrows(
                CancellationException.class,
                () ->
                        AnchorDistances.p95(
                                matrix(new float[] {1, 0, 0, 1}, 2),
                                new int[] {0, 1},
                                Cancelled.IMMEDIATELY));
    }
}
