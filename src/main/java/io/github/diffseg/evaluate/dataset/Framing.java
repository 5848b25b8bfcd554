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
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.RgbResampling;
import io.github.diffseg.image.WorkingSize;
import io.github.diffseg.imagej.format.ImageFiles;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import java.awt.Rectangle;
import java.io.IOException;
import java.util.Locale;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;

/**
 * Which part of an image is evaluated, and at which size.
 *
 * @param square the side in pixels to which the largest centred square is resampled, the image
 *     bilinearly and rounded to 8 bits, the labels to the nearest; 0 takes the whole image at its
 *     own size
 */
public record Framing(int square) {

    /** The whole image at its own size. */
    public static final Framing WHOLE_IMAGE = new Framing(0);

    /** The shortest side of a square, in pixels. */
    public static final int LEAST = 64;

    /** The longest side of a square, in pixels. */
    public static final int MOST = 4096;

    /** Leaves the choice to the data set. */
    public static final String PUBLISHED = "published";

    /** Names {@link #WHOLE_IMAGE}. */
    public static final String WHOLE = "whole";

    /**
     * Checks that the square is of a size that can be segmented.
     *
     * @throws UserException if the side is out of its range
     */
    public Framing {
        if (square != 0 && (square < LEAST || square > MOST)) {
            throw new UserException(
                    "framing is a square of "
                            + square
                            + " pixels; it must be from "
                            + LEAST
                            + " to "
                            + MOST);
        }
    }

    /**
     * Reads what a user asks for.
     *
     * @param text {@value #PUBLISHED}, {@value #WHOLE}, or the side of the square in pixels
     * @param published what the first means for the data set
     * @throws IllegalArgumentException if it is none of these
     */
    public static Framing of(String text, Framing published) {
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case PUBLISHED -> published;
            case WHOLE -> WHOLE_IMAGE;
            default -> {
                if (!text.trim().matches("[0-9]{1,4}")) {
                    throw new UserException(
                            "framing is \""
                                    + text
                                    + "\"; it must be published, whole, or the side of the square in"
                                    + " pixels");
                }
                yield new Framing(Integer.parseInt(text.trim()));
            }
        };
    }

    /**
     * Reads image and ground truth.
     *
     * @throws IOException if one cannot be read or their sizes differ; the message is one sentence
     *     that names the file
     */
    public LoadedExample load(Example example) throws IOException {
        ImagePlus image = ImageFiles.open(example.image());
        RandomAccessibleInterval<ARGBType> pixels = DisplayedPlane.ofWholeImage(image).pixels();
        GroundTruth truth = example.truth();
        if (image.getWidth() != truth.width() || image.getHeight() != truth.height()) {
            throw new IOException(
                    "The image "
                            + example.image()
                            + " has "
                            + image.getWidth()
                            + " x "
                            + image.getHeight()
                            + " pixels, its labels "
                            + truth.width()
                            + " x "
                            + truth.height());
        }
        if (square == 0) {
            return new LoadedExample(pixels, truth);
        }
        float[] rgb = RgbResampling.resample(pixels, crop(truth), square, square);
        return new LoadedExample(ArrayImgs.argbs(argb(rgb), square, square), framed(truth));
    }

    /**
     * Reads the ground truth alone.
     *
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    public GroundTruth loadTruth(Example example) throws IOException {
        return framed(example.truth());
    }

    private GroundTruth framed(GroundTruth truth) {
        return square == 0 ? truth : truth.resampled(crop(truth), square, square);
    }

    private Rectangle crop(GroundTruth truth) {
        return WorkingSize.of(truth.width(), truth.height(), square, 1, true).crop();
    }

    /** {@return what the report says of it} */
    @Override
    public String toString() {
        return square == 0
                ? "whole images at their own size"
                : "largest centred square, resampled to " + square + " x " + square + " pixels";
    }

    private static int[] argb(float[] rgb) {
        int count = rgb.length / 3;
        int[] argb = new int[count];
        for (int i = 0; i < count; i++) {
            argb[i] =
                    ARGBType.rgba(
                            byteOf(rgb[i]),
                            byteOf(rgb[count + i]),
                            byteOf(rgb[2 * count + i]),
                            255);
        }
        return argb;
    }

    private static int byteOf(float value) {
        return Math.round((value + 1) * 127.5f);
    }
}
