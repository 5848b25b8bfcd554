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

package io.github.diffseg.evaluate.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Each metric against a second implementation: {@code metrics/expected.json}, made by {@code
 * metrics/make_expected.py} with scikit-learn, scikit-image, StarDist, torchmetrics and SciPy.
 */
class MetricsParityTest {

    private static final double LAST_DIGIT = 1e-12;

    /** torchmetrics and StarDist divide in float32. */
    private static final double FLOAT32 = 1e-6;

    private static final int IGNORE = -1;

    private static final JsonObject EXPECTED = expected();

    @Test
    void adjustedRandIndexIsThatOfScikitLearn() {
        for (JsonObject example : cases("partitions")) {
            assertEquals(
                    number(example, "adjusted_rand"),
                    AdjustedRandIndex.of(table(example)),
                    LAST_DIGIT);
        }
    }

    @Test
    void variationOfInformationIsThatOfScikitImage() {
        for (JsonObject example : cases("partitions")) {
            VariationOfInformation information = VariationOfInformation.of(table(example));
            assertEquals(number(example, "split"), information.split(), LAST_DIGIT);
            assertEquals(number(example, "merge"), information.merge(), LAST_DIGIT);
        }
    }

    @Test
    void coveringIsThatOfItsDefinitionInNumPy() {
        for (JsonObject example : cases("partitions")) {
            assertEquals(
                    number(example, "covering"),
                    SegmentationCovering.of(table(example)),
                    LAST_DIGIT);
        }
    }

    @Test
    void averagePrecisionIsThatOfStarDist() {
        for (JsonObject example : cases("objects")) {
            ObjectCounts counts = objects(example);
            assertEquals(number(example, "objects"), counts.objects());
            assertEquals(number(example, "segments"), counts.segments());
            assertArrayEquals(
                    Arrays.stream(ints(example, "true_positives")).asLongStream().toArray(),
                    counts.truePositives());
            JsonArray precisions = example.getAsJsonArray("average_precision");
            double sum = 0;
            for (int i = 0; i < precisions.size(); i++) {
                assertEquals(
                        precisions.get(i).getAsDouble(), counts.averagePrecision(i), LAST_DIGIT);
                sum += precisions.get(i).getAsDouble();
            }
            assertEquals(sum / precisions.size(), counts.meanAveragePrecision(), LAST_DIGIT);
        }
    }

    @Test
    void panopticQualityIsThatOfStarDistAndTorchmetrics() {
        for (JsonObject example : cases("objects")) {
            ObjectCounts counts = objects(example);
            assertEquals(
                    number(example, "panoptic_quality_of_stardist"),
                    counts.panopticQuality(),
                    FLOAT32);
            JsonArray panoptic = example.getAsJsonArray("panoptic");
            assertEquals(panoptic.get(0).getAsDouble(), counts.panopticQuality(), FLOAT32);
            assertEquals(panoptic.get(1).getAsDouble(), counts.segmentationQuality(), FLOAT32);
            assertEquals(panoptic.get(2).getAsDouble(), counts.recognitionQuality(), FLOAT32);
        }
    }

    @Test
    void segIsThatOfItsDefinitionInNumPy() {
        for (JsonObject example : cases("objects")) {
            assertEquals(number(example, "seg"), objects(example).seg(), LAST_DIGIT);
        }
    }

    @Test
    void asManyBoundaryPixelsArePairedAsSciPyCan() {
        for (JsonObject example : cases("boundaries")) {
            int width = (int) number(example, "width");
            int height = (int) number(example, "height");
            BoundaryMap first = BoundaryMap.ofPixels(ints(example, "first"), width, height);
            BoundaryMap second = BoundaryMap.ofPixels(ints(example, "second"), width, height);
            BoundaryMatching.Matched matched =
                    BoundaryMatching.match(first, second, number(example, "tolerance"));
            assertEquals(number(example, "pairs"), count(matched.first()));
            assertEquals(number(example, "pairs"), count(matched.second()));
        }
    }

    /** Every label of the prediction is a segment. */
    private static ConfusionTable table(JsonObject example) {
        int[] truth = ints(example, "truth");
        int classes = Arrays.stream(truth).max().orElseThrow() + 1;
        return ConfusionTable.of(truth, ints(example, "prediction"), classes, IGNORE);
    }

    /** Label 0 of the prediction is no segment, that of the truth is the background. */
    private static ObjectCounts objects(JsonObject example) {
        int[] truth = ints(example, "truth");
        int[] segments =
                Arrays.stream(ints(example, "prediction")).map(label -> label - 1).toArray();
        int classes = Arrays.stream(truth).max().orElseThrow() + 1;
        return ObjectCounts.of(ConfusionTable.of(truth, segments, classes, IGNORE), 0);
    }

    private static long count(boolean[] flags) {
        return IntStream.range(0, flags.length).filter(i -> flags[i]).count();
    }

    private static double number(JsonObject example, String name) {
        return example.get(name).getAsDouble();
    }

    private static int[] ints(JsonObject example, String name) {
        return StreamSupport.stream(example.getAsJsonArray(name).spliterator(), false)
                .mapToInt(JsonElement::getAsInt)
                .toArray();
    }

    private static Iterable<JsonObject> cases(String name) {
        return StreamSupport.stream(EXPECTED.getAsJsonArray(name).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static JsonObject expected() {
        try (InputStream in =
                MetricsParityTest.class.getResourceAsStream("/metrics/expected.json")) {
            return JsonParser.parseReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .getAsJsonObject();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
