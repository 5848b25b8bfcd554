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

package io.github.diffseg.cli;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Segments a folder of images from the command line. */
@Command(
        name = "batch",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Segments a folder of images. Run it again to go on after an interruption, or to try"
                    + " again what failed: what is done is not done again.",
            "Writes results and manifest.jsonl, which tells what became of each image."
        },
        footer = {
            "",
            "Exit status: 0 each image has its results, 1 some have none or the batch failed,"
                    + " 2 wrong usage."
        })
final class BatchFolder implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private BatchOptions batch;

    @Mixin private ModelOptions model;

    @Mixin private SettingsOptions settings;

    @Option(
            names = {"-q", "--quiet"},
            description = "Tell no progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        model.check(spec);
        BatchRequest request = WrongUsage.refuse(spec, () -> batch.request(settings.request()));
        request.requireInput();
        Progress progress = quiet ? Progress.NONE : new LineProgress(spec.commandLine().getErr());
        BatchSummary summary;
        try (DiffSeg diffSeg = model.open(Progress.NONE)) {
            summary = Batch.run(request, diffSeg, model.name(), progress);
        }
        spec.commandLine().getOut().println(summary.text());
        return summary.failures().isEmpty() ? 0 : 1;
    }
}
