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

package io.github.diffseg.cluster;

import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.cli.BatchOptions;
import io.github.diffseg.cli.FailureSentences;
import io.github.diffseg.cli.ModelOptions;
import io.github.diffseg.cli.SettingDescriptions;
import io.github.diffseg.cli.SettingsOptions;
import io.github.diffseg.cli.WrongUsage;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code spark-submit --class} starts; without a master of its own, {@code local[*]}. */
@Command(
        name = "diffseg-cluster",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Segments a folder of images on Spark; see docs/cluster.md.")
public final class ClusterMain implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Mixin private BatchOptions batch;

    @Mixin private ModelOptions model;

    @Mixin private SettingsOptions settings;

    private ClusterMain() {}

    /**
     * @param arguments see {@code --help}
     * @throws IllegalStateException if an image has no results or the job failed, for Spark to tell
     */
    public static void main(String[] arguments) {
        SparkProgram.run(commandLine(), arguments);
    }

    static CommandLine commandLine() {
        return SettingDescriptions.in(FailureSentences.on(new CommandLine(new ClusterMain())));
    }

    @Override
    public Integer call() throws IOException {
        model.check(spec);
        BatchRequest request = WrongUsage.refuse(spec, () -> batch.request(settings.request()));
        try (JavaSparkContext spark = new JavaSparkContext(SparkProgram.configuration())) {
            BatchSummary summary =
                    ClusterBatch.run(
                            spark,
                            request,
                            model.name(),
                            model.device(),
                            model.precision(),
                            Progress.NONE);
            spec.commandLine().getOut().println(summary.text());
            return summary.failures().isEmpty() ? 0 : 1;
        }
    }
}
