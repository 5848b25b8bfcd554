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
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.segment.merging.Threshold;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsRequestTest {

    @Test
    void whatWasATickBoxIsReadAsItWasMeant() {
        assertEquals("components", split(Map.of("split_components", true)));
        assertEquals("components", split(Map.of("split_components", "TRUE", "split", "none")));
        assertEquals("none", split(Map.of("split_components", "false")));
        assertEquals("touching", split(Map.of("split_components", true, "split", "touching")));
        UserException wrong =
                assertThrows(UserException.class, () -> split(Map.of("split_components", "yes")));
        assertEquals("split_components is \"yes\"; it must be true or false", wrong.getMessage());
        UserException unknown =
                assertThrows(UserException.class, () -> split(Map.of("split", "cells")));
        assertEquals(
                "split is \"cells\"; it must be one of \"none\", \"components\", \"touching\"",
                unknown.getMessage());
    }

    @Test
    void touchingObjectsArePartedInOnePass() {
        SettingsRequest tiles = SettingsRequest.of(Map.of("detail", "2x", "split", "touching"));
        Recommendation recommendation = EmbeddedModel.folder().recommendation();
        UserException refused =
                assertThrows(UserException.class, () -> tiles.resolve(recommendation));
        assertTrue(refused.getMessage().contains("split is touching"), refused.getMessage());
        assertEquals(
                Splitting.COMPONENTS,
                tiles.with(Setting.SPLIT, "components")
                        .resolve(recommendation)
                        .segmentation()
                        .splitting());
    }

    private static Object split(Map<String, ?> settings) {
        return SettingsRequest.of(settings).get(Setting.SPLIT);
    }

    private static final SettingsRequest FULL =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.THRESHOLD, 0.25)
                    .with(Setting.ANCHORS_PER_AXIS, 5)
                    .with(Setting.ITERATIONS, 7)
                    .with(Setting.TIMESTEP, 40)
                    .with(Setting.WORKING_SIZE, 192)
                    .with(Setting.CENTRE_CROP, true)
                    .with(Setting.AGGREGATION, " Per Layer ")
                    .with(Setting.REFINE, true)
                    .with(Setting.MINIMUM_AREA, 9)
                    .with(Setting.SPLIT, "components")
                    .with(Setting.GRANULARITY, 0.5)
                    .with(Setting.CORRECTIONS, "delete 3")
                    .with(Setting.NAMES, " cell, red  blood cell ")
                    .with(Setting.CRISP_BORDERS, true);

    private static final SettingsRequest STACK =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.SLICES, "3-20:2")
                    .with(Setting.FRAMES, "ALL")
                    .with(Setting.CHANNELS, "3,1")
                    .with(Setting.LINK, "frames")
                    .with(Setting.LINK_GAP, 2)
                    .with(Setting.SKIP_FAILING_PLANES, true);

    @Test
    void zeroTakesTheModelsRecommendation() {
        Recommendation model = EmbeddedModel.folder().recommendation();
        Settings settings = SettingsRequest.ALL_RECOMMENDED.resolve(model);
        assertEquals(
                new Threshold.Automatic(0.2, 1e-4, 0.55, 16), settings.segmentation().threshold());
        assertEquals("auto", settings.byKey().get("threshold"));
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
        assertEquals("0.7", settings.byKey().get("threshold"));
        assertEquals(
                new Threshold.OfTheTree(0, 0.4, 0.7), ofTree(without).segmentation().threshold());
    }

    @Test
    void theTreeHasTheLimitOfTheModelsRule() {
        assertEquals(
                new Threshold.OfTheTree(0, 0.4, 0.55),
                ofTree(EmbeddedModel.folder().recommendation()).segmentation().threshold());
    }

    private static Settings ofTree(Recommendation model) {
        return SettingsRequest.ALL_RECOMMENDED.with(Setting.METHOD, "tree").resolve(model);
    }

    @ParameterizedTest
    @CsvSource({"auto, auto", "' AUTO ', auto", "0, auto", "0.36, 0.36", " 1e-2 , 0.01"})
    void thresholdsAsUsersWriteThem(String text, String threshold) {
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED.with(Setting.THRESHOLD, text);
        assertEquals(threshold, request.byKey().get("threshold"));
    }

    @Test
    void whatIsAskedForIsTaken() {
        Settings settings = FULL.resolve(EmbeddedModel.folder().recommendation());
        assertEquals(
                new AttentionSettings(192, true, 40, Aggregation.PER_LAYER)
                        .with(new Names(List.of("cell", "red blood cell"))),
                settings.attention());
        assertEquals(0.25, settings.segmentation().fixedThreshold());
        assertEquals(7, settings.segmentation().iterations());
        assertEquals(5, settings.segmentation().anchorsPerAxis());
        assertEquals(9, settings.segmentation().minimumArea());
        assertEquals(0.5, settings.segmentation().granularity());
        assertTrue(settings.segmentation().crispBorders());
    }

    /** What is written can be read: no setting is lost on the way. */
    @Test
    void settingsAreReadAsTheyAreWritten() {
        Recommendation model = EmbeddedModel.folder().recommendation();
        for (SettingsRequest request : List.of(FULL, STACK, SettingsRequest.ALL_RECOMMENDED)) {
            assertEquals(request, SettingsRequest.of(request.byKey()));
            Settings settings = request.resolve(model);
            assertEquals(settings, SettingsRequest.of(settings.byKey()).resolve(model));
            List<String> keys = Arrays.stream(Setting.values()).map(Setting::key).toList();
            assertEquals(keys, List.copyOf(request.byKey().keySet()));
        }
    }

    @Test
    void anUnknownKeyIsRefusedWithThoseThatThereAre() {
        UserException e =
                assertThrows(
                        UserException.class, () -> SettingsRequest.of(Map.of("treshold", 0.5)));
        assertTrue(
                e.getMessage().startsWith("There is no setting \"treshold\"; there are method, "),
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threshold | -1 | -1; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | 0.00009 | 0.00009; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | 100.5 | 100.5; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | NaN | NaN; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | Infinity | Infinity; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | '' | \"\"; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | 0,5 | \"0,5\"; it must be from 0.0001 to 100, or \"auto\"",
                "threshold | recommended | \"recommended\"; it must be from 0.0001 to 100",
                "anchors_per_axis | 65 | 65; it must be from 1 to 64, or 0 for the model's",
                "anchors_per_axis | 3.5 | 3.5; it must be from 1 to 64, or 0 for the model's",
                "iterations | -1 | -1; it must be from 1 to 100, or 0 for the model's",
                "timestep | 1000 | 1000; it must be from 1 to 999, or 0 for the model's",
                "working_size | 63 | 63; it must be from 64 to 4096, or 0 for the model's",
                "minimum_area | -1 | -1; it must be 0 or more pixels",
                "minimum_area | 3000000000 | 3000000000; it must be 0 or more pixels",
                "granularity | 101 | 101; it must be from 0.0001 to 100, or 0 for merging",
                "refine | yes | \"yes\"; it must be true or false",
                "aggregation | '' | \"\"; it must be \"per resolution\", \"per layer\" or",
                "names | cell | \"cell\"; it must be empty, or two or more words, of which",
                "names | cell, | \"cell,\"; it must be empty, or words separated by commas,",
                "names | a,b,A | \"a,b,A\"; it must be empty, or words separated by commas,",
                "slices | 3- | \"3-\"; it must be \"current\", \"all\", or numbers from 1 and",
                "slices | '' | \"\"; it must be \"current\", \"all\", or numbers from 1 and",
                "slices | 0-4 | \"0-4\"; it must be \"current\", \"all\", or numbers from 1 and",
                "frames | 9-3 | \"9-3\"; it must be \"current\", \"all\", or numbers from 1 and",
                "frames | 1-9:0 | \"1-9:0\"; it must be \"current\", \"all\", or numbers",
                "frames | 1,,2 | \"1,,2\"; it must be \"current\", \"all\", or numbers from 1",
                "channels | 1,2,3,4 | \"1,2,3,4\"; it must be \"displayed\", one number from 1,",
                "channels | 1,1 | \"1,1\"; it must be \"displayed\", one number from 1, or two",
                "channels | all | \"all\"; it must be \"displayed\", one number from 1, or two",
                "link | z | \"z\"; it must be \"none\", \"slices\" or \"frames\"",
                "link_gap | -1 | -1; it must be 0 or more planes",
                "skip_failing_planes | yes | \"yes\"; it must be true or false",
                "aggregation | auto | \"auto\"; it must be \"per resolution\", \"per layer\" or",
            })
    void whatIsNoValueIsRefused(String key, String value, String message) {
        UserException e =
                assertThrows(UserException.class, () -> SettingsRequest.of(Map.of(key, value)));
        assertTrue(e.getMessage().startsWith(key + " is " + message), e.getMessage());
    }

    @Test
    void correctionsNeedACut() {
        SettingsRequest request =
                SettingsRequest.ALL_RECOMMENDED.with(Setting.CORRECTIONS, "delete 3");
        assertThrows(
                UserException.class,
                () -> request.resolve(EmbeddedModel.folder().recommendation()));
    }

    @Test
    void objectsAreFollowedThroughSeveralPlanesOnly() {
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED.with(Setting.LINK, "frames");
        UserException e =
                assertThrows(
                        UserException.class,
                        () -> request.resolve(EmbeddedModel.folder().recommendation()));
        assertEquals(
                "link is \"frames\", but frames is \"current\"; choose the frames too, such as"
                        + " \"all\"",
                e.getMessage());
    }

    @Test
    void correctionsAreOfOnePlane() {
        SettingsRequest request = FULL.with(Setting.SLICES, "all");
        UserException e =
                assertThrows(
                        UserException.class,
                        () -> request.resolve(EmbeddedModel.folder().recommendation()));
        assertTrue(
                e.getMessage()
                        .startsWith(
                                "corrections is \"delete 3\", which names segments of one plane;"),
                e.getMessage());
    }
}
