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

package io.github.diffseg;

import ij.IJ;
import ij.ImagePlus;
import ij.process.ImageProcessor;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Prints the time and the heap that crisp borders take on a picture scaled to several sides: {@code
 * CrispBordersTiming sample-images/histology_ihc.png 512 1024 2048 4096}.
 */
public final class CrispBordersTiming {

    private static final int RUNS = 3;

    private CrispBordersTiming() {}

    public static void main(String[] arguments) {
        ImageProcessor sample = IJ.openImage(arguments[0]).getProcessor();
        System.out.println(
                "| pixels | finest segments | soft borders, s | crisp borders, s | heap, MB |");
        System.out.println("|---|---|---|---|---|");
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            Settings settings =
                    SettingsRequest.ALL_RECOMMENDED.resolve(diffSeg.storedModel().recommendation());
            Arrays.stream(arguments)
                    .skip(1)
                    .mapToInt(Integer::parseInt)
                    .forEach(side -> time(diffSeg, settings, sample, side));
        }
        System.exit(0);
    }

    private static void time(DiffSeg diffSeg, Settings settings, ImageProcessor sample, int side) {
        sample.setInterpolationMethod(ImageProcessor.BICUBIC);
        DisplayedPlane plane =
                DisplayedPlane.of(new ImagePlus("scaled", sample.resize(side, side)));
        try (Attention attention =
                diffSeg.attend(plane.pixels(), settings.attention(), Progress.NONE)) {
            SegmentationSettings soft = settings.segmentation();
            SegmentationSettings crisp = soft.withCrispBorders(true);
            int leaves =
                    attention
                            .hierarchy(soft, plane.pixels(), plane.mask(), Progress.NONE)
                            .tree()
                            .leaves();
            double softSeconds = median(attention, soft, plane);
            double crispSeconds = median(attention, crisp, plane);
            System.out.printf(
                    Locale.ROOT,
                    "| %d x %d | %d | %.2f | %.2f | %d |%n",
                    side,
                    side,
                    leaves,
                    softSeconds,
                    crispSeconds,
                    heapTaken(attention, crisp, plane) >> 20);
        }
    }

    private static double median(
            Attention attention, SegmentationSettings settings, DisplayedPlane plane) {
        double[] seconds = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            long begin = System.nanoTime();
            attention.hierarchy(settings, plane.pixels(), plane.mask(), Progress.NONE);
            seconds[run] = (System.nanoTime() - begin) / 1e9;
        }
        Arrays.sort(seconds);
        return seconds[RUNS / 2];
    }

    /** At its highest, garbage included, above what was there before. */
    private static long heapTaken(
            Attention attention, SegmentationSettings settings, DisplayedPlane plane) {
        System.gc();
        long before = 0;
        for (MemoryPoolMXBean pool : heap()) {
            before += pool.getUsage().getUsed();
            pool.resetPeakUsage();
        }
        attention.hierarchy(settings, plane.pixels(), plane.mask(), Progress.NONE);
        return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - before;
    }

    private static List<MemoryPoolMXBean> heap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
    }
}
