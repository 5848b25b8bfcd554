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

import io.github.diffseg.DiffSeg;
import io.github.diffseg.PixelSize;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.tile.LargePlane;
import io.github.diffseg.tile.TiledLabels;
import io.github.diffseg.tile.TiledSegmentation;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** How cost grows with the size of a drawn plane that is seen in tiles. */
final class TilesBenchmark {

    private static final double MEGA = 1 << 20;

    private final ModelFolder folder;
    private final ComputeDevice device;
    private final NetworkPrecision precision;
    private final double networkPixel;

    TilesBenchmark(
            Path model, ComputeDevice device, NetworkPrecision precision, double networkPixel) {
        this.folder = model == null ? EmbeddedModel.folder() : ModelFolder.open(model);
        this.device = device;
        this.precision = precision;
        this.networkPixel = networkPixel;
    }

    static void printHeader() {
        System.out.println(
                "| plane px | tiles | segments | s | processor s | processor s a megapixel | taken beside the model MB |"
                        + " peak resident MB of the process |");
        System.out.println("|---|---|---|---|---|---|---|---|");
    }

    /** The row of one size. */
    void row(int size) throws IOException {
        LargePlane plane =
                new LargePlane("drawn", DrawnPlane.of(size), new PixelSize(1, "pixel width"));
        MemoryWatch watch = new MemoryWatch(device);
        try (DiffSeg opened = DiffSeg.open(folder, device, precision, Progress.NONE)) {
            Settings settings =
                    SettingsRequest.ALL_RECOMMENDED
                            .with(Setting.DETAIL, Double.toString(networkPixel))
                            .resolve(folder.recommendation());
            long begin = System.nanoTime();
            Duration used = processorTime();
            try (TiledLabels labels =
                    watch.watch(
                            () ->
                                    TiledSegmentation.segment(
                                            opened, plane, settings, null, Progress.NONE))) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                // Counts what this process got, whatever else ran beside it
                double processor = processorTime().minus(used).toMillis() / 1000.0;
                System.out.printf(
                        Locale.ROOT,
                        "| %d x %d | %d | %d | %.1f | %.1f | %.3f | %.0f | %.0f |%n",
                        size,
                        size,
                        labels.plan().size(),
                        labels.count(),
                        seconds,
                        processor,
                        processor / ((double) size * size / MEGA),
                        watch.largest() / MEGA,
                        ResidentMemory.peak() / MEGA);
            }
        }
    }

    private static Duration processorTime() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
