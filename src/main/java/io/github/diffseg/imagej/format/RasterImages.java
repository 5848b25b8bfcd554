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
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * ImageJ images of what ImageIO has read, sample by sample: colour models of ImageIO convert grey
 * values and profiles, which ImageJ does not.
 */
final class RasterImages {

    private static final int WHITE = 255;

    /** How a sample is meant that the raster has as whole numbers. */
    enum Samples {
        AS_THEY_ARE,
        SIGNED,
        UNSIGNED_32_BIT,
        CMYK,
        FLOAT_BITS
    }

    private RasterImages() {}

    /**
     * Makes an ImageJ image of one of the JDK's.
     *
     * @param title of the image
     * @param image with 1 sample (grey or an index), 2 (grey and alpha, which is left out) or more,
     *     of which the first three are red, green and blue
     * @param samples how whole numbers are meant
     */
    static ImagePlus of(String title, BufferedImage image, Samples samples) {
        Raster raster = image.getRaster();
        if (raster.getNumBands() >= 3) {
            return colours(title, raster, samples == Samples.CMYK);
        }
        ImageProcessor plane = plane(raster, 0, samples);
        if (image.getColorModel() instanceof IndexColorModel palette
                && plane instanceof ByteProcessor) {
            plane.setColorModel(eightBit(palette));
        } else if (image.getColorModel() instanceof IndexColorModel palette) {
            return new ImagePlus(title, new ColorProcessor(rgb(image)));
        }
        ImagePlus grey = new ImagePlus(title, plane);
        if (samples == Samples.SIGNED && plane instanceof ShortProcessor) {
            grey.getLocalCalibration().setSigned16BitCalibration();
        }
        return grey;
    }

    private static ImagePlus colours(String title, Raster raster, boolean cmyk) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        if (raster.getTransferType() == DataBuffer.TYPE_BYTE) {
            int[] rgb = new int[width * height];
            int[] row = new int[width * raster.getNumBands()];
            int step = raster.getNumBands();
            for (int y = 0; y < height; y++) {
                raster.getPixels(0, y, width, 1, row);
                for (int x = 0; x < width; x++) {
                    int i = x * step;
                    if (cmyk) {
                        rgb[y * width + x] = cmyk(row, i);
                        continue;
                    }
                    rgb[y * width + x] = 0xff000000 | row[i] << 16 | row[i + 1] << 8 | row[i + 2];
                }
            }
            return new ImagePlus(title, new ColorProcessor(width, height, rgb));
        }
        ImageStack channels = new ImageStack(width, height);
        String[] names = {"Red", "Green", "Blue"};
        double minimum = Double.MAX_VALUE;
        double maximum = -Double.MAX_VALUE;
        for (int c = 0; c < names.length; c++) {
            ImageProcessor plane = plane(raster, c, Samples.AS_THEY_ARE);
            plane.resetMinAndMax();
            minimum = Math.min(minimum, plane.getMin());
            maximum = Math.max(maximum, plane.getMax());
            channels.addSlice(names[c], plane);
        }
        return composite(title, channels, minimum, maximum);
    }

    /** Without a profile, as ImageJ's own reader mixes the four. */
    private static int cmyk(int[] row, int first) {
        int black = row[first + 3];
        int rgb = 0xff;
        for (int c = 0; c < 3; c++) {
            int ink = black == 0 ? row[first + c] : (row[first + c] * (256 - black) >> 8) + black;
            rgb = rgb << 8 | WHITE - Math.min(WHITE, ink);
        }
        return rgb;
    }

    /** All channels in one display range, as ImageJ shows 48-bit images. */
    static ImagePlus composite(String title, ImageStack channels, double minimum, double maximum) {
        ImagePlus stack = new ImagePlus(title, channels);
        stack.setDimensions(channels.size(), 1, 1);
        CompositeImage composite = new CompositeImage(stack, IJ.COMPOSITE);
        for (int c = 1; c <= channels.size(); c++) {
            composite.setPosition(c, 1, 1);
            composite.setDisplayRange(minimum, maximum);
        }
        composite.setPosition(1, 1, 1);
        return composite;
    }

    private static ImageProcessor plane(Raster raster, int band, Samples samples) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        boolean bytes = raster.getTransferType() == DataBuffer.TYPE_BYTE;
        boolean shorts =
                raster.getTransferType() == DataBuffer.TYPE_USHORT
                        || raster.getTransferType() == DataBuffer.TYPE_SHORT;
        boolean signed = samples == Samples.SIGNED;
        ImageProcessor plane;
        if (bytes && !signed) {
            plane = new ByteProcessor(width, height);
        } else if (bytes || shorts) {
            plane = new ShortProcessor(width, height);
        } else {
            return floats(raster, band, samples);
        }
        int[] row = new int[width];
        for (int y = 0; y < height; y++) {
            raster.getSamples(0, y, width, 1, band, row);
            for (int x = 0; x < width; x++) {
                int value = row[x];
                if (signed) {
                    value = (bytes ? (byte) value : (short) value) - Short.MIN_VALUE;
                }
                plane.set(x, y, value);
            }
        }
        if (plane instanceof ShortProcessor) {
            plane.resetMinAndMax();
        }
        return plane;
    }

    private static ImageProcessor floats(Raster raster, int band, Samples samples) {
        int width = raster.getWidth();
        int height = raster.getHeight();
        FloatProcessor plane = new FloatProcessor(width, height);
        if (raster.getTransferType() != DataBuffer.TYPE_INT) {
            float[] row = new float[width];
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, band, row);
                System.arraycopy(row, 0, (float[]) plane.getPixels(), y * width, width);
            }
        } else {
            int[] row = new int[width];
            for (int y = 0; y < height; y++) {
                raster.getSamples(0, y, width, 1, band, row);
                for (int x = 0; x < width; x++) {
                    plane.setf(
                            x,
                            y,
                            switch (samples) {
                                case FLOAT_BITS -> Float.intBitsToFloat(row[x]);
                                case UNSIGNED_32_BIT -> Integer.toUnsignedLong(row[x]);
                                default -> row[x];
                            });
                }
            }
        }
        plane.resetMinAndMax();
        return plane;
    }

    private static IndexColorModel eightBit(IndexColorModel palette) {
        int size = Math.min(256, palette.getMapSize());
        byte[] reds = new byte[256];
        byte[] greens = new byte[256];
        byte[] blues = new byte[256];
        for (int i = 0; i < size; i++) {
            reds[i] = (byte) palette.getRed(i);
            greens[i] = (byte) palette.getGreen(i);
            blues[i] = (byte) palette.getBlue(i);
        }
        return new IndexColorModel(8, 256, reds, greens, blues);
    }

    private static BufferedImage rgb(BufferedImage image) {
        BufferedImage rgb =
                new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                rgb.setRGB(x, y, image.getRGB(x, y));
            }
        }
        return rgb;
    }

    /**
     * Grey that is partly transparent, on white, as ImageJ shows transparent colours.
     *
     * @param image of grey and alpha
     * @return without alpha
     */
    static ImagePlus greyOnWhite(String title, BufferedImage image) {
        Raster raster = image.getRaster();
        int most = raster.getTransferType() == DataBuffer.TYPE_BYTE ? WHITE : 65535;
        ImageProcessor plane = plane(raster, 0, Samples.AS_THEY_ARE);
        int[] alpha = new int[raster.getWidth()];
        for (int y = 0; y < raster.getHeight(); y++) {
            raster.getSamples(0, y, alpha.length, 1, 1, alpha);
            for (int x = 0; x < alpha.length; x++) {
                long mixed = (long) plane.get(x, y) * alpha[x] + (long) most * (most - alpha[x]);
                plane.set(x, y, (int) ((mixed + most / 2) / most));
            }
        }
        if (plane instanceof ShortProcessor) {
            plane.resetMinAndMax();
        }
        return new ImagePlus(title, plane);
    }
}
