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

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.diffusion.MemoryEstimates;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.diffusion.UnetConfigParser;
import io.github.diffseg.diffusion.VaeConfig;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.RegionMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How cost grows with the size of the image: the first pass in a process of its own for each size,
 * its memory beside what was estimated.
 */
final class GrowthBenchmark {

    private static final double MEGABYTE = 1 << 20;

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;

    GrowthBenchmark(Path model, ComputeDevice device, NetworkPrecision precision) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
    }

    static void printHeader() {
        System.out.println(
                "| size px | picture to labels s | taken by it MB | estimate MB | estimate / taken |"
                        + " peak resident MB of the process |");
        System.out.println("|---|---|---|---|---|---|");
    }

    /**
     * One process for each size.
     *
     * @param arguments of this process, to which the size and that it is alone are added
     * @throws IOException if a process cannot be started
     */
    static int eachAlone(int[] sizes, List<String> arguments) throws IOException {
        for (int size : sizes) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("-Xmx1g");
            command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
            command.add("-classpath");
            command.add(System.getProperty("java.class.path"));
            command.add(Benchmark.class.getName());
            command.addAll(arguments);
            command.add("--alone=" + size);
            Process process = new ProcessBuilder(command).inheritIO().start();
            try {
                int exit = process.waitFor();
                if (exit != 0) {
                    return exit;
                }
            } catch (InterruptedException e) {
                process.destroy();
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted while a size was measured", e);
            }
        }
        return 0;
    }

    /** The row of one size. */
    void row(int size) {
        MemoryWatch watch = new MemoryWatch(device);
        Timing all = new Timing(size + " px");
        try (DiffSeg opened = DiffSeg.open(folder, device, precision, Progress.NONE)) {
            watch.watch(() -> all.time(() -> labels(opened, size)));
        }
        long taken = watch.largest();
        long estimated =
                MemoryEstimates.of(
                                VaeConfig.parse(folder.vae().config(), "vae/config.json"),
                                UnetConfigParser.parse(folder.unet().config(), "unet/config.json"),
                                device,
                                precision.compute())
                        .bytes(size, size);
        System.out.printf(
                Locale.ROOT,
                "| %d | %.1f | %.0f | %.0f | %.2f | %.0f |%n",
                size,
                all.median(),
                taken / MEGABYTE,
                estimated / MEGABYTE,
                (double) estimated / taken,
                ResidentMemory.peak() / MEGABYTE);
    }

    private int labels(DiffSeg opened, int size) {
        Recommendation recommended = folder.recommendation();
        AttentionSettings settings =
                new AttentionSettings(
                        size, false, recommended.timestep(), Aggregation.PER_RESOLUTION);
        SegmentationSettings merging =
                new SegmentationSettings(
                        recommended.threshold(),
                        recommended.iterations(),
                        recommended.anchorsPerAxis(),
                        false,
                        0);
        try (Attention attention = opened.attend(DrawnPicture.of(size), settings, Progress.NONE)) {
            return attention
                    .segment(merging, RegionMask.all(size, size), Progress.NONE)
                    .labels()
                    .count();
        }
    }
}
