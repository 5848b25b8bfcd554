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

package io.github.diffseg.imagej.format;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.io.IOException;

/**
 * How the stored pixels are turned to be shown, as EXIF and TIFF tell it (tag 274): cameras store
 * what their sensor sees and note how they were held.
 *
 * @param number 1 (as stored) to 8
 */
record Orientation(int number) {

    static final Orientation AS_STORED = new Orientation(1);

    private static final int LAST = 8;

    /** From this number on, rows are columns. */
    private static final int FIRST_ON_ITS_SIDE = 5;

    /**
     * {@return the orientation of the page, or of the EXIF data; as stored if it says none or no
     * valid one}
     */
    static Orientation of(TiffDirectory page) throws IOException {
        long number = page.value(TiffTags.ORIENTATION, 1);
        return number >= 1 && number <= LAST ? new Orientation((int) number) : AS_STORED;
    }

    /** {@return the image as it is shown; the same one if that is how it is stored} */
    ImagePlus apply(ImagePlus image) {
        if (number == 1) {
            return image;
        }
        ImageStack shown = null;
        for (int i = 1; i <= image.getStackSize(); i++) {
            ImageProcessor plane = turned(image.getStack().getProcessor(i));
            if (shown == null) {
                shown = new ImageStack(plane.getWidth(), plane.getHeight());
            }
            shown.addSlice(image.getStack().getSliceLabel(i), plane);
        }
        Calibration calibration = image.getCalibration().copy();
        if (number >= FIRST_ON_ITS_SIDE) {
            double width = calibration.pixelWidth;
            calibration.pixelWidth = calibration.pixelHeight;
            calibration.pixelHeight = width;
        }
        ImagePlus turned = new ImagePlus(image.getTitle(), shown);
        turned.setDimensions(image.getNChannels(), image.getNSlices(), image.getNFrames());
        if (image instanceof CompositeImage composite) {
            CompositeImage channels = new CompositeImage(turned, composite.getMode());
            channels.setLuts(composite.getLuts());
            turned = channels;
        } else {
            turned.getProcessor()
                    .setMinAndMax(image.getDisplayRangeMin(), image.getDisplayRangeMax());
        }
        turned.setCalibration(calibration);
        return turned;
    }

    /** Mirrored first, then turned clockwise. */
    private ImageProcessor turned(ImageProcessor stored) {
        ImageProcessor plane = stored.duplicate();
        switch (number) {
            case 2 -> plane.flipHorizontal();
            case 3 -> {
                plane.flipHorizontal();
                plane.flipVertical();
            }
            case 4 -> plane.flipVertical();
            case 5 -> {
                plane = plane.rotateRight();
                plane.flipHorizontal();
            }
            case 6 -> plane = plane.rotateRight();
            case 7 -> {
                plane = plane.rotateLeft();
                plane.flipHorizontal();
            }
            case 8 -> plane = plane.rotateLeft();
            default -> throw new IllegalStateException("orientation " + number);
        }
        return plane;
    }
}
