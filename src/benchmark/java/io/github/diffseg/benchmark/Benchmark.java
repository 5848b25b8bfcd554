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

package io.github.diffseg.benchmark;

import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.diffusion.WeightPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.SettingRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** Times the stages of DiffSeg in one process and prints a Markdown table. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Times the stages of DiffSeg and prints a Markdown table.",
        footer = {
            "",
            "Examples:",
            "  java @target/diffseg-benchmark/arguments --sizes 512 --runs 5",
            "  java @target/diffseg-benchmark/arguments --growth --sizes 256,512",
            "  java @target/diffseg-benchmark/arguments --tiles 16 --sizes 2048,32768"
        })
public final class Benchmark implements Callable<Integer> {

    @Option(names = "--model", description = "A model folder; without it the embedded model.")
    private Path model;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "512",
            description =
                    "Sides of the square image in pixels, 64 to 4096, ascending."
                            + " Default: ${DEFAULT-VALUE}.")
    private int[] sizes;

    @Option(
            names = "--anchors",
            split = ",",
            defaultValue = "16",
            description = "Anchors per axis, 1 to 64. Default: ${DEFAULT-VALUE}.")
    private int[] anchors;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Counted runs after a warm-up. Default: ${DEFAULT-VALUE}.")
    private int runs;

    @Option(
            names = "--device",
            defaultValue = "cpu",
            description = "auto, cpu, gpu or gpu:N. Default: ${DEFAULT-VALUE}.")
    private String device;

    @Option(
            names = "--precision",
            defaultValue = ComputePrecision.AUTOMATIC,
            description =
                    "automatic, float32, bfloat16 or float16: how the networks compute."
                            + " Default: ${DEFAULT-VALUE}.")
    private String precision;

    @Option(
            names = "--weights",
            defaultValue = "AS_STORED",
            description =
                    "How weights are kept: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private WeightPrecision weights;

    @Option(
            names = "--attention",
            description =
                    "Instead: merge this aggregated attention tensor (safetensors, \"attention\")"
                            + " to 512 x 512 labels.")
    private Path attention;

    @Option(
            names = "--growth",
            description =
                    "Instead: the first pass of each size, in a process of its own, and its memory"
                            + " beside the estimate.")
    private boolean growth;

    @Option(
            names = "--shapes",
            description =
                    "Instead: what each operator of the networks takes and achieves, by shapes,"
                            + " beside plain products of matrices of the same size.")
    private boolean shapes;

    @Option(
            names = "--tiles",
            paramLabel = "PIXELS",
            description =
                    "Instead: drawn planes of --sizes (to 65536), seen in tiles, in a process of its"
                            + " own each; so many of their pixels are one of the network.")
    private double tiles;

    @Option(
            names = "--agreement",
            description =
                    "Instead: labels of the pictures of this folder in --precision against float32,"
                            + " at the first of --sizes.")
    private Path agreement;

    @Option(
            names = "--batch",
            description =
                    "Instead: how many images of this folder a batch segments in an hour at the"
                            + " first of --sizes, by how many are computed at a time.")
    private Path batch;

    @Option(
            names = "--against",
            description =
                    "With --attention: how the labels of the first of --anchors at the threshold 1"
                            + " agree with these (safetensors, \"labels\", float32, 512 x 512).")
    private Path against;

    /** What a process of {@code --growth} is told. */
    @Option(names = "--alone", hidden = true)
    private int alone;

    @Spec private CommandSpec spec;

    /**
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Benchmark())
                        .setExecutionExceptionHandler(Benchmark::inWords)
                        .execute(arguments));
    }

    /** What the user can mend is said in one sentence. */
    private static int inWords(Exception e, CommandLine commandLine, ParseResult result)
            throws Exception {
        if (e instanceof UserException
                || e instanceof ModelException
                || e instanceof IllegalArgumentException) {
            commandLine.getErr().println(e.getMessage());
            return commandLine.getCommandSpec().exitCodeOnExecutionException();
        }
        throw e;
    }

    @Override
    public Integer call() throws IOException {
        requireRanges();
        ComputeDevice computeDevice = DeviceChoice.of(device);
        NetworkPrecision networkPrecision =
                new NetworkPrecision(weights, ComputePrecision.of(precision, computeDevice));
        if (alone > 0 && tiles > 0) {
            new TilesBenchmark(model, computeDevice, networkPrecision, tiles).row(alone);
            return 0;
        }
        if (alone > 0) {
            new GrowthBenchmark(model, computeDevice, networkPrecision).row(alone);
            return 0;
        }
        System.out.printf(
                "%s, %s, %s, %d threads, %d processors, Java %s, heap at most %d MB%n%n",
                TorchEngine.description(),
                computeDevice,
                networkPrecision.compute(),
                TorchEngine.threads(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20);
        if (growth) {
            GrowthBenchmark.printHeader();
            List<String> arguments = spec.commandLine().getParseResult().originalArgs();
            return GrowthBenchmark.eachAlone(sizes, arguments);
        }
        if (shapes) {
            ShapesBenchmark benchmark =
                    new ShapesBenchmark(model, computeDevice, networkPrecision, runs);
            Arrays.stream(sizes).forEach(benchmark::run);
            return 0;
        }
        if (tiles > 0) {
            TilesBenchmark.printHeader();
            List<String> arguments = spec.commandLine().getParseResult().originalArgs();
            return GrowthBenchmark.eachAlone(sizes, arguments);
        }
        if (agreement != null) {
            new PrecisionBenchmark(model, computeDevice, networkPrecision, sizes[0]).run(agreement);
            return 0;
        }
        if (batch != null) {
            new BatchBenchmark(model, computeDevice, networkPrecision, runs).run(batch, sizes[0]);
            return 0;
        }
        if (against != null) {
            new MergingBenchmark(attention, computeDevice, runs).compare(anchors[0], against);
            return 0;
        }
        System.out.println("| stage | median s | min s | max s | peak resident MB so far |");
        System.out.println("|---|---|---|---|---|");
        if (attention != null) {
            MergingBenchmark merging = new MergingBenchmark(attention, computeDevice, runs);
            Arrays.stream(anchors).forEach(merging::run);
        } else {
            new PipelineBenchmark(model, computeDevice, networkPrecision, runs).run(sizes, anchors);
        }
        return 0;
    }

    private void requireRanges() {
        requireRange("--runs", new int[] {runs}, 1, 1000);
        requireRange("--sizes", sizes, 64, tiles > 0 ? 1 << 16 : 4096);
        requireRange("--anchors", anchors, 1, (int) SettingRange.ANCHORS_PER_AXIS.most());
        if (attention != null && !Files.isRegularFile(attention)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--attention is " + attention + ", which is no file; give a safetensors file");
        }
        if (against != null && (attention == null || !Files.isRegularFile(against))) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--against is " + against + "; give a safetensors file, and --attention too");
        }
        if (agreement != null && !Files.isDirectory(agreement)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--agreement is " + agreement + ", which is no folder; give one of pictures");
        }
        if (batch != null && !Files.isDirectory(batch)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--batch is " + batch + ", which is no folder; give one of images");
        }
        if (Stream.of(
                                growth,
                                shapes,
                                attention != null,
                                agreement != null,
                                batch != null,
                                tiles > 0)
                        .filter(b -> b)
                        .count()
                > 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--growth, --shapes, --attention, --agreement, --batch and --tiles exclude each"
                            + " other; give one");
        }
    }

    private void requireRange(String name, int[] values, int least, int most) {
        for (int value : values) {
            if (value < least || value > most) {
                throw new ParameterException(
                        spec.commandLine(),
                        name + " has " + value + "; it must be from " + least + " to " + most);
            }
        }
    }
}
