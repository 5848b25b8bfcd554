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
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.diffseg.segment.label.LabelMap;

/** Makes label images. */
public final class LabelImages {

    static final String TITLE_END = " - DiffSeg labels";

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
        ImageProcessor pixels = LabelPixels.of(labels, labels.count());
        pixels.setLut(lut(labels.count()));
        ImagePlus image = new ImagePlus(ImageTitles.stem(input.getTitle()) + TITLE_END, pixels);
        image.setCalibration(planeCalibration(input.getCalibration()));
        return image;
    }

    /**
     * Makes a stack whose pixel values are the labels, in as many bits as the largest needs, with
     * the colours of {@link #of}.
     *
     * @param labels of the planes, slice by slice and then frame by frame
     * @param slices how many slices a frame has
     * @param title of the image that was segmented
     * @param calibration of the planes
     * @return a new image of one channel that is not shown
     */
    public static ImagePlus of(
            LabelStack labels, int slices, String title, Calibration calibration) {
        ImageStack stack = labels.toStack();
        ImagePlus image = new ImagePlus(ImageTitles.stem(title) + TITLE_END, stack);
        image.setDimensions(1, slices, stack.size() / slices);
        image.setOpenAsHyperStack(slices > 1 && stack.size() > slices);
        image.setLut(lut(labels.largest()));
        image.setCalibration(calibration);
        return image;
    }

    private static LUT lut(int largest) {
        return LabelColors.lut(Math.max(1, Math.min(largest, LabelColors.COUNT)));
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

    /**
     * Without the function from pixel values to, say, optical density: labels are no intensities.
     *
     * @return the calibration in x and y
     */
    public static Calibration planeCalibration(Calibration input) {
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
