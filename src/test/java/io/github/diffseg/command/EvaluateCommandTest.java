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

import io.github.diffseg.evaluate.DrawnSet;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.service.OpenModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.app.StatusService;
import org.scijava.command.CommandService;
import org.scijava.log.LogService;
import org.scijava.task.TaskService;

/** The command for evaluations, as SciJava runs it headless. */
class EvaluateCommandTest {

    @TempDir private Path folder;

    private final Context context =
            new Context(
                    CommandService.class,
                    TaskService.class,
                    StatusService.class,
                    LogService.class,
                    OpenModels.class);

    @AfterEach
    void dispose() {
        context.dispose();
    }

    @Test
    void measuresABaselineAndWritesItsReport() throws Exception {
        DrawnSet.write(folder.resolve("data"));
        EvaluationResult result = evaluate("colour-k-means", "objects").result();
        assertEquals(2, result.evaluated().get(0).images().size());
        assertTrue(result.evaluated().get(0).scores().get(Metric.MIOU) > 0.3);
        String report = Files.readString(folder.resolve("out/report.md"));
        assertTrue(report.contains("Colour k-means (k "), report);
        assertTrue(report.contains("](cases/colour-k-means/"), report);
    }

    @Test
    void refusesWithAReason() throws Exception {
        EvaluateCommand noData = evaluate("colour-k-means", "cityscapes");
        assertNull(noData.result());
        assertTrue(noData.getCancelReason().contains("leftImg8bit/val"), noData.getCancelReason());
        assertTrue(evaluate("magic", "objects").getCancelReason().contains("k-means-s"));
    }

    private EvaluateCommand evaluate(String methods, String dataset) throws Exception {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("dataset", dataset);
        parameters.put("folder", folder.resolve("data").toFile());
        parameters.put("output", folder.resolve("out").toFile());
        parameters.put("methods", methods);
        parameters.put("limit", 2);
        return (EvaluateCommand)
                context.service(CommandService.class)
                        .run(EvaluateCommand.class, true, parameters)
                        .get()
                        .getCommand();
    }
}
