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

package io.github.diffseg.command.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** Fiji would pass over all of this in silence, and segment something else or in another way. */
class MacroCheckTest {

    private static final String QUICK =
            " threshold=0.5 working_size=64 anchors_per_axis=4 add_rois=false";

    private static Context context;

    @BeforeAll
    static void install() {
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
        HeadlessMacro.install(context, SegmentCommand.class);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "minimum_area=abc | minimum_area is \"abc\"; it must be a whole number",
                "minimum_area=2.5 | minimum_area is \"2.5\"; it must be a whole number",
                "minimum_area=1e3 | minimum_area is \"1e3\"; it must be a whole number",
                "minimum_area=[] | minimum_area is \"\"; it must be a whole number",
                "link_gap=9999999999 | link_gap is \"9999999999\"; it must be a whole number",
                "granularity=0,5 | granularity is \"0,5\"; it must be a number, with a point for"
                        + " decimals",
                "crisp_borders=yes | crisp_borders is \"yes\"; it must be true or false",
                "crisp_borders=1 | crisp_borders is \"1\"; it must be true or false",
                "crisp_borders=false crisp_borders=true | crisp_borders is given twice; give it"
                        + " once",
                "treshold=0.4 | There is no parameter \"treshold\"; there are add_rois, ",
                "Split=touching | There is no parameter \"Split\"; there are add_rois, ",
                "imp=nowhere.tif | imp is \"nowhere.tif\", but no such image is open; give the"
                        + " title of an open image, or its ID, as in \"imp=\" + getImageID()",
                "imp=-987654 | imp is \"-987654\", but no such image is open; ",
                "refine | \"refine\" in the macro is no name=value; give true or false as in"
                        + " refine=true, ",
            })
    void itIsRefusedWithWhatIsAllowed(String options, String sentence) {
        HeadlessMacro.Outcome outcome = segment("'" + options + "'");
        assertTrue(
                String.valueOf(outcome.error()).startsWith("DiffSeg: " + sentence),
                outcome.error());
        assertNull(outcome.returned());
    }

    /** ImageJ reads none of these right, and took the active image in their place. */
    @ParameterizedTest
    @ValueSource(strings = {"a] b.tif", "a [ b.tif", "[a]", "two words [1].tif", "it's.tif"})
    void titlesAreFoundAsTheRecorderWritesThem(String title) {
        String written = title.contains(" ") ? "[" + title + "]" : title;
        HeadlessMacro.Outcome outcome =
                HeadlessMacro.run(
                        "newImage(\"other\", '8-bit ramp', 64, 48, 1);\n"
                                + "newImage(\""
                                + title
                                + "\", '8-bit ramp', 80, 48, 1);\n"
                                + "selectImage('other');\n"
                                + "run('DiffSeg Segment...', \"imp="
                                + written
                                + QUICK
                                + "\");\n"
                                + "return '' + getWidth();",
                        "");
        assertNull(outcome.error());
        assertEquals("80", outcome.returned());
    }

    @Test
    void whatIsRightIsTaken() {
        HeadlessMacro.Outcome outcome =
                segment("'crisp_borders=TRUE minimum_area=+10 granularity=1.0E-4 names='");
        assertNull(outcome.error());
        assertEquals("a - DiffSeg labels", outcome.returned());
    }

    private static HeadlessMacro.Outcome segment(String options) {
        return HeadlessMacro.run(
                "newImage('a', '8-bit ramp', 64, 48, 1);\n"
                        + "run('DiffSeg Segment...', "
                        + options
                        + " + '"
                        + QUICK
                        + "');\n"
                        + "return getTitle();",
                "");
    }
}
