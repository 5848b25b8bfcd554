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

package io.github.diffseg.image;

import java.awt.Rectangle;
import java.util.stream.IntStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/**
 * Resamples colour pixels to the input of a diffusion model.
 *
 * <p>The filter is separable and triangular, with half-pixel centres, as in Pillow's {@code
 * BILINEAR} resize: plain bilinear interpolation where the picture grows; where it shrinks, the
 * triangle is widened by the scale so that no source pixel is skipped and fine texture doesn't
 * alias. Unlike there, nothing is rounded to 8 bits.
 */
public final class RgbResampling {

    private static final int CHANNELS = 3;

    /** A hundredth of a grey level: what sums of several hundred pixels are rounded by at most. */
    private static final float ROUNDING = 0.01f / 127.5f;

    private RgbResampling() {}

    /**
     * Resamples the crop of a working size to that size.
     *
     * @param pixels the plane, two-dimensional; alpha is ignored
     * @param size made for a plane of this size
     * @return {@code [3, height, width]} red, green and blue planes in [-1, 1]: v / 127.5 - 1
     */
    public static float[] resample(RandomAccessibleInterval<ARGBType> pixels, WorkingSize size) {
        return resample(pixels, size.crop(), size.width(), size.height());
    }

    /**
     * Resamples a part of a plane.
     *
     * @param pixels the plane, two-dimensional; alpha is ignored
     * @param crop the part, in pixels from the plane's first
     * @param width of the result, at least 1
     * @param height of the result, at least 1
     * @return {@code [3, height, width]} red, green and blue planes in [-1, 1]: v / 127.5 - 1
     * @throws IllegalArgumentException if the crop is empty or not inside the plane, or the plane
     *     is not two-dimensional
     */
    public static float[] resample(
            RandomAccessibleInterval<ARGBType> pixels, Rectangle crop, int width, int height) {
        requireInside(pixels, crop);
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException(
                    "Cannot resample to "
                            + width
                            + " x "
                            + height
                            + " pixels; both sides must be at least 1");
        }
        TriangleFilter horizontal = TriangleFilter.of(crop.width, width);
        TriangleFilter vertical = TriangleFilter.of(crop.height, height);
        int planeSize = Math.multiplyExact(width, height);
        float[] result = new float[Math.multiplyExact(CHANNELS, planeSize)];

        // Rows of [3 · width], a row an array: the product with a huge crop's height may exceed int
        float[][] rows = new float[crop.height][];
        IntStream.range(0, crop.height)
                .parallel()
                .forEach(y -> rows[y] = filteredRow(pixels, crop, y, horizontal));
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            float[] row = vertical.weightedSum(rows, y);
                            for (int c = 0; c < CHANNELS; c++) {
                                int target = c * planeSize + y * width;
                                for (int x = 0; x < width; x++) {
                                    result[target + x] = row[c * width + x] / 127.5f - 1;
                                }
                            }
                        });
        return result;
    }

    /**
     * {@return whether each channel has one value, but for what resampling rounds}
     *
     * @param rgb {@code [3, height, width]} in [-1, 1], as {@link #resample} gives it
     */
    public static boolean isPlain(float[] rgb) {
        int plane = rgb.length / CHANNELS;
        for (int i = 0; i < rgb.length; i++) {
            if (Math.abs(rgb[i] - rgb[i / plane * plane]) > ROUNDING) {
                return false;
            }
        }
        return true;
    }

    /** One row of the crop at the new width: {@code [3 · width]} in [0, 255]. */
    private static float[] filteredRow(
            RandomAccessibleInterval<ARGBType> pixels,
            Rectangle crop,
            int y,
            TriangleFilter horizontal) {
        float[] source = new float[CHANNELS * crop.width];
        RandomAccess<ARGBType> access = pixels.randomAccess();
        access.setPosition(pixels.min(0) + crop.x, 0);
        access.setPosition(pixels.min(1) + crop.y + y, 1);
        for (int x = 0; x < crop.width; x++) {
            int argb = access.get().get();
            source[x] = ARGBType.red(argb);
            source[crop.width + x] = ARGBType.green(argb);
            source[2 * crop.width + x] = ARGBType.blue(argb);
            access.fwd(0);
        }
        float[] filtered = new float[CHANNELS * horizontal.size()];
        for (int c = 0; c < CHANNELS; c++) {
            horizontal.apply(source, c * crop.width, filtered, c * horizontal.size());
        }
        return filtered;
    }

    private static void requireInside(RandomAccessibleInterval<?> pixels, Rectangle crop) {
        if (pixels.numDimensions() != 2) {
            throw new IllegalArgumentException(
                    "A plane has 2 dimensions, not " + pixels.numDimensions());
        }
        if (crop.isEmpty()
                || crop.x < 0
                || crop.y < 0
                || (long) crop.x + crop.width > pixels.dimension(0)
                || (long) crop.y + crop.height > pixels.dimension(1)) {
            throw new IllegalArgumentException(
                    "The crop of "
                            + crop.width
                            + " x "
                            + crop.height
                            + " pixels at ("
                            + crop.x
                            + ", "
                            + crop.y
                            + ") is empty or not inside the plane of "
                            + pixels.dimension(0)
                            + " x "
                            + pixels.dimension(1));
        }
    }
}
