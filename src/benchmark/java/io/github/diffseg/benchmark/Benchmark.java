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
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Times the stages of DiffSeg in one process and prints a Markdown table. */
@Command(name = "benchmark", mixinStandardHelpOptions = true, sortOptions = false)
public final class Benchmark implements Callable<Integer> {

    @Option(names = "--model", description = "A model folder; without it the embedded model.")
    private Path model;

    @Option(
            names = "--sizes",
            split = ",",
            defaultValue = "512",
            description = "Sides of the square image in pixels, ascending.")
    private int[] sizes;

    @Option(
            names = "--anchors",
            split = ",",
            defaultValue = "16",
            description = "Anchors per axis.")
    private int[] anchors;

    @Option(names = "--runs", defaultValue = "3", description = "Counted runs after a warm-up.")
    private int runs;

    @Option(names = "--device", defaultValue = "cpu")
    private String device;

    @Option(names = "--precision", defaultValue = "auto")
    private String precision;

    @Option(names = "--weights", defaultValue = "AS_STORED", description = "AS_STORED or FLOAT32.")
    private WeightPrecision weights;

    @Option(
            names = "--attention",
            description =
                    "Instead: merge this aggregated attention tensor (safetensors, \"attention\")"
                            + " to 512 x 512 labels.")
    private Path attention;

    /**
     * @param arguments see {@code --help}
     */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        ComputeDevice computeDevice = ComputeDevice.of(device);
        System.out.printf(
                "%s, %s, %d threads, %d processors, Java %s, heap at most %d MB%n%n",
                TorchEngine.description(),
                computeDevice,
                TorchEngine.threads(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Runtime.getRuntime().maxMemory() >> 20);
        System.out.println("| stage | median s | min s | max s | peak resident MB so far |");
        System.out.println("|---|---|---|---|---|");
        if (attention != null) {
            MergingBenchmark merging = new MergingBenchmark(attention, computeDevice, runs);
            Arrays.stream(anchors).forEach(merging::run);
        } else {
            NetworkPrecision networkPrecision =
                    new NetworkPrecision(weights, ComputePrecision.of(precision, computeDevice));
            new PipelineBenchmark(model, computeDevice, networkPrecision, runs).run(sizes, anchors);
        }
        return 0;
    }
}
