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

package io.github.diffseg.imagej;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.Macro;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.EmbeddedModel;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MacroLineTest {

    private static final Settings SETTINGS =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.THRESHOLD, 0.25)
                    .with(Setting.ANCHORS_PER_AXIS, 5)
                    .with(Setting.ITERATIONS, 7)
                    .with(Setting.TIMESTEP, 40)
                    .with(Setting.WORKING_SIZE, 192)
                    .with(Setting.CENTRE_CROP, true)
                    .with(Setting.AGGREGATION, "per layer")
                    .with(Setting.REFINE, true)
                    .with(Setting.MINIMUM_AREA, 9)
                    .with(Setting.SPLIT, "components")
                    .resolve(EmbeddedModel.folder().recommendation());

    private static final Outputs OUTPUTS = new Outputs(false, false, true, false, true, "", "");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "a.png | embedded",
                "my cells (2).tif | /models/Stable Diffusion 1.5",
                "a [1].tif | C:\\models\\sd",
                "half].tif | /models/]/sd",
                "a] and [b.tif | embedded",
                "cells threshold=9 model=x.tif | embedded",
                "it's.tif | embedded",
            })
    void imageJReadsWhatWasWritten(String title, String model) {
        String line = line(title, model);
        String start = "run(\"DiffSeg Segment...\", \"";
        assertTrue(line.startsWith(start) && line.endsWith("\");"), line);
        // As ImageJ's interpreter unescapes strings
        String options =
                line.substring(start.length(), line.length() - 3).replace("\\\\", "\\") + " ";
        assertEquals(title, Macro.getValue(options, "imp", "?"));
        assertEquals(model, Macro.getValue(options, "model", "?"));
        assertEquals("gpu:1", Macro.getValue(options, "device", "?"));
        assertEquals("float16", Macro.getValue(options, "precision", "?"));
        assertEquals("", Macro.getValue(options, "corrections", "?"));
        Map<String, String> expected = new HashMap<>(SETTINGS.byKey());
        expected.putAll(OUTPUTS.byKey());
        for (Map.Entry<String, String> setting : expected.entrySet()) {
            assertEquals(
                    setting.getValue(),
                    Macro.getValue(options, setting.getKey(), "?"),
                    setting.getKey());
        }
    }

    /** ImageJ has no way to write the first, and takes the second for an ID. */
    @ParameterizedTest
    @ValueSource(strings = {"it's].tif", "12"})
    void titlesThatImageJCannotReadBecomeTheActiveImage(String title) {
        String line = line(title, "embedded");
        assertTrue(line.endsWith(" imp=\" + getImageID());"), line);
    }

    private static String line(String title, String model) {
        return MacroLine.of(title, model, "gpu:1", ComputePrecision.FLOAT16, SETTINGS, OUTPUTS);
    }
}
