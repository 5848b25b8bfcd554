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

package io.github.diffseg.imagej.stack;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;

/**
 * A small 5D image: 3 channels, 5 slices, 4 frames of 64 x 48 pixels. A disc moves to the right
 * with time and grows with depth, in channel 1; a bar lies below it, in channel 2; channel 3 is a
 * ramp.
 */
public final class DrawnStack {

    /** Of the 5D image. */
    public static final int CHANNELS = 3;

    /** Of the 5D image. */
    public static final int SLICES = 5;

    /** Of the 5D image. */
    public static final int FRAMES = 4;

    /** Fast, and enough for the shapes. */
    public static final SettingsRequest QUICK =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.ANCHORS_PER_AXIS, 6)
                    .with(Setting.WORKING_SIZE, 64);

    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;

    private DrawnStack() {}

    /**
     * @return the image, composite, at its first plane, not shown
     */
    public static ImagePlus hyperstack() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int t = 1; t <= FRAMES; t++) {
            for (int z = 1; z <= SLICES; z++) {
                for (int c = 1; c <= CHANNELS; c++) {
                    stack.addSlice("c" + c + " z" + z + " t" + t, plane(c, z, t));
                }
            }
        }
        ImagePlus image = new ImagePlus("drawn.tif", stack);
        image.setDimensions(CHANNELS, SLICES, FRAMES);
        image.setOpenAsHyperStack(true);
        Calibration calibration = image.getCalibration();
        calibration.setUnit("um");
        calibration.pixelWidth = 0.5;
        calibration.pixelHeight = 0.5;
        calibration.pixelDepth = 2;
        calibration.frameInterval = 30;
        calibration.setTimeUnit("sec");
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setOpenAsHyperStack(true);
        return composite;
    }

    /**
     * @return its first channel of the first frame, as a stack of slices
     */
    public static ImagePlus slices() {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int z = 1; z <= SLICES; z++) {
            stack.addSlice("z" + z, plane(1, z, 1));
        }
        return new ImagePlus("slices.tif", stack);
    }

    static ImageProcessor plane(int c, int z, int t) {
        ByteProcessor plane = new ByteProcessor(WIDTH, HEIGHT);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                plane.set(x, y, value(c, z, t, x, y));
            }
        }
        return plane;
    }

    private static int value(int c, int z, int t, int x, int y) {
        int texture = (x * 7 + y * 13) % 8;
        return switch (c) {
            case 1 -> {
                double far = Math.hypot(x - 18 - 4 * t, y - 16);
                yield far < 5 + z ? 220 - texture : 20 + texture;
            }
            case 2 -> y > 34 && y < 44 ? 200 + texture : 10;
            default -> x + 10 * z;
        };
    }
}
