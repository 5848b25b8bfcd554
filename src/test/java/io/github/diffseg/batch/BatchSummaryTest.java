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

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BatchSummaryTest {

    @Test
    void eachFailureAndEachSurpriseHasOneLine() {
        Recipe recipe = new Recipe("1", "M", "ab", Map.of(), "cpu", Set.of(Export.LABELS));
        ManifestEntry failure =
                ManifestEntry.refused(Path.of("/in"), "a\nb.png", recipe, "/in/a\nb.png is\r\nbad");
        BatchSummary summary =
                new BatchSummary(
                        2,
                        1,
                        Map.of("a result was missing", 1),
                        List.of("c-labels.tif.changed"),
                        Map.of("s.png", "s_png.txt"),
                        Map.of("t.tif", List.of("Z 3: it cannot be read")),
                        7,
                        List.of(failure),
                        Path.of("/out"),
                        "2 images at a time, 1 thread each",
                        Duration.ofMillis(1500));
        assertEquals(
                List.of(
                        "1 of 2 images segmented (1 of them before), 7 segments, in 1.5 s,"
                                + " 2 images at a time, 1 thread each",
                        "1 made again: a result was missing",
                        "Kept, since it had been changed: c-labels.tif.changed",
                        "Not where YOLO's trainers look, since several images would share a file,"
                                + " or its name is too long:",
                        "  s.png: s_png.txt",
                        "Left empty in t.tif, Z 3: it cannot be read",
                        "Results and manifest.jsonl in /out",
                        "1 without a result:",
                        "  a\\nb.png: /in/a\\nb.png is\\r\\nbad"),
                summary.text().lines().toList());
    }
}
