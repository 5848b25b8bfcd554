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

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import java.awt.image.IndexColorModel;

/** The values of an image's first plane, or its colours where it has a lookup table. */
final class ShownPixels {

    private ShownPixels() {}

    /**
     * @return {@code [height · width · channels]}, calibrated values, the channels of a pixel
     *     together; red, green and blue of RGB images and of those with a lookup table that is not
     *     grey
     */
    static double[] of(ImagePlus image) {
        ImageProcessor plane = image.getProcessor();
        if (image.isComposite()) {
            return channels(image);
        }
        if (plane.getBitDepth() == 8 && hasLookupTable(plane)) {
            plane = plane.convertToRGB();
        }
        int pixels = plane.getPixelCount();
        if (plane instanceof ColorProcessor) {
            double[] colours = new double[3 * pixels];
            for (int i = 0; i < pixels; i++) {
                for (int c = 0; c < 3; c++) {
                    colours[3 * i + c] = plane.get(i) >> 16 - 8 * c & 0xff;
                }
            }
            return colours;
        }
        Calibration calibration = image.getCalibration();
        double[] values = new double[pixels];
        for (int i = 0; i < pixels; i++) {
            values[i] = calibration.getCValue(plane.getf(i));
        }
        return values;
    }

    /** A grey one, not inverted, with value i for i, is none. */
    private static boolean hasLookupTable(ImageProcessor plane) {
        IndexColorModel table = (IndexColorModel) plane.getColorModel();
        for (int i = 0; i < table.getMapSize(); i++) {
            if (table.getRed(i) != i || table.getGreen(i) != i || table.getBlue(i) != i) {
                return true;
            }
        }
        return false;
    }

    private static double[] channels(ImagePlus image) {
        int channels = image.getNChannels();
        int pixels = image.getProcessor().getPixelCount();
        double[] values = new double[channels * pixels];
        for (int c = 0; c < channels; c++) {
            ImageProcessor plane = image.getStack().getProcessor(c + 1);
            for (int i = 0; i < pixels; i++) {
                values[channels * i + c] = plane.getf(i);
            }
        }
        return values;
    }
}
