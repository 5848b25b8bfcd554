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
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.NamePattern;
import io.github.diffseg.command.ModelChoice;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What {@code spark-submit --class} starts; without a master of its own, {@code local[*]}. */
@Command(
        name = "diffseg-cluster",
        mixinStandardHelpOptions = true,
        description = "Segments a folder of images on Spark; see docs/cluster.md.")
public final class ClusterMain implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Folder of images.")
    private Path input;

    @Option(
            names = {"-o", "--output"},
            required = true,
            description = "Where results and the manifest go.")
    private Path output;

    @Option(
            names = {"-p", "--pattern"},
            defaultValue = NamePattern.IMAGES,
            description = "Which files. Default: ${DEFAULT-VALUE}")
    private String pattern;

    @Option(
            names = {"-r", "--recursive"},
            description = "Enter folders in the folder.")
    private boolean recursive;

    @Option(
            names = {"-w", "--write"},
            defaultValue = "labels,rois,table,overlay",
            description = "What to write, as in \"diffseg batch\".")
    private String exports;

    @Option(
            names = {"-m", "--model"},
            defaultValue = ModelChoice.EMBEDDED,
            description = "\"embedded\", or a model folder.")
    private String model;

    @Option(names = "--device", defaultValue = "cpu", description = "Of each executor.")
    private String device;

    @Option(
            names = {"-t", "--threshold"},
            defaultValue = "0",
            description = "0: as the model recommends.")
    private double threshold;

    @Option(names = "--working-size", defaultValue = "0", description = "In pixels; 0 as above.")
    private int workingSize;

    @Option(names = "--minimum-area", defaultValue = "0", description = "In pixels.")
    private int minimumArea;

    @Option(names = "--split-components", description = "Each connected part is a segment.")
    private boolean splitComponents;

    /**
     * @param arguments see {@code --help}
     * @throws IllegalStateException if an image has no results or the job failed, for Spark to tell
     */
    public static void main(String[] arguments) {
        int status = new CommandLine(new ClusterMain()).execute(arguments);
        if (status != 0) {
            throw new IllegalStateException("The batch ended with status " + status);
        }
    }

    @Override
    public Integer call() throws Exception {
        SettingsRequest settings =
                new SettingsRequest(
                        threshold,
                        0,
                        0,
                        0,
                        workingSize,
                        false,
                        SettingsRequest.RECOMMENDED,
                        false,
                        minimumArea,
                        splitComponents);
        BatchRequest request =
                new BatchRequest(input, pattern, recursive, output, Export.of(exports), settings);
        SparkConf configuration =
                new SparkConf().setAppName("DiffSeg").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(configuration)) {
            BatchSummary summary = ClusterBatch.run(spark, request, model, device, Progress.NONE);
            spec.commandLine().getOut().println(summary.text());
            return summary.failures().isEmpty() ? 0 : 1;
        }
    }
}
