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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import org.junit.jupiter.api.Test;

class SymmetricKlTest extends WithEngine {

    @Test
    void equalsTheDefinitionAcrossChunks() {
        int n = 60;
        int rows = 1100;
        float[] first = RandomMaps.distributions(7, n, 3, 1, 1);
        float[] second = RandomMaps.distributions(rows, n, 4, 1, 2);
        try (NDArray distances =
                SymmetricKl.distances(matrix(first, 7), matrix(second, rows), Progress.NONE)) {
            float[] actual = distances.toFloatArray();
            for (int i = 0; i < 7; i++) {
                for (int j = 0; j < rows; j++) {
                    double expected = RandomMaps.distance(first, i, second, j, n);
                    assertEquals(expected, actual[i * rows + j], 1e-6 + 1e-5 * expected);
                }
            }
        }
    }

    @Test
    void keepsItsDigitsWhereMapsAreAlmostEqual() {
        int n = 400;
        float[] maps = RandomMaps.distributions(20, n, 1, 0.01, 3);
        try (NDArray distances = SymmetricKl.distancesAmong(matrix(maps, 20))) {
            float[] actual = distances.toFloatArray();
            for (int i = 0; i < 20; i++) {
                for (int j = 0; j < 20; j++) {
                    double expected = RandomMaps.distance(maps, i, maps, j, n);
                    assertTrue(expected < 2e-4, "distance " + expected);
                    assertEquals(expected, actual[i * 20 + j], 1e-4 * 2e-4);
                }
            }
        }
    }

    @Test
    void aValueThatUnderflowedCountsAsTheSmallestNormalFloat() {
        float[] maps = {1, 0, 0, 0.5f, 0.5f, 0};
        try (NDArray distances = SymmetricKl.distancesAmong(matrix(maps, 2))) {
            float[] actual = distances.toFloatArray();
            double expected = RandomMaps.distance(maps, 0, maps, 1, 3);
            assertTrue(expected > 20);
            assertEquals(expected, actual[1], 1e-5 * expected);
            assertEquals(actual[1], actual[2]);
            assertEquals(0, actual[0], 1e-5);
        }
    }
}
