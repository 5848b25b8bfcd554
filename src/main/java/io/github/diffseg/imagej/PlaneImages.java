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

package io.github.diffseg.imagej;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.diffseg.failure.UserException;
import java.util.Arrays;
import java.util.stream.Collectors;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.type.numeric.RealType;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.type.numeric.integer.UnsignedShortType;
import net.imglib2.view.Views;

/**
 * Makes an ImageJ image of a plane of ImgLib2, displayed as ImageJ displays a file that it has just
 * opened: colours as they are, unsigned bytes from 0 to 255, everything else from the smallest to
 * the largest finite value.
 */
public final class PlaneImages {

    private static final String WANTED =
            "give an ImagePlus, or a RandomAccessibleInterval of real or ARGB type with two"
                    + " dimensions";

    private PlaneImages() {}

    /**
     * Copies the plane: colours into an RGB image, unsigned bytes into an 8-bit and unsigned shorts
     * into a 16-bit one, all other real types into a 32-bit one.
     *
     * @param title of the image
     * @param pixels {@code [width, height]}, from wherever it begins; not changed
     * @return a new image that is not shown; its pixel (0, 0) is the plane's first
     * @throws UserException if there is no plane, it has another number of dimensions, no pixel or
     *     too many, is neither of real nor of ARGB type, or has values that 32-bit pixels cannot
     *     hold or not tell apart
     */
    public static ImagePlus of(String title, RandomAccessibleInterval<?> pixels) {
        requirePlane(pixels);
        Object type = pixels.getType();
        if (type instanceof ARGBType) {
            return new ImagePlus(title, colours(typed(pixels)));
        }
        if (type instanceof UnsignedByteType) {
            return new ImagePlus(title, bytes(typed(pixels)));
        }
        if (type instanceof UnsignedShortType) {
            return new ImagePlus(title, shorts(typed(pixels)));
        }
        if (type instanceof RealType<?>) {
            return new ImagePlus(title, floats(title, PlaneImages.<RealType<?>>typed(pixels)));
        }
        throw new UserException(
                "The image has pixels of " + type.getClass().getSimpleName() + "; " + WANTED);
    }

    private static void requirePlane(RandomAccessibleInterval<?> pixels) {
        if (pixels == null) {
            throw new UserException("There is no image; " + WANTED);
        }
        long[] size = pixels.dimensionsAsLongArray();
        String sides =
                Arrays.stream(size).mapToObj(Long::toString).collect(Collectors.joining(" x "));
        if (size.length != 2) {
            throw new UserException(
                    "The image has "
                            + size.length
                            + (size.length == 1 ? " dimension (" : " dimensions (")
                            + sides
                            + "); give one plane of it, such as Views.hyperSlice(image, 2, 0), or"
                            + " an ImagePlus that shows it");
        }
        boolean planes = size[0] > 0 && size[1] > 0 && size[0] <= Integer.MAX_VALUE / size[1];
        if (!planes) {
            throw new UserException(
                    "The image is "
                            + sides
                            + " pixels; a plane has at least 1 and at most "
                            + Integer.MAX_VALUE
                            + " of them");
        }
    }

    /** The type was seen in the image itself. */
    @SuppressWarnings("unchecked")
    private static <T> RandomAccessibleInterval<T> typed(RandomAccessibleInterval<?> pixels) {
        return (RandomAccessibleInterval<T>) pixels;
    }

    private static ImageProcessor colours(RandomAccessibleInterval<ARGBType> pixels) {
        int[] plane = new int[count(pixels)];
        Cursor<ARGBType> cursor = rowByRow(pixels);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = cursor.next().get() | 0xff000000;
        }
        return new ColorProcessor(width(pixels), height(pixels), plane);
    }

    private static ImageProcessor bytes(RandomAccessibleInterval<UnsignedByteType> pixels) {
        byte[] plane = new byte[count(pixels)];
        Cursor<UnsignedByteType> cursor = rowByRow(pixels);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (byte) cursor.next().get();
        }
        return new ByteProcessor(width(pixels), height(pixels), plane);
    }

    private static ImageProcessor shorts(RandomAccessibleInterval<UnsignedShortType> pixels) {
        short[] plane = new short[count(pixels)];
        Cursor<UnsignedShortType> cursor = rowByRow(pixels);
        for (int i = 0; i < plane.length; i++) {
            plane[i] = (short) cursor.next().get();
        }
        ImageProcessor processor = new ShortProcessor(width(pixels), height(pixels), plane, null);
        processor.resetMinAndMax();
        return processor;
    }

    private static ImageProcessor floats(
            String title, RandomAccessibleInterval<RealType<?>> pixels) {
        float[] plane = new float[count(pixels)];
        Cursor<RealType<?>> cursor = rowByRow(pixels);
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < plane.length; i++) {
            double value = cursor.next().getRealDouble();
            plane[i] = (float) value;
            if (Double.isFinite(value)) {
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
        }
        boolean held = !Float.isInfinite((float) least) && !Float.isInfinite((float) most);
        if (least <= most && !held || least < most && (float) least == (float) most) {
            throw new UserException(
                    "The image \""
                            + title
                            + "\" has values from "
                            + least
                            + " to "
                            + most
                            + ", which 32-bit pixels cannot "
                            + (held ? "tell apart" : "hold")
                            + "; subtract an offset or divide them");
        }
        ImageProcessor processor = new FloatProcessor(width(pixels), height(pixels), plane);
        if (least <= most) {
            // ImageJ's own range would end at infinite values
            processor.setMinAndMax(least, most);
        }
        return processor;
    }

    private static <T> Cursor<T> rowByRow(RandomAccessibleInterval<T> pixels) {
        return Views.flatIterable(pixels).cursor();
    }

    private static int count(RandomAccessibleInterval<?> pixels) {
        return width(pixels) * height(pixels);
    }

    private static int width(RandomAccessibleInterval<?> pixels) {
        return (int) pixels.dimension(0);
    }

    private static int height(RandomAccessibleInterval<?> pixels) {
        return (int) pixels.dimension(1);
    }
}
