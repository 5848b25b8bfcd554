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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.segment.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsRequestTest {

    @Test
    void zeroTakesTheModelsRecommendation() {
        Recommendation model = EmbeddedModel.folder().recommendation();
        Settings settings = SettingsRequest.ALL_RECOMMENDED.resolve(model);
        assertEquals(
                new Threshold.Automatic(0.2, 1e-4, 0.55, 16), settings.segmentation().threshold());
        assertEquals("auto", settings.byName().get("threshold"));
        assertEquals(model.anchorsPerAxis(), settings.segmentation().anchorsPerAxis());
        assertEquals(model.iterations(), settings.segmentation().iterations());
        assertEquals(model.size(), settings.attention().workingSize());
        assertEquals(model.timestep(), settings.attention().timestep());
        assertEquals(model.aggregation(), settings.attention().aggregation().toString());
    }

    @Test
    void aModelWithoutARuleKeepsItsFixedThreshold() {
        Recommendation with = EmbeddedModel.folder().recommendation();
        Recommendation without =
                new Recommendation(
                        with.size(),
                        with.timestep(),
                        0.7,
                        Optional.empty(),
                        with.iterations(),
                        with.anchorsPerAxis(),
                        with.aggregation(),
                        with.name(),
                        with.version(),
                        with.licence());
        Settings settings = SettingsRequest.ALL_RECOMMENDED.resolve(without);
        assertEquals(0.7, settings.segmentation().fixedThreshold());
        assertEquals("0.7", settings.byName().get("threshold"));
    }

    @ParameterizedTest
    @CsvSource({"auto, 0", "' AUTO ', 0", "0, 0", "0.36, 0.36", " 1e-2 , 0.01"})
    void thresholdsAsUsersWriteThem(String text, double threshold) {
        assertEquals(threshold, SettingsRequest.threshold(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "automatic", "0,5", "recommended"})
    void whatIsNoThresholdIsRefused(String text) {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> SettingsRequest.threshold(text));
        assertEquals(
                "threshold is \"" + text + "\"; it must be from 0.0001 to 100, or \"auto\"",
                e.getMessage());
    }

    @Test
    void whatIsAskedForIsTaken() {
        SettingsRequest request =
                new SettingsRequest(0.25, 5, 7, 40, 192, true, " Per Layer ", true, 9, true);
        Settings settings = request.resolve(EmbeddedModel.folder().recommendation());
        assertEquals(
                new AttentionSettings(192, true, 40, Aggregation.PER_LAYER), settings.attention());
        List<String> names = new ArrayList<>(request.byName().keySet());
        assertTrue(names.remove("corrections"), "shown only if there are some");
        assertEquals(List.copyOf(settings.byName().keySet()), names);
        assertEquals(0.25, settings.segmentation().fixedThreshold());
        assertEquals(7, settings.segmentation().iterations());
        assertEquals(5, settings.segmentation().anchorsPerAxis());
        assertEquals(9, settings.segmentation().minimumArea());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-1 | threshold is -1; it must be from 0.0001 to 100,",
                "0.00009 | threshold is 0.00009; it must be from 0.0001 to 100,",
                "100.5 | threshold is 100.5; it must be from 0.0001 to 100,",
                "NaN | threshold is NaN; it must be from 0.0001 to 100,",
                "Infinity | threshold is Infinity; it must be from 0.0001 to 100,",
            })
    void thresholdsOutOfRangeAreRefused(double threshold, String message) {
        assertEquals(
                message + " or \"auto\"",
                refusal(threshold, 0, 0, 0, 0, SettingsRequest.RECOMMENDED, 0));
    }

    @Test
    void wholeNumbersOutOfRangeAreRefused() {
        String any = SettingsRequest.RECOMMENDED;
        String end = ", or 0 for the model's recommendation";
        assertEquals(
                "anchors_per_axis is 65; it must be from 1 to 64" + end,
                refusal(0, 65, 0, 0, 0, any, 0));
        assertEquals(
                "iterations is -1; it must be from 1 to 100" + end,
                refusal(0, 0, -1, 0, 0, any, 0));
        assertEquals(
                "timestep is 1000; it must be from 1 to 999" + end,
                refusal(0, 0, 0, 1000, 0, any, 0));
        assertEquals(
                "working_size is 63; it must be from 64 to 4096" + end,
                refusal(0, 0, 0, 0, 63, any, 0));
        assertEquals(
                "minimum_area is -1; it must be 0 or more pixels", refusal(0, 0, 0, 0, 0, any, -1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "auto", "per pixel"})
    void unknownAggregationsAreRefused(String aggregation) {
        assertEquals(
                "aggregation is \""
                        + aggregation
                        + "\"; it must be \"per resolution\", \"per layer\" or \"recommended\"",
                refusal(0, 0, 0, 0, 0, aggregation, 0));
    }

    private static String refusal(
            double threshold,
            int anchors,
            int iterations,
            int timestep,
            int size,
            String aggregation,
            int area) {
        return assertThrows(
                        IllegalArgumentException.class,
                        () ->
                                new SettingsRequest(
                                        threshold,
                                        anchors,
                                        iterations,
                                        timestep,
                                        size,
                                        false,
                                        aggregation,
                                        false,
                                        area,
                                        false))
                .getMessage();
    }
}
