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

import ij.ImagePlus;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.output.Provenance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.module.Module;
import org.scijava.module.process.PreprocessorPlugin;
import org.scijava.plugin.PluginService;

/** The label image of the last run is the active one, and is seldom meant. */
class WhichImageTest {

    @Test
    void withoutADialogTheLogSaysThatLabelsAreSegmented() throws Exception {
        ImagePlus picture = Pictures.image("cells.png", 32, 32);
        ImagePlus labels = Pictures.image("cells - DiffSeg labels", 32, 32);
        labels.setProp(Provenance.KEY_PREFIX + "image", "cells.png");
        try (Context context = new Context()) {
            List<String> told = new ArrayList<>();
            LogService log = context.service(LogService.class);
            log.setLevel(LogLevel.WARN);
            log.addLogListener(message -> told.add(message.text()));
            PreprocessorPlugin question =
                    context
                            .service(PluginService.class)
                            .createInstancesOfType(PreprocessorPlugin.class)
                            .stream()
                            .filter(WhichImage.class::isInstance)
                            .findAny()
                            .orElseThrow();
            for (ImagePlus image : List.of(picture, labels)) {
                Module module =
                        context.service(CommandService.class)
                                .getCommand(SegmentCommand.class)
                                .createModule();
                module.setInput("imp", image);
                question.process(module);
            }
            assertEquals(
                    List.of(
                            "DiffSeg: \"cells - DiffSeg labels\" is a label image that DiffSeg made"
                                    + " of \"cells.png\"; it is segmented like a picture"),
                    told);
        }
    }
}
