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

package io.github.diffseg.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where trainers look: the image's name up to its last dot. */
class YoloNamesTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "cells.ome.tif, cells.ome.txt",
                "scan.nii.tif, scan.nii.txt",
                "img:1.png, img:1.txt",
                "\" leading.png\", \" leading.txt\"",
                "space before .png, space before .txt",
                "CON.png, CON.txt",
                "ends..png, ends..txt",
                "double.png.png, double.png.txt",
                "UPPER.PNG, UPPER.txt",
                "v1.2.tif, v1.2.txt",
                "plate 1.2/well:A/a.b.png, plate 1.2/well:A/a.b.txt",
                "run.2/noextension, run.2/noextension.txt"
            })
    void theNameUpToItsLastDot(String image, String file) {
        assertEquals(Map.of(image, file), names(Map.of(), true, image));
        assertEquals(Optional.empty(), YoloNames.unfound(image, List.of("x.csv", file)));
    }

    @Test
    void imagesThatWouldShareAFileHaveTheirOwn() {
        assertEquals(
                Map.of(
                        "same.png", "same_png.txt",
                        "same.tif", "same_tif.txt",
                        "other.tif", "other.txt"),
                names(Map.of(), true, "same.png", "same.tif", "other.tif"));
        assertEquals(
                Optional.of("same_png.txt"),
                YoloNames.unfound("same.png", List.of("same_png.txt")));
    }

    /** What one image cannot have may be what another one's trainer looks for. */
    @Test
    void aSubstituteIsNobodyElsesFile() {
        Map<String, String> names =
                names(Map.of(), true, "same.png", "same.tif", "same_png.ome.tif", "same_png.x.jpg");
        assertEquals("same_png.ome.txt", names.get("same_png.ome.tif"));
        assertEquals(4, names.values().stream().distinct().count(), names::toString);
        Map<String, String> results = new LinkedHashMap<>();
        results.put("a.png", "b");
        results.put("a.tif", "a_tif");
        results.put("b.jpg", "b_jpg");
        Map<String, String> clash = YoloNames.of(results, Map.of(), true);
        assertEquals("b.txt", clash.get("b.jpg"));
        assertEquals(3, clash.values().stream().distinct().count(), clash::toString);
    }

    @Test
    void caseCountsWhereTheFolderTellsItApart() {
        assertEquals(
                Map.of("Case.png", "Case.txt", "case.png", "case.txt"),
                names(Map.of(), true, "Case.png", "case.png"));
        Map<String, String> names = names(Map.of(), false, "Case.png", "case.png");
        assertEquals(
                2,
                names.values().stream().map(String::toLowerCase).distinct().count(),
                names::toString);
    }

    /** a.png is gone, its results are still there. */
    @Test
    void theFileOfAnEarlierRunIsNotTaken() {
        assertEquals(
                Map.of("a.tif", "a_tif.txt"),
                YoloNames.of(Map.of("a.tif", "a_tif"), Map.of("a.png", "a.txt"), true));
        assertEquals(
                Map.of("a.png", "a.txt"),
                YoloNames.of(Map.of("a.png", "a"), Map.of("a.png", "a.txt"), true));
    }

    @Test
    void aNameAtTheLimitStaysBelowIt() {
        String image = "n".repeat(253) + ".x";
        String file = names(Map.of(), true, image).get(image);
        assertEquals(true, file.length() <= 255, file);
    }

    private static Map<String, String> names(
            Map<String, String> taken, boolean caseMatters, String... images) {
        return YoloNames.of(ResultNames.of(List.of(images), Map.of()), taken, caseMatters);
    }
}
