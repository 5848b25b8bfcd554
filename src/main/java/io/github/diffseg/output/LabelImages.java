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

package io.github.diffseg.output;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import io.github.diffseg.segment.label.LabelMap;

/** Makes label images. */
public final class LabelImages {

    private static final int LARGEST_8_BIT = 255;
    private static final int LARGEST_16_BIT = 65_535;

    private LabelImages() {}

    /**
     * Makes an image whose pixel values are the labels: 8 bits up to 255 labels, 16 bits up to
     * 65,535, else 32 bits. It is displayed in the {@link LabelColors}, over 0…K. ImageJ has 256
     * entries for that, so above 255 labels the range stays 0…255: each of the larger segments
     * keeps a colour of its own, none looks like the background, and the smallest ones share the
     * last.
     *
     * @param labels of the size of the input
     * @param input the image that was segmented, for its title and its calibration in x and y
     * @return a new image that is not shown
     * @throws IllegalArgumentException if the sizes differ
     */
    public static ImagePlus of(LabelMap labels, ImagePlus input) {
        requireSameSize(labels, input);
        ImageProcessor pixels = pixels(labels);
        LUT lut = LabelColors.lut(Math.max(1, Math.min(labels.count(), LabelColors.COUNT)));
        pixels.setLut(lut);
        ImagePlus image =
                new ImagePlus(ImageTitles.stem(input.getTitle()) + " - DiffSeg labels", pixels);
        image.setCalibration(planeCalibration(input.getCalibration()));
        return image;
    }

    static void requireSameSize(LabelMap labels, ImagePlus input) {
        if (labels.width() != input.getWidth() || labels.height() != input.getHeight()) {
            throw new IllegalArgumentException(
                    "The labels are "
                            + labels.width()
                            + " x "
                            + labels.height()
                            + " pixels, but the image \""
                            + input.getTitle()
                            + "\" is "
                            + input.getWidth()
                            + " x "
                            + input.getHeight());
        }
    }

    private static ImageProcessor pixels(LabelMap map) {
        int[] labels = map.labels();
        if (map.count() <= LARGEST_8_BIT) {
            byte[] pixels = new byte[labels.length];
            for (int i = 0; i < labels.length; i++) {
                pixels[i] = (byte) labels[i];
            }
            return new ByteProcessor(map.width(), map.height(), pixels);
        }
        if (map.count() <= LARGEST_16_BIT) {
            short[] pixels = new short[labels.length];
            for (int i = 0; i < labels.length; i++) {
                pixels[i] = (short) labels[i];
            }
            return new ShortProcessor(map.width(), map.height(), pixels, null);
        }
        float[] pixels = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = labels[i];
        }
        return new FloatProcessor(map.width(), map.height(), pixels);
    }

    /**
     * Without the function from pixel values to, say, optical density: labels are no intensities.
     */
    static Calibration planeCalibration(Calibration input) {
        Calibration plane = new Calibration();
        plane.pixelWidth = input.pixelWidth;
        plane.pixelHeight = input.pixelHeight;
        plane.setUnit(input.getUnit());
        plane.setYUnit(input.getYUnit());
        plane.xOrigin = input.xOrigin;
        plane.yOrigin = input.yOrigin;
        plane.setInvertY(input.getInvertY());
        return plane;
    }
}
