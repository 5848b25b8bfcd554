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

package io.github.diffseg.wand;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.image.PictureHash;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/**
 * Prints how long a press of the wand takes after the first pass: the plane is compared with what
 * was seen, touched at a random place, and the outline becomes the selection. The command is in
 * {@code docs/touch.md}.
 */
public final class WandTiming {

    private static final int PRESSES = 200;
    private static final int WARMING = 20;

    private WandTiming() {}

    public static void main(String[] arguments) {
        ImagePlus image = IJ.openImage(arguments[0]);
        int side = Integer.parseInt(arguments[1]);
        boolean crisp = Boolean.parseBoolean(arguments[2]);
        image.setProcessor(image.getProcessor().resize(side, side, true));
        try (DiffSeg diffSeg =
                        DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
                AttentionCache cache = new AttentionCache(0)) {
            PlaneSegmenter segmenter =
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
            long begin = System.nanoTime();
            WandPlane plane =
                    WandPlane.look(
                            segmenter,
                            DisplayedPlane.ofWholeImage(image),
                            segmenter.settings(
                                    SettingsRequest.ALL_RECOMMENDED.with(
                                            Setting.CRISP_BORDERS, crisp)),
                            Progress.NONE);
            double first = (System.nanoTime() - begin) / 1e6;
            double[] presses = press(image, plane, SelectionMode.REPLACE);
            double[] additions = press(image, plane, SelectionMode.ADD);
            System.out.printf(
                    "%s, %d x %d, crisp=%b: first look %.0f ms; press: %s; shift-press: %s%n",
                    image.getTitle(), side, side, crisp, first, told(presses), told(additions));
        }
        System.exit(0);
    }

    private static double[] press(ImagePlus image, WandPlane plane, SelectionMode mode) {
        Random places = new Random(1);
        double[] milliseconds = new double[PRESSES];
        for (int i = -WARMING; i < PRESSES; i++) {
            if (mode == SelectionMode.ADD) {
                image.setRoi(20, 20, 100, 100);
            }
            long begin = System.nanoTime();
            PictureHash.of(DisplayedPlane.ofWholeImage(image).pixels());
            Touch touch =
                    plane.touch(
                                    places.nextInt(image.getWidth()),
                                    places.nextInt(image.getHeight()),
                                    true)
                            .orElseThrow();
            int position = touch.positionOf(plane.startingGranularity());
            image.setRoi(mode.combine(image.getRoi(), touch.outline(position)));
            if (i >= 0) {
                milliseconds[i] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        return milliseconds;
    }

    private static String told(double[] sorted) {
        return String.format(
                "median %.1f ms, 95 %% within %.1f ms, longest %.1f ms",
                sorted[PRESSES / 2], sorted[PRESSES * 95 / 100], sorted[PRESSES - 1]);
    }
}
