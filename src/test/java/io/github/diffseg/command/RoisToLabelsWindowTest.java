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
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import ij.ImagePlus;
import ij.plugin.frame.RoiManager;
import io.github.diffseg.output.LabelRois;
import io.github.diffseg.output.RoiManagers;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** ImageJ's ROI Manager keeps what it is given, and writes and reads files that give it back. */
@Tag("display")
class RoisToLabelsWindowTest {

    @TempDir private Path folder;
    private RoiManager manager;

    @BeforeEach
    void open() {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
        manager = RoiManager.getRoiManager();
        manager.reset();
    }

    @AfterEach
    void close() throws Exception {
        if (manager != null) {
            manager.reset();
            EventQueue.invokeAndWait(manager::close);
        }
    }

    @Test
    void throughTheManagerAndItsFile() throws Exception {
        RoiManagers.add(LabelRois.of(RoisToLabelsCommandTest.LABELS));
        assertEquals(4, manager.getCount());
        RoisToLabelsCommandTest.assertLabels(RoisToLabelsCommandTest.LABELS, run(""));
        Path zip = folder.resolve("RoiSet.zip");
        assertTrue(manager.save(zip.toString()));
        manager.reset();
        RoisToLabelsCommandTest.assertLabels(RoisToLabelsCommandTest.LABELS, run(zip.toString()));
        assertTrue(manager.open(zip.toString()));
        assertEquals(4, manager.getCount());
        RoisToLabelsCommandTest.assertLabels(RoisToLabelsCommandTest.LABELS, run(""));
    }

    private static ImagePlus run(String roiSet) throws Exception {
        Map<String, Object> parameters =
                new HashMap<>(Map.of("imp", RoisToLabelsCommandTest.image(), "roi_set", roiSet));
        try (Context context = new Context()) {
            CommandModule module =
                    context.service(CommandService.class)
                            .run(RoisToLabelsCommand.class, true, parameters)
                            .get();
            assertEquals(null, module.getCancelReason());
            return (ImagePlus) module.getOutput("label_image");
        }
    }
}
