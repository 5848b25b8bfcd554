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
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.diffseg.failure.UserException;
import java.awt.Rectangle;
import java.util.stream.IntStream;

/** Renders a part of a {@link PlaneCopy} as ImageJ displays it. */
final class DisplayedPixels {

    private DisplayedPixels() {}

    /**
     * {@return {@code [height · width]} of the bounds, 0x00rrggbb with undefined alpha}
     *
     * @param copy whose colours an RGB image shares with the result where the bounds are all of it
     * @throws IllegalArgumentException if no pixel that is displayed is finite
     */
    static int[] of(ImagePlus copy, Rectangle bounds) {
        if (copy instanceof CompositeImage channels) {
            return composite(channels, bounds);
        }
        ImageProcessor plane = copy.getProcessor();
        if (plane instanceof ColorProcessor colors) {
            boolean all = bounds.width == copy.getWidth() && bounds.height == copy.getHeight();
            return (int[]) (all ? colors : crop(colors, bounds)).getPixels();
        }
        ImageProcessor part = crop(plane, bounds);
        requireFinitePixel(copy, part);
        return render(part, plane);
    }

    /** Shows the cropped channels in a composite image of their own, as ImageJ mixes them. */
    private static int[] composite(CompositeImage copy, Rectangle bounds) {
        int channels = copy.getNChannels();
        LUT[] luts = copy.getLuts();
        ImageStack parts = new ImageStack(bounds.width, bounds.height);
        ImageProcessor[] shown = new ImageProcessor[channels];
        boolean[] active = copy.getActiveChannels();
        for (int c = 0; c < channels; c++) {
            ImageProcessor plane = copy.getStack().getProcessor(c + 1);
            shown[c] = crop(plane, bounds);
            parts.addSlice(shown[c]);
            if (plane instanceof FloatProcessor) {
                double[] range = finiteRange((float[]) plane.getPixels(), luts[c].min, luts[c].max);
                luts[c].min = range[0];
                luts[c].max = range[1];
            }
        }
        requireFinitePixel(
                copy,
                IntStream.range(0, channels)
                        .filter(c -> active[c])
                        .mapToObj(c -> shown[c])
                        .toArray(ImageProcessor[]::new));
        CompositeImage mixed = PlaneCopy.composite(copy, parts, luts);
        return (int[]) new ColorProcessor(mixed.getImage()).getPixels();
    }

    /**
     * Renders a part as the plane it belongs to is displayed.
     *
     * @param part the processor to render, with its lookup table and display range
     * @param plane the plane it was cut from
     */
    private static int[] render(ImageProcessor part, ImageProcessor plane) {
        if (part instanceof FloatProcessor) {
            double[] range = finiteRange((float[]) plane.getPixels(), part.getMin(), part.getMax());
            part.setMinAndMax(range[0], range[1]);
        }
        int[] rgb = new int[part.getWidth() * part.getHeight()];
        part.updateComposite(rgb, ImageProcessor.SET_FIRST_CHANNEL);
        return rgb;
    }

    private static ImageProcessor crop(ImageProcessor plane, Rectangle bounds) {
        plane.setRoi(bounds);
        ImageProcessor part = plane.crop();
        plane.resetRoi();
        return part;
    }

    private static double[] finiteRange(float[] plane, double minimum, double maximum) {
        if (Double.isFinite(minimum) && Double.isFinite(maximum)) {
            return new double[] {minimum, maximum};
        }
        float lowest = Float.POSITIVE_INFINITY;
        float highest = Float.NEGATIVE_INFINITY;
        for (float value : plane) {
            if (Float.isFinite(value)) {
                lowest = Math.min(lowest, value);
                highest = Math.max(highest, value);
            }
        }
        return new double[] {lowest, highest};
    }

    private static void requireFinitePixel(ImagePlus image, ImageProcessor... shown) {
        for (ImageProcessor part : shown) {
            if (!(part instanceof FloatProcessor)) {
                return;
            }
            for (float value : (float[]) part.getPixels()) {
                if (Float.isFinite(value)) {
                    return;
                }
            }
        }
        throw new UserException(
                shown.length == 0
                        ? "No channel of \""
                                + image.getTitle()
                                + "\" is displayed; switch one on in Image > Color > Channels Tool"
                        : "The plane to segment of \""
                                + image.getTitle()
                                + "\" holds no finite pixel, only NaN or infinite values");
    }
}
