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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Fixtures;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.MergeTree;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparedCellsTest extends WithEngine {

    /** The reference's labels, through the tree: a granularity of 2 − τ is a limit of τ. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void labelsAreThoseOfTheReference(int number) {
        try (Fixtures fixture = new Fixtures("ncut/" + number)) {
            JsonObject json = fixture.json();
            int[] grid = Fixtures.ints(json.getAsJsonArray("grid_hw"));
            int[] output = Fixtures.ints(json.getAsJsonArray("output_hw"));
            NDArray features =
                    manager.create(
                            fixture.floats("features"), new Shape(fixture.shape("features")));
            JsonArray cuts = json.getAsJsonArray("cuts");
            try (ComparedCells cells =
                    ComparedCells.of(new FeatureGrid(features, grid[0], grid[1]), 10)) {
                for (int i = 0; i < cuts.size(); i++) {
                    double tau = cuts.get(i).getAsJsonObject().get("tau").getAsDouble();
                    int[] labels = labels(cells, 2 - tau, output[1], output[0]);
                    assertAgree(fixture.unsignedBytes("labels." + i), labels);
                }
            }
        }
    }

    @Test
    void thePartsOfACutAreNeverCheaperToCutThanTheWhole() {
        try (ComparedCells cells = noise()) {
            MergeTree tree = cells.tree(Progress.NONE);
            assertTrue(tree.leaves() > 2);
            for (int node = 0; node < tree.nodes() - 1; node++) {
                assertTrue(tree.height(node) <= tree.height(tree.parent(node)));
            }
        }
    }

    @Test
    void scoresOfGroupsAreThoseOfTheirMeans() {
        NDArray features = manager.create(new float[] {1, 0, 1, 0, 0, 2, 0, 5}, new Shape(4, 2));
        try (ComparedCells cells = ComparedCells.of(new FeatureGrid(features, 2, 2), 1)) {
            assertEquals(2, cells.tree(Progress.NONE).leaves());
            Proposals scores = cells.proposals(new int[] {0, 1}, 2, Progress.NONE);
            assertArrayEquals(
                    new float[] {1, 1, 0.5f, 0.5f, 0.5f, 0.5f, 1, 1}, scores.values(), 1e-6f);
            Proposals one = cells.proposals(new int[] {0, 0}, 1, Progress.NONE);
            assertArrayEquals(new float[] {0.75f, 0.75f, 0.75f, 0.75f}, one.values(), 1e-6f);
        }
    }

    /** A grid that is coarse enough is cut as it is. */
    @Test
    void aWalkOverAFewCellsIsCutOnTheirGrid() {
        // The maps of two halves have nothing in common
        float[] maps = {
            0.5f, 0, 0.5f, 0, //
            0, 0.5f, 0, 0.5f, //
            0.5f, 0, 0.5f, 0, //
            0, 0.5f, 0, 0.5f
        };
        try (ComparedCells cells =
                RandomWalk.compared(manager.create(maps, new Shape(4, 4)), 2, 2)) {
            int[] labels = labels(cells, 1.5, 2, 2);
            assertArrayEquals(new int[] {0, 1, 0, 1}, labels);
        }
    }

    /** Cells of a fine grid are scored one by one, whatever they were joined with. */
    @Test
    void aWalkOverManyCellsScoresEachOfThem() {
        int side = 48;
        float[] maps = new float[side * side * side * side];
        for (int from = 0; from < side * side; from++) {
            boolean left = from % side < 21;
            for (int to = 0; to < side * side; to++) {
                boolean same = to % side < 21 == left;
                maps[from * side * side + to] = same ? 1f / side / (left ? 21 : 27) : 0;
            }
        }
        try (ComparedCells cells =
                RandomWalk.compared(
                        manager.create(maps, new Shape(side * side, side * side)), side, side)) {
            int[] labels = labels(cells, 1.5, side, side);
            int[] expected =
                    IntStream.range(0, side * side).map(i -> i % side < 21 ? 0 : 1).toArray();
            assertArrayEquals(expected, labels);
        }
    }

    private ComparedCells noise() {
        return RandomWalk.compared(
                manager.create(RandomMaps.distributions(64, 64, 5, 1, 7), new Shape(64, 64)), 8, 8);
    }

    private static int[] labels(ComparedCells cells, double granularity, int width, int height) {
        MergeTree tree = cells.tree(Progress.NONE);
        Grouping grouping = Grouping.of(tree, granularity, Corrections.NONE);
        int[] groups = IntStream.range(0, tree.leaves()).map(grouping::groupOf).toArray();
        return NonMaximumSuppression.winners(
                cells.proposals(groups, grouping.count(), Progress.NONE),
                RegionMask.all(width, height),
                Progress.NONE);
    }

    private static void assertAgree(int[] expected, int[] actual) {
        assertEquals(Arrays.stream(expected).max(), Arrays.stream(actual).max());
        long equal =
                IntStream.range(0, expected.length).filter(i -> expected[i] == actual[i]).count();
        assertTrue(equal >= 0.995 * expected.length, equal + " of " + expected.length);
    }
}
