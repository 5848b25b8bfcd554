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

package io.github.diffseg.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.AnchorGrid;
import io.github.diffseg.segment.merging.KMeansRefinement;
import io.github.diffseg.segment.merging.Proposals;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Agreement with a float64 statement of DiffSeg and with scikit-learn's k-means. */
class MergingParityTest extends WithEngine {

    private static final double RELATIVE_TOLERANCE = 1e-5;
    private static final double LABEL_AGREEMENT = 0.999;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void anchors(int number) {
        try (Fixtures fixture = new Fixtures("merging/" + number)) {
            JsonObject json = fixture.json();
            int[] grid = Fixtures.ints(json.getAsJsonArray("grid_hw"));
            int[] expected = Fixtures.ints(json.getAsJsonArray("anchor_index"));
            int perAxis = json.get("anchors_per_axis").getAsInt();
            assertArrayEquals(expected, AnchorGrid.indices(perAxis, grid[0], grid[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void proposalsAndLabels(int number) {
        try (Fixtures fixture = new Fixtures("merging/" + number)) {
            JsonObject json = fixture.json();
            int[] grid = Fixtures.ints(json.getAsJsonArray("grid_hw"));
            int[] output = Fixtures.ints(json.getAsJsonArray("output_hw"));
            assertMergesAgree(fixture, attention(fixture, json), grid, output);
        }
    }

    /** Maps of networks with random weights are much alike: thresholds are a few hundredths. */
    @ParameterizedTest
    @ValueSource(strings = {"sd1", "sd2", "bk-sdm-base", "bk-sdm-small", "tiny-sd", "sdxl"})
    void proposalsAndLabelsOfModels(String family) {
        try (Fixtures fixture = new Fixtures("models/" + family)) {
            Shape shape = new Shape(fixture.shape("aggregate"));
            int[] grid = {(int) shape.get(1), (int) shape.get(2)};
            long[] image = fixture.shape("image");
            int[] output = {(int) image[0], (int) image[1]};
            NDArray maps = manager.create(fixture.floats("aggregate"), shape);
            assertMergesAgree(fixture, maps, grid, output);
        }
    }

    private static void assertMergesAgree(
            Fixtures fixture, NDArray maps, int[] grid, int[] output) {
        JsonObject json = fixture.json();
        JsonArray merges = json.getAsJsonArray("merge");
        assertFalse(merges.isEmpty());
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, grid[0], grid[1])) {
            for (int i = 0; i < merges.size(); i++) {
                JsonObject merge = merges.get(i).getAsJsonObject();
                Proposals proposals = segmenter.proposals(settings(json, merge), Progress.NONE);
                assertEquals(merge.get("proposals").getAsInt(), proposals.count());
                assertClose(fixture.floats("proposals." + i), proposals.values());
                int[] winners =
                        NonMaximumSuppression.winners(
                                proposals, RegionMask.all(output[1], output[0]), Progress.NONE);
                assertAgree(fixture.unsignedBytes("labels." + i), winners);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void refinement(int number) {
        try (Fixtures fixture = new Fixtures("merging/" + number)) {
            JsonObject expected = fixture.json().getAsJsonObject("kmeans");
            NDArray maps = attention(fixture, fixture.json());
            NDArray start =
                    manager.create(
                            fixture.floats("proposals.1"),
                            new Shape(fixture.shape("kmeans.centres")));
            KMeansRefinement.Result result = KMeansRefinement.refine(maps, start, Progress.NONE);
            assertEquals(expected.get("iterations").getAsInt(), result.iterations());
            assertArrayEquals(fixture.ints("kmeans.assignment"), result.assignment());
            assertClose(fixture.floats("kmeans.centres"), result.centres().toFloatArray());
        }
    }

    /** {@code softmax(scale · F Fᵀ)} by rows. */
    private NDArray attention(Fixtures fixture, JsonObject json) {
        NDArray features =
                manager.create(fixture.floats("features"), new Shape(fixture.shape("features")));
        return features.matMul(features.transpose())
                .mul(json.get("scale").getAsDouble())
                .softmax(1);
    }

    private static SegmentationSettings settings(JsonObject json, JsonObject merge) {
        return new SegmentationSettings(
                merge.get("threshold").getAsDouble(),
                merge.get("iterations").getAsInt(),
                json.get("anchors_per_axis").getAsInt(),
                false,
                0);
    }

    private static void assertClose(float[] expected, float[] actual) {
        assertEquals(expected.length, actual.length);
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, expected[i]);
            difference = Math.max(difference, Math.abs(expected[i] - actual[i]));
        }
        assertTrue(difference <= RELATIVE_TOLERANCE * largest, difference + " of " + largest);
    }

    private static void assertAgree(int[] expected, int[] actual) {
        assertEquals(expected.length, actual.length);
        long equal = 0;
        for (int i = 0; i < expected.length; i++) {
            equal += expected[i] == actual[i] ? 1 : 0;
        }
        assertTrue(equal >= LABEL_AGREEMENT * expected.length, equal + " of " + expected.length);
    }
}
