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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResultNamesTest {

    @Test
    void nameWithoutExtensionWhereThatIsUnique() {
        assertEquals(
                Map.of("a.png", "a", "sub/a.tif", "sub/a", "b.ome.tif", "b"),
                ResultNames.of(List.of("a.png", "sub/a.tif", "b.ome.tif"), Map.of()));
    }

    @Test
    void extensionTellsFilesOfOneNameApart() {
        assertEquals(
                Map.of("a.png", "a_png", "a.tif", "a_tif", "b.png", "b"),
                ResultNames.of(List.of("a.png", "a.tif", "b.png"), Map.of()));
    }

    @Test
    void noTwoFilesShareAResultOnAnyFileSystem() {
        List<String> names =
                List.of(
                        "a.png",
                        "A.png",
                        "a.PNG",
                        "a.tif",
                        "a_png.tif",
                        "a\n.png",
                        "a?.png",
                        "a_.png",
                        "x?/a.png",
                        "x*/a.png",
                        "a.ome.tif",
                        "a",
                        "a_png",
                        " .png");
        Map<String, String> results = ResultNames.of(names, Map.of());
        Set<String> distinct = new HashSet<>();
        results.values().forEach(result -> distinct.add(result.toLowerCase(Locale.ROOT)));
        assertEquals(names.size(), distinct.size(), results::toString);
        assertEquals(results, ResultNames.of(names, Map.of()), "always the same");
    }

    @Test
    void whatAnEarlierRunHasGivenStays() {
        Map<String, String> taken = Map.of("a.png", "a", "gone.png", "B");
        assertEquals(
                Map.of("a.png", "a", "a.tif", "a_tif", "b.tif", "b_tif", "c.tif", "c"),
                ResultNames.of(List.of("a.png", "a.tif", "b.tif", "c.tif"), taken));
        assertEquals(Map.of("a.tif", "a_tif"), ResultNames.of(List.of("a.tif"), taken));
    }

    /** What it wrote of the file in work is written over when the batch goes on. */
    @Test
    void whatAKilledRunHadNamedIsNamedSoAgain() {
        List<String> names = List.of("a.bmp", "a.png", "b.png");
        Map<String, String> first = ResultNames.of(names, Map.of());
        for (String done : names) {
            assertEquals(first, ResultNames.of(names, Map.of(done, first.get(done))), done);
        }
    }

    @Test
    void longNamesLeaveRoomForTheirEnds() {
        List<String> names =
                List.of(
                        "細".repeat(83) + ".tif",
                        "細".repeat(82) + "胞.tif",
                        "n".repeat(251) + ".tif");
        Map<String, String> results = ResultNames.of(names, Map.of());
        assertEquals(3, new HashSet<>(results.values()).size(), results::toString);
        for (String result : results.values()) {
            String longest = result + "-segments.csv";
            assertTrue(longest.getBytes(StandardCharsets.UTF_8).length <= 255, longest);
        }
        assertTrue(results.get(names.get(2)).startsWith("n".repeat(200)));
    }
}
