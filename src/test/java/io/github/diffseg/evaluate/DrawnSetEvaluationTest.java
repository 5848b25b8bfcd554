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

package io.github.diffseg.evaluate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * DiffSeg with the embedded model and every baseline on the {@link DrawnSet}. The report, with the
 * table and the plot that docs/quality.md shows, is left in {@code target/drawn-set/report}.
 */
class DrawnSetEvaluationTest {

    private static final Path ROOT = Path.of("target", "drawn-set");
    private static final Path IMAGES = ROOT.resolve("data");

    private static DiffSeg diffSeg;

    @BeforeAll
    static void drawAndOpen() throws IOException {
        DrawnSet.write(IMAGES);
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void everyMethodIsMeasuredAndASweepIsDrawn() throws IOException {
        Path output = ROOT.resolve("report");
        EvaluationResult result =
                Evaluation.run(
                        request(Method.of("all"), "0.2:1.4:0.1", 0, output),
                        (model, progress) -> diffSeg,
                        Progress.NONE);
        Reports.write(result, output);
        String report = Files.readString(output.resolve("report.md"));
        System.getLogger("drawn set").log(System.Logger.Level.INFO, report);
        assertTrue(Files.exists(output.resolve("sweep.png")));
    }

    private static EvaluationRequest request(
            List<Method> methods, String thresholds, int limit, Path output) {
        return new EvaluationRequest(
                DataSetLayout.OBJECTS,
                IMAGES,
                null,
                DataSetLayout.NO_IGNORE,
                limit,
                0,
                methods,
                List.of("embedded"),
                NumberLists.decimals("thresholds", thresholds),
                List.of(0),
                new SettingsRequest(0, 0, 0, 0, 256, false, "recommended", false, 0, false),
                0,
                2,
                EvaluationRequest.RESAMPLES,
                output);
    }
}
