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

import io.github.diffseg.SettingsRequest;
import io.github.diffseg.cli.FailureSentences;
import io.github.diffseg.cli.ModelOptions;
import io.github.diffseg.cli.SettingDescriptions;
import io.github.diffseg.cli.SettingsOptions;
import io.github.diffseg.cli.Summary;
import io.github.diffseg.cli.WrongUsage;
import io.github.diffseg.large.LargeResult;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * As {@link ClusterMain}, for one image that is read in parts; {@code spark-submit --class} starts
 * it.
 */
@Command(
        name = "diffseg-cluster-large",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Segments one image of any size in tiles on Spark; see docs/cluster.md.")
public final class LargeMain implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "A TIFF or BigTIFF, or the folder of an OME-Zarr, Zarr or N5, by a path or"
                            + " address that all executors reach.")
    private String image;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "diffseg-output",
            description =
                    "Where the driver writes labels and table: a folder, made if missing, or the"
                            + " name of the label file, NAME.tif or NAME.ome.zarr. Default:"
                            + " ${DEFAULT-VALUE}.")
    private Path output;

    @Mixin private ModelOptions model;

    @Mixin private SettingsOptions settings;

    private LargeMain() {}

    /**
     * Runs a command line.
     *
     * @param arguments see {@code --help}
     * @throws IllegalStateException if the image has no results, for Spark to tell
     */
    public static void main(String[] arguments) {
        SparkProgram.run(commandLine(), arguments);
    }

    static CommandLine commandLine() {
        return SettingDescriptions.in(FailureSentences.on(new CommandLine(new LargeMain())));
    }

    @Override
    public Integer call() throws IOException {
        model.check(spec);
        Instant begin = Instant.now();
        SettingsRequest request = WrongUsage.refuse(spec, settings::request);
        Address address = Address.of(image);
        JobModel decided = JobModel.decided(model.name(), model.device(), model.precision());
        try (JavaSparkContext spark = new JavaSparkContext(SparkProgram.configuration())) {
            LargeResult result =
                    new ClusterLarge(spark, decided)
                            .segment(address, request, output, Progress.NONE);
            Summary summary =
                    Summary.of(
                            result,
                            Duration.between(begin, Instant.now()),
                            ModelChoice.isEmbedded(model.name()));
            spec.commandLine().getOut().println(summary.text());
            return CommandLine.ExitCode.OK;
        }
    }
}
