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

package io.github.diffseg.segment.cut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Fixtures;
import io.github.diffseg.segment.WithEngine;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with a float64 statement of the recursive normalised cut. */
class RecursiveCutParityTest extends WithEngine {

    private static final double AGREEMENT = 0.995;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void clusters(int number) {
        try (Fixtures fixture = new Fixtures("ncut/" + number)) {
            JsonObject json = fixture.json();
            NDArray affinity = Affinity.of(unitRows(fixture), json.get("alpha").getAsDouble());
            JsonArray cuts = json.getAsJsonArray("cuts");
            assertFalse(cuts.isEmpty());
            for (int i = 0; i < cuts.size(); i++) {
                JsonObject expected = cuts.get(i).getAsJsonObject();
                RecursiveCut.Part root =
                        RecursiveCut.root(
                                affinity,
                                expected.get("tau").getAsDouble(),
                                Integer.MAX_VALUE,
                                Progress.NONE);
                assertEquals(expected.get("first_normalised_cut").getAsDouble(), root.limit, 1e-9);
                int[] clusters = clusters(root);
                assertEquals(
                        expected.get("clusters").getAsInt(),
                        Arrays.stream(clusters).max().orElseThrow() + 1);
                assertAgree(fixture.unsignedBytes("clusters." + i), clusters);
            }
        }
    }

    /** Numbers of clusters are free. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void automaticClusters(int number) {
        try (Fixtures fixture = new Fixtures("ncut/" + number)) {
            NDArray rows = unitRows(fixture);
            int[] clusters = EigengapClusters.of(rows, Progress.NONE);
            JsonObject expected = fixture.json().getAsJsonObject("automatic");
            assertEquals(
                    expected.get("clusters").getAsLong(),
                    Arrays.stream(clusters).distinct().count());
            assertAgree(
                    byFirstCell(fixture.unsignedBytes("clusters.automatic")),
                    byFirstCell(clusters));
        }
    }

    private NDArray unitRows(Fixtures fixture) {
        return Affinity.unitRows(
                manager.create(fixture.floats("features"), new Shape(fixture.shape("features"))));
    }

    private static int[] byFirstCell(int[] clusters) {
        int[] distinct = Arrays.stream(clusters).distinct().toArray();
        return Arrays.stream(clusters)
                .map(cluster -> Arrays.stream(distinct).boxed().toList().indexOf(cluster))
                .toArray();
    }

    /** Numbered by their first cells. */
    private static int[] clusters(RecursiveCut.Part root) {
        int[] first = new int[root.cells.length];
        mark(root, first);
        int[] numberOf = new int[first.length];
        int[] clusters = new int[first.length];
        int count = 0;
        for (int cell = 0; cell < first.length; cell++) {
            if (first[cell] == cell) {
                numberOf[cell] = count++;
            }
            clusters[cell] = numberOf[first[cell]];
        }
        return clusters;
    }

    private static void mark(RecursiveCut.Part part, int[] first) {
        if (part.first == null) {
            for (int cell : part.cells) {
                first[cell] = part.cells[0];
            }
        } else {
            mark(part.first, first);
            mark(part.second, first);
        }
    }

    private static void assertAgree(int[] expected, int[] actual) {
        assertEquals(expected.length, actual.length);
        long equal = 0;
        for (int i = 0; i < expected.length; i++) {
            equal += expected[i] == actual[i] ? 1 : 0;
        }
        assertTrue(equal >= AGREEMENT * expected.length, equal + " of " + expected.length);
    }
}
