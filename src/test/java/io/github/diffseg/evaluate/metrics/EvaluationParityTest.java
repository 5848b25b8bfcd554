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
import com.google.gson.JsonObject;
import io.github.diffseg.segment.Fixtures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Both protocols to the last digit. */
class EvaluationParityTest {

    private static final double LAST_DIGIT = 1e-12;

    @Test
    void perImage() {
        try (Fixtures fixture = new Fixtures("evaluation")) {
            JsonObject expected = fixture.json().getAsJsonObject("per_image");
            List<ConfusionTable> images = images(fixture);
            double[] accuracies =
                    images.stream()
                            .mapToDouble(
                                    image ->
                                            MatchingProtocol.PER_IMAGE
                                                    .evaluate(List.of(image))
                                                    .accuracy())
                            .toArray();
            assertArrayEquals(
                    doubles(expected.getAsJsonArray("accuracy_of_each")), accuracies, LAST_DIGIT);
            ClassScores scores = MatchingProtocol.PER_IMAGE.evaluate(images);
            assertScores(expected, scores);
            assertCounts(expected.getAsJsonArray("TP"), scores.truePositives());
            assertCounts(expected.getAsJsonArray("FP"), scores.falsePositives());
            assertCounts(expected.getAsJsonArray("FN"), scores.falseNegatives());
        }
    }

    @Test
    void wholeSet() {
        try (Fixtures fixture = new Fixtures("evaluation")) {
            JsonObject expected = fixture.json().getAsJsonObject("whole_set");
            assertScores(expected, MatchingProtocol.WHOLE_SET.evaluate(images(fixture)));
        }
    }

    private static List<ConfusionTable> images(Fixtures fixture) {
        int classes = fixture.json().get("classes").getAsInt();
        int ignore = fixture.json().get("ignore").getAsInt();
        int[] truth = fixture.unsignedBytes("truth");
        int[] prediction = fixture.unsignedBytes("prediction");
        int count = (int) fixture.shape("truth")[0];
        int pixels = truth.length / count;
        List<ConfusionTable> images = new ArrayList<>();
        for (int start = 0; start < truth.length; start += pixels) {
            images.add(
                    ConfusionTable.of(
                            Arrays.copyOfRange(truth, start, start + pixels),
                            Arrays.copyOfRange(prediction, start, start + pixels),
                            classes,
                            ignore));
        }
        return images;
    }

    private static void assertScores(JsonObject expected, ClassScores scores) {
        assertEquals(expected.get("ACC").getAsDouble(), scores.accuracy(), LAST_DIGIT);
        assertEquals(
                expected.get("mIoU").getAsDouble(), scores.meanIntersectionOverUnion(), LAST_DIGIT);
    }

    private static void assertCounts(JsonArray expected, long[] actual) {
        assertArrayEquals(doubles(expected), Arrays.stream(actual).asDoubleStream().toArray());
    }

    private static double[] doubles(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(element -> element.getAsDouble())
                .toArray();
    }
}
