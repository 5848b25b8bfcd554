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

package io.github.diffseg.evaluate.dataset;

import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.imagej.format.ImageFiles;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads label images as they are meant: the numbers of grey ones, the indices of those with a
 * palette, the colours of RGB ones.
 */
final class LabelFiles {

    /** ImageJ has numbers of 32 bits as floats. */
    private static final int MOST_AS_FLOAT = 1 << 24;

    private LabelFiles() {}

    /**
     * The labels of a file as it holds them.
     *
     * @param ids {@code [height · width]}, a number, an index, or 0xrrggbb
     */
    record Labels(int width, int height, int[] ids) {}

    /**
     * Reads numbers, palette indices or colours, whichever a file has.
     *
     * @param file PNG, or what ImageJ opens (TIFF, GIF …)
     * @throws IOException if it cannot be read, or its pixels are no whole numbers from 0; the
     *     message is one sentence that names it
     */
    static Labels read(Path file) throws IOException {
        if (file.toString().toLowerCase(Locale.ROOT).endsWith(".png")) {
            return readPng(file);
        }
        ImagePlus image = ImageFiles.open(file);
        ImageProcessor pixels = image.getProcessor();
        // Signed 16-bit numbers are 32768 too high without it
        Calibration values = image.getCalibration();
        int[] ids = new int[pixels.getPixelCount()];
        for (int i = 0; i < ids.length; i++) {
            if (pixels instanceof ColorProcessor) {
                ids[i] = pixels.get(i) & 0xffffff;
                continue;
            }
            double value = values.getCValue(pixels.getf(i));
            if (value >= MOST_AS_FLOAT) {
                throw new IOException(
                        file
                                + " holds the label "
                                + (long) value
                                + "; from "
                                + MOST_AS_FLOAT
                                + " on ImageJ cannot tell one from the next");
            }
            if (value != (int) value || value < 0) {
                throw new IOException(
                        file + " holds the label " + value + "; labels are whole numbers from 0");
            }
            ids[i] = (int) value;
        }
        return new Labels(pixels.getWidth(), pixels.getHeight(), ids);
    }

    /** ImageJ would turn a palette's indices into colours where there are few of them. */
    private static Labels readPng(Path file) throws IOException {
        BufferedImage image = ImageFiles.readPng(file);
        int width = image.getWidth();
        int height = image.getHeight();
        Raster raster = image.getRaster();
        boolean numbers =
                image.getColorModel() instanceof IndexColorModel || raster.getNumBands() < 3;
        int[] ids =
                numbers
                        ? raster.getSamples(0, 0, width, height, 0, (int[]) null)
                        : image.getRGB(0, 0, width, height, null, 0, width);
        if (!numbers) {
            for (int i = 0; i < ids.length; i++) {
                ids[i] &= 0xffffff;
            }
        }
        return new Labels(width, height, ids);
    }
}
