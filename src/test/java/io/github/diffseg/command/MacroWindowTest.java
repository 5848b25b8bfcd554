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
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import io.github.diffseg.imagej.Pictures;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.scijava.Context;

/**
 * {@code -macro FILE} with a display: SciJava has no windows yet and shows nothing, but the macro
 * goes on with the label image.
 */
@Tag("display")
class MacroWindowTest {

    private static final String SEGMENT =
            "run('DiffSeg Segment...', 'imp=early.png threshold=0.5 working_size=128"
                    + " anchors_per_axis=8 show_labels=true add_rois=false');\n";

    @Test
    void theLabelImageIsCurrentBeforeScijavaShowsIt() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
        // As imagej-legacy starts it: there, but not to be seen
        new ImageJ(ImageJ.NO_SHOW);
        ImagePlus input = Pictures.image("early.png", 64, 64);
        input.show();
        try (Context context = new Context()) {
            HeadlessMacro.install(context, SegmentCommand.class);
            HeadlessMacro.Outcome outcome =
                    HeadlessMacro.run(
                            "selectImage('early.png');\n"
                                    + SEGMENT
                                    + "first = getTitle();\n"
                                    + SEGMENT
                                    + "rename('renamed');\n"
                                    + "return first;",
                            "");
            assertNull(outcome.error());
            assertEquals("early - DiffSeg labels", outcome.returned());
            assertEquals("early.png", input.getTitle());
            assertEquals("renamed", WindowManager.getCurrentImage().getTitle());
        } finally {
            EventQueue.invokeAndWait(
                    () -> {
                        for (int id : WindowManager.getIDList()) {
                            ImagePlus image = WindowManager.getImage(id);
                            image.changes = false;
                            image.close();
                        }
                    });
        }
    }
}
