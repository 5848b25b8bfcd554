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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.service.OpenModels;
import io.github.diffseg.service.SessionAttention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/** The commands for folders and for ROIs, as SciJava runs them headless. */
class BatchCommandTest {

    @TempDir private Path folder;

    private final Context context =
            new Context(
                    CommandService.class,
                    TaskService.class,
                    StatusService.class,
                    LogService.class,
                    OpenModels.class,
                    SessionAttention.class);

    @AfterEach
    void dispose() {
        context.dispose();
    }

    @Test
    void segmentsAFolderAndItsRoisGiveTheLabelsBack() throws Exception {
        Path image = TestImages.write(folder.resolve("in/a.png"), 3);
        Files.writeString(folder.resolve("in/text.png"), "no image");
        BatchSummary summary = batch("*.png").summary();
        assertEquals(1, summary.done());
        assertEquals(1, summary.failures().size());
        Path labels = folder.resolve("out/a-labels.tif");

        ImagePlus rebuilt =
                (ImagePlus)
                        run(
                                        RoisToLabelsCommand.class,
                                        Map.of(
                                                "imp",
                                                IJ.openImage(image.toString()),
                                                "roi_set",
                                                folder.resolve("out/a-rois.zip").toString()))
                                .getOutput("label_image");
        assertNotNull(rebuilt);
        assertArrayEquals(
                (byte[]) IJ.openImage(labels.toString()).getProcessor().getPixels(),
                (byte[]) rebuilt.getProcessor().getPixels());
    }

    @Test
    void refusesWithAReason() throws Exception {
        BatchCommand noFolder = batch("*.png");
        assertNull(noFolder.summary());
        assertTrue(noFolder.getCancelReason().contains("does not exist"));
        Files.createDirectory(folder.resolve("in"));
        assertTrue(batch("*.{png").getCancelReason().contains("no glob"));

        CommandModule rois =
                run(RoisToLabelsCommand.class, Map.of("imp", IJ.createImage("plain", 8, 8, 1, 8)));
        assertTrue(
                ((RoisToLabelsCommand) rois.getCommand())
                        .getCancelReason()
                        .contains("There are no ROIs"));
    }

    private BatchCommand batch(String pattern) throws Exception {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("input", folder.resolve("in").toFile());
        parameters.put("output", folder.resolve("out").toFile());
        parameters.put("pattern", pattern);
        parameters.put("working_size", 64);
        return (BatchCommand) run(BatchCommand.class, parameters).getCommand();
    }

    private CommandModule run(Class<? extends Command> command, Map<String, Object> parameters)
            throws InterruptedException, ExecutionException {
        return context.service(CommandService.class).run(command, true, parameters).get();
    }
}
