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

package io.github.diffseg.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecommendationTest {

    @TempDir Path folder;

    @Test
    void builtInSettingsAreThePapersAtTheFamilysSize() {
        Recommendation sd = Recommendation.builtIn(false);
        assertEquals(512, sd.size());
        assertEquals(300, sd.timestep());
        assertEquals(1.0, sd.threshold());
        assertEquals(3, sd.iterations());
        assertEquals(16, sd.anchorsPerAxis());
        assertEquals("per resolution", sd.aggregation());
        assertEquals(1024, Recommendation.builtIn(true).size());
    }

    @Test
    void fileCountsAndWhatItLacksIsBuiltIn() throws IOException {
        Recommendation read =
                read(
                        "{\"size\": 256, \"threshold\": 0.5, \"aggregation\": \"per layer\","
                                + " \"licence\": \"BSD-2-Clause\", \"of_a_later_version\": 1}");
        assertEquals(256, read.size());
        assertEquals(0.5, read.threshold());
        assertEquals(Recommendation.PER_LAYER, read.aggregation());
        assertEquals(300, read.timestep());
        assertEquals(Optional.of("BSD-2-Clause"), read.licence());
        assertEquals(Optional.empty(), read.name());
        assertEquals(Optional.empty(), read.automaticThreshold());
    }

    @Test
    void aRuleForEachImagesThreshold() throws IOException {
        Recommendation read =
                read(
                        "{\"threshold\": 0.9, \"automatic_threshold\":"
                                + " {\"share_of_anchor_distance_p95\": 0.2, \"at_most\": 0.6}}");
        assertEquals(0.9, read.threshold());
        assertEquals(
                new Recommendation.AutomaticThreshold(0.2, 0.6),
                read.automaticThreshold().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | share_of_anchor_distance_p95 is null",
                "{\"share_of_anchor_distance_p95\": 0.2} | at_most is null",
                "{\"share_of_anchor_distance_p95\": 0, \"at_most\": 1} |"
                        + " share_of_anchor_distance_p95 is 0",
                "{\"share_of_anchor_distance_p95\": 0.2, \"at_most\": 101} | at_most is 101",
                "0.5 | automatic_threshold is 0.5",
                "null | automatic_threshold is null",
            })
    void aRuleIsWholeOrRefused(String rule, String message) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> read("{\"automatic_threshold\": " + rule + "}"));
        assertTrue(e.getMessage().contains("diffseg.json: " + message), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "size | 63 | 64 to 4096",
                "size | 4097 | 64 to 4096",
                "size | 512.5 | 64 to 4096",
                "size | \"512\" | 64 to 4096",
                "size | null | 64 to 4096",
                "size | [512] | 64 to 4096",
                "timestep | -1 | 1 to 999",
                "timestep | 0 | 1 to 999",
                "timestep | 1000 | 1 to 999",
                "timestep | 1e400 | 1 to 999",
                "threshold | 0 | a number from 0.0001 to 100",
                "threshold | -0.5 | a number from 0.0001 to 100",
                "threshold | 101 | a number from 0.0001 to 100",
                "threshold | 1e400 | a number from 0.0001 to 100",
                "threshold | true | a number from 0.0001 to 100",
                "iterations | 0 | 1 to 100",
                "anchors_per_axis | 0 | 1 to 64",
                "anchors_per_axis | 65 | 1 to 64",
                "aggregation | \"mean\" | per layer",
                "aggregation | 1 | a string",
                "name | \" \" | not blank",
            })
    void wrongValueIsNamedWithWhatIsAllowed(String field, String value, String allowed) {
        ModelException e =
                assertThrows(
                        ModelException.class, () -> read("{\"" + field + "\": " + value + "}"));
        assertTrue(
                e.getMessage().contains("diffseg.json: " + field + " is " + value), e.getMessage());
        assertTrue(e.getMessage().contains(allowed), e.getMessage());
    }

    private Recommendation read(String json) throws IOException {
        Path file = Files.writeString(folder.resolve("diffseg.json"), json);
        return Recommendation.read(file, Recommendation.builtIn(false));
    }
}
