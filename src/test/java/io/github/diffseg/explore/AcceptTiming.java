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

package io.github.diffseg.explore;

import com.sun.management.OperatingSystemMXBean;
import ij.ImagePlus;
import ij.process.ColorProcessor;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints how long accepting with crisp borders takes on a drawn square image, in seconds of the
 * clock and of the processors: {@code AcceptTiming SIDE}.
 */
public final class AcceptTiming {

    private static final int SHAPES = 40;

    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private long clock = System.nanoTime();
    private long processors = SYSTEM.getProcessCpuTime();

    private AcceptTiming() {}

    public static void main(String[] arguments) {
        ImagePlus image = new ImagePlus("drawn", flowers(Integer.parseInt(arguments[0])));
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            PlaneSegmenter segmenter =
                    new PlaneSegmenter(
                            diffSeg, "embedded", Duration.ZERO, new AttentionCache(1L << 31));
            AcceptTiming timing = new AcceptTiming();
            ExploreSource source =
                    ExploreSource.open(
                            segmenter,
                            image,
                            segmenter.settings(SettingsRequest.ALL_RECOMMENDED),
                            Progress.NONE);
            timing.print("pass");
            ExploreSession session =
                    new ExploreSession(
                            source.hierarchy(false, Progress.NONE), source.startingGranularity());
            timing.print("hierarchy");
            source.compare();
            timing.print("comparing");
            SegmentedPlane result = source.result(session.exploration(), true, Progress.NONE);
            timing.print("labels and crisp borders");
            result.labelImage();
            timing.print("label image");
            result.rois();
            timing.print("outlines of " + result.labels().count());
            result.table();
            timing.print("table");
            source.close();
        }
        System.exit(0);
    }

    private void print(String what) {
        double seconds = (System.nanoTime() - clock) / 1e9;
        double used = (SYSTEM.getProcessCpuTime() - processors) / 1e9;
        System.out.printf("%s: %.1f s, of the processors %.1f s%n", what, seconds, used);
        clock = System.nanoTime();
        processors = SYSTEM.getProcessCpuTime();
    }

    /** With petals, so that borders are long, and a little noise. */
    private static ColorProcessor flowers(int side) {
        Random random = new Random(1);
        ColorProcessor pixels = new ColorProcessor(side, side);
        int[] rgb = (int[]) pixels.getPixels();
        Arrays.fill(rgb, 0x306090);
        for (int i = 0; i < SHAPES; i++) {
            double cx = random.nextDouble() * side;
            double cy = random.nextDouble() * side;
            double radius = side * (0.02 + 0.06 * random.nextDouble());
            int colour = random.nextInt(1 << 24);
            int left = (int) Math.max(0, cx - 1.2 * radius);
            int top = (int) Math.max(0, cy - 1.2 * radius);
            for (int y = top; y < Math.min(side, cy + 1.2 * radius); y++) {
                for (int x = left; x < Math.min(side, cx + 1.2 * radius); x++) {
                    double petal = 1 + 0.15 * Math.sin(9 * Math.atan2(y - cy, x - cx));
                    if (Math.hypot(x - cx, y - cy) < radius * petal) {
                        rgb[y * side + x] = colour;
                    }
                }
            }
        }
        for (int i = 0; i < rgb.length; i++) {
            int noise = random.nextInt(16);
            rgb[i] = (rgb[i] & 0xf0f0f0) + noise * 0x10101;
        }
        return pixels;
    }
}
