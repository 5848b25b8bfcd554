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

import ij.IJ;
import io.github.diffseg.imagej.Pictures;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/** DiffSeg Wand... in macros. */
class WandCommandTest {

    private static Context context;

    @TempDir static Path folder;

    @BeforeAll
    static void install() {
        context = new Context();
        HeadlessMacro.install(context, WandCommand.class);
        IJ.saveAsTiff(
                Pictures.image("shapes.tif", 96, 80), folder.resolve("shapes.tif").toString());
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    private static HeadlessMacro.Outcome run(String lines) {
        return HeadlessMacro.run("open('" + folder.resolve("shapes.tif") + "');\n" + lines, "");
    }

    private static String wand(String options) {
        return "run('DiffSeg Wand...', 'imp=shapes.tif working_size=128 " + options + "');\n";
    }

    @Test
    void theDiscIsSelectedWithoutTheGround() {
        HeadlessMacro.Outcome outcome =
                run(
                        wand("x=29 y=40")
                                + "return '' + selectionContains(29, 40) + ' '"
                                + " + selectionContains(2, 2) + ' '"
                                + " + selectionContains(90, 40);");
        assertNull(outcome.error());
        assertEquals("1 0 0", outcome.returned());
    }

    @Test
    void addAndSubtractChangeTheSelection() {
        HeadlessMacro.Outcome outcome =
                run(
                        "makeRectangle(0, 0, 10, 10);\n"
                                + wand("x=29 y=40 mode=add")
                                + "added = '' + selectionContains(2, 2) + ' '"
                                + " + selectionContains(29, 40);\n"
                                + wand("x=29 y=40 mode=subtract")
                                + "return added + ' ' + selectionContains(2, 2) + ' '"
                                + " + selectionContains(29, 40);");
        assertNull(outcome.error());
        assertEquals("1 1 1 0", outcome.returned());
    }

    @Test
    void higherGranularityGivesTheWhole() {
        HeadlessMacro.Outcome outcome =
                run(
                        wand("x=29 y=40 granularity=100")
                                + "getSelectionBounds(x, y, w, h);\nreturn '' + w + 'x' + h;");
        assertNull(outcome.error());
        assertEquals("96x80", outcome.returned());
    }

    /** Where the part holds nothing else than the disc's middle, the part is the whole of it. */
    @Test
    void aPartOfTheImageIsSeenAlone() {
        HeadlessMacro.Outcome outcome =
                run(
                        wand("x=29 y=40 granularity=100 seen=[10,20,40,44]")
                                + "getSelectionBounds(x, y, w, h);\n"
                                + "return '' + x + ',' + y + ',' + w + ',' + h;");
        assertNull(outcome.error());
        assertEquals("10,20,40,44", outcome.returned());
        assertTrue(
                run(wand("x=9 y=40 seen=[10,20,40,44]"))
                        .error()
                        .contains("x, y is 9, 40, which is outside of what is seen"));
        assertTrue(
                run(wand("x=9 y=40 seen=[60,20,40,44]"))
                        .error()
                        .contains(
                                "seen is \"60,20,40,44\"; it must be \"whole\", or x,y,width,height"
                                        + " of a part of \"shapes.tif\", which has 96 x 80 pixels"));
    }

    @Test
    void whatCannotBeIsToldInASentence() {
        assertTrue(
                run(wand("x=96 y=0"))
                        .error()
                        .contains("x is 96; it must be a column of \"shapes.tif\", 0 to 95"));
        assertTrue(
                run(wand("x=1 y=1 mode=invert"))
                        .error()
                        .contains("mode is \"invert\"; it must be one of replace, add, subtract"));
        assertTrue(
                run(wand("x=1 y=1 mode=subtract"))
                        .error()
                        .contains("has no selection with an area; make one first"));
    }
}
