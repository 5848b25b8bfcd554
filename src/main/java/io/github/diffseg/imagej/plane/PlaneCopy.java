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

package io.github.diffseg.imagej.plane;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ImageProcessor;
import ij.process.LUT;

/**
 * Copies what an image shows, so that the user may scroll, edit or close the image while the copy
 * is worked on.
 */
final class PlaneCopy {

    static final String PROJECTION = "CompositeProjection";

    private PlaneCopy() {}

    /**
     * {@return an image that is not shown, of the title and the calibration of the other, without a
     * selection: its current plane with lookup table and display range or, where channels are shown
     * together, these channels with the same one of them current}
     */
    static ImagePlus of(ImagePlus image) {
        ImagePlus copy =
                image instanceof CompositeImage composite && image.getNChannels() > 1
                        ? copy(composite)
                        : new ImagePlus(image.getTitle(), image.getProcessor().duplicate());
        copy.setCalibration(image.getCalibration());
        return copy;
    }

    private static ImagePlus copy(CompositeImage image) {
        return image.getMode() == CompositeImage.COMPOSITE
                ? channels(image)
                : new ImagePlus(image.getTitle(), singleChannel(image));
    }

    private static ImageProcessor singleChannel(CompositeImage image) {
        ImageProcessor plane = image.getProcessor().duplicate();
        LUT lut = image.getChannelLut(image.getC());
        if (image.getMode() == CompositeImage.COLOR) {
            plane.setLut(lut);
        } else if (lut.min != 0 || lut.max != 0) {
            plane.setMinAndMax(lut.min, lut.max);
        }
        return plane;
    }

    private static ImagePlus channels(CompositeImage image) {
        int channels = image.getNChannels();
        ImageStack stack = image.getStack();
        LUT[] luts = image.getLuts();
        ImageStack copies = new ImageStack(image.getWidth(), image.getHeight());
        for (int c = 0; c < channels; c++) {
            int index = image.getStackIndex(c + 1, image.getZ(), image.getT());
            ImageProcessor plane = stack.getProcessor(index);
            copies.addSlice(plane.duplicate());
            if (luts[c].min == 0 && luts[c].max == 0) {
                luts[c].min = plane.getMin();
                luts[c].max = plane.getMax();
            }
        }
        CompositeImage copy = composite(image, copies, luts);
        copy.setPosition(image.getC(), 1, 1);
        return copy;
    }

    /**
     * {@return these channels, mixed as the other image mixes its own}
     *
     * @param channels of an image like the other, one plane each
     * @param luts of the channels, with their display ranges
     */
    static CompositeImage composite(CompositeImage image, ImageStack channels, LUT[] luts) {
        ImagePlus hyperstack = new ImagePlus(image.getTitle(), channels);
        hyperstack.setDimensions(channels.size(), 1, 1);
        CompositeImage mixed = new CompositeImage(hyperstack, CompositeImage.COMPOSITE);
        mixed.setLuts(luts);
        boolean[] active = image.getActiveChannels();
        System.arraycopy(active, 0, mixed.getActiveChannels(), 0, channels.size());
        if (image.getProp(PROJECTION) != null) {
            mixed.setProp(PROJECTION, image.getProp(PROJECTION));
        }
        return mixed;
    }
}
