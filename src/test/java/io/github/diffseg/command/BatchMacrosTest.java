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

package io.github.diffseg.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.AttentionCache;
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.service.SessionAttention;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/** The macros for folders and for thresholds, at a small working size. */
class BatchMacrosTest {

    @TempDir private Path folder;

    private final Context context = new Context();

    @AfterEach
    void dispose() {
        context.dispose();
    }

    @Test
    void segmentsAFolder() throws IOException {
        TestImages.write(folder.resolve("in/a.png"), 1);
        TestImages.write(folder.resolve("in/b c.png"), 2);
        HeadlessMacro.install(context, BatchCommand.class);
        HeadlessMacro.Outcome outcome =
                HeadlessMacro.run(
                        macro("DiffSeg_Batch_Folder", " working_size=0", " working_size=64"),
                        folder.resolve("in") + "," + folder.resolve("out"));
        assertNull(outcome.error());
        for (String file : new String[] {"a-labels.tif", "b c-rois.zip", "manifest.jsonl"}) {
            assertTrue(Files.exists(folder.resolve("out").resolve(file)), file);
        }
    }

    @Test
    void missingFolderStopsTheMacroWithAReason() throws IOException {
        HeadlessMacro.install(context, BatchCommand.class);
        HeadlessMacro.Outcome outcome =
                HeadlessMacro.run(
                        macro("DiffSeg_Batch_Folder", "", ""),
                        folder.resolve("none") + "," + folder.resolve("out"));
        assertTrue(outcome.error().contains("does not exist"), outcome.error());
    }

    @Test
    void fiveThresholdsGiveFiveLabelImagesOfOnePass() throws IOException {
        Path image = TestImages.write(folder.resolve("a.png"), 1);
        HeadlessMacro.install(context, SegmentCommand.class);
        AttentionCache attention = context.service(SessionAttention.class).cache();
        String five =
                macro("DiffSeg_Five_Thresholds", "var working_size = 0;", "var working_size = 64;");
        String all = "newArray(0.25, 0.5, 0.75, 1, 1.5)";
        assertTrue(five.contains(all), five);
        assertEquals("3 1", run(image, five.replace(all, "newArray(0.25, 0.25)")));
        long ofOnePass = attention.bytes();
        assertTrue(ofOnePass > 0, "kept");
        attention.close();
        assertEquals(0, attention.bytes());
        assertEquals("6 1", run(image, five));
        assertEquals(ofOnePass, attention.bytes(), "a pass for each would keep five times as much");
    }

    private static String run(Path image, String macro) {
        // Those of other tests would count
        HeadlessMacro.forgetImages();
        HeadlessMacro.Outcome outcome =
                HeadlessMacro.run(
                        "open('"
                                + image
                                + "');\n"
                                + macro
                                + "\nreturn \"\" + nImages + \" \" + isOpen(\"threshold 0.25\");",
                        "");
        assertNull(outcome.error());
        return outcome.returned();
    }

    private static String macro(String name, String from, String to) throws IOException {
        String text = Files.readString(Path.of("macros", name + ".ijm"));
        assertTrue(text.contains(from), "the test sets a parameter that the macro has");
        return text.replace(from, to);
    }
}
