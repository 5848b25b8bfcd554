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

package io.github.diffseg.explore.window;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.Container;
import java.awt.Graphics;
import java.awt.Toolkit;
import java.time.Duration;
import java.util.Arrays;
import javax.swing.JFrame;
import javax.swing.SwingUtilities;

/**
 * Prints how long it takes from a move of the slider until the image with its overlay is on the
 * screen, for an image and, as the second argument, how many times as large on each side. Needs a
 * display; the command is in {@code docs/explore.md}.
 */
public final class SliderTiming {

    private SliderTiming() {}

    public static void main(String[] arguments) throws Exception {
        ImagePlus image = IJ.openImage(arguments[0]);
        if (arguments.length > 1) {
            int times = Integer.parseInt(arguments[1]);
            image.setProcessor(
                    image.getProcessor()
                            .resize(image.getWidth() * times, image.getHeight() * times));
        }
        image.show();
        try (DiffSeg diffSeg =
                        DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
                AttentionCache cache = new AttentionCache(0)) {
            PlaneSegmenter segmenter =
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
            ExploreSource source =
                    ExploreSource.open(
                            segmenter,
                            image,
                            segmenter.settings(SettingsRequest.ALL_RECOMMENDED),
                            Progress.NONE);
            SegmentationHierarchy hierarchy = source.hierarchy(false, Progress.NONE);
            SwingUtilities.invokeAndWait(
                    () -> {
                        Explorer explorer =
                                Explorer.open(
                                        source,
                                        hierarchy,
                                        new OnePlaneWork(source, result -> {}),
                                        failure -> {});
                        Container content = ((JFrame) explorer.window()).getContentPane();
                        time((ExplorerPanel) content, image);
                        explorer.close();
                    });
        }
        System.exit(0);
    }

    private static void time(ExplorerPanel panel, ImagePlus image) {
        int positions = panel.slider.getMaximum() + 1;
        double[] milliseconds = new double[3 * positions];
        ImageCanvas canvas = image.getCanvas();
        for (int move = -positions; move < milliseconds.length; move++) {
            long begin = System.nanoTime();
            panel.slider.setValue(Math.floorMod(move, positions));
            Graphics screen = canvas.getGraphics();
            canvas.paint(screen);
            screen.dispose();
            Toolkit.getDefaultToolkit().sync();
            if (move >= 0) {
                milliseconds[move] = (System.nanoTime() - begin) / 1e6;
            }
        }
        Arrays.sort(milliseconds);
        System.out.printf(
                "%s, %d x %d pixels, %d moves: median %.1f ms, 95 %% within %.1f ms, longest %.1f"
                        + " ms%n",
                image.getTitle(),
                image.getWidth(),
                image.getHeight(),
                milliseconds.length,
                milliseconds[milliseconds.length / 2],
                milliseconds[milliseconds.length * 95 / 100],
                milliseconds[milliseconds.length - 1]);
    }
}
