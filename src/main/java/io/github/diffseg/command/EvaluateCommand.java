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

import ij.IJ;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.evaluate.Evaluation;
import io.github.diffseg.evaluate.EvaluationRequest;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.evaluate.report.ScoreTables;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Evaluate...: measures segmentations of images whose labels are known.
 * The report goes to files, the figures of the set also to a table.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = EvaluateCommand.NAME, weight = 5)
        })
public final class EvaluateCommand extends EvaluationParameters {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg Evaluate...";

    private static final String TABLE = "DiffSeg Evaluation";

    private EvaluationResult result;

    /** {@return what was measured, after a successful run, else null} */
    public EvaluationResult result() {
        return result;
    }

    @Override
    public DialogRows dialog() {
        return CommandDialogs.EVALUATE;
    }

    @Override
    String work(Progress progress) throws IOException {
        EvaluationRequest request = request();
        EvaluationResult measured =
                Evaluation.run(
                        request,
                        (model, step, use) ->
                                withModel(
                                        model,
                                        step,
                                        (diffSeg, opening) -> {
                                            use.accept(diffSeg);
                                            return null;
                                        }),
                        progress);
        Reports.write(measured, request.output());
        result = measured;
        String outcome = "the report is " + request.output().resolve("report.md");
        IJ.log("DiffSeg: " + outcome);
        if (RoiManagers.available()) {
            ScoreTables.summary(measured).show(TABLE);
        }
        return outcome;
    }
}
