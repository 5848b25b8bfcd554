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

package io.github.diffseg;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.SettingRange;
import java.util.Locale;

/**
 * How closely the network looks at a plane: at the whole in one pass, or at tiles of it.
 *
 * @param kind what the number means
 * @param number of times, or a pixel size in the calibrated unit of the image; 0 for the others
 */
public record Detail(Kind kind, double number) {

    /** What decides how large a pixel of the network is. */
    public enum Kind {
        /** The plane is seen in one pass. */
        WHOLE,
        /** Each pixel of the plane is one of the network. */
        FULL,
        /** So many times as detailed as the whole. */
        TIMES,
        /** A pixel of the network is so large. */
        PIXEL_SIZE
    }

    /** One pass over the plane, as text. */
    public static final String WHOLE_TEXT = "whole";

    /** One pass over the plane. */
    public static final Detail WHOLE = new Detail(Kind.WHOLE, 0);

    private static final String FULL_TEXT = "full";

    /** What may be written, for users. */
    static final String ALLOWED =
            "\""
                    + WHOLE_TEXT
                    + "\", \""
                    + FULL_TEXT
                    + "\", a number of times such as \"3x\", or the pixel size at which the network"
                    + " looks, in the unit of the image";

    private static final String KEY = "detail";

    /** A pixel of the image is no more pixels of the network than this, along each side. */
    private static final double FINEST = 8;

    /**
     * Reads what a user has written.
     *
     * @param text in any case
     * @return the detail
     * @throws UserException if it is none; the message names value and what is allowed
     */
    public static Detail of(String text) {
        String written = text.strip().toLowerCase(Locale.ROOT);
        if (written.equals(WHOLE_TEXT)) {
            return WHOLE;
        }
        if (written.equals(FULL_TEXT)) {
            return new Detail(Kind.FULL, 0);
        }
        boolean times = written.endsWith("x");
        double number = number(times ? written.substring(0, written.length() - 1) : written, text);
        if (times && number < 1) {
            throw refused(text, "; less than 1x would be coarser than the whole");
        }
        return new Detail(times ? Kind.TIMES : Kind.PIXEL_SIZE, number);
    }

    private static double number(String written, String text) {
        // Java's own numbers may end with d or f
        if (!written.strip().matches("[0-9.]+(e-?[0-9]+)?")) {
            throw refused(text, "");
        }
        try {
            double number = Double.parseDouble(written.strip());
            if (number > 0 && Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Two points, say
        }
        throw refused(text, "");
    }

    private static UserException refused(String text, String why) {
        return new UserException(KEY + " is \"" + text + "\"; it must be " + ALLOWED + why);
    }

    /** {@return whether the plane is seen in one pass} */
    public boolean isWhole() {
        return kind == Kind.WHOLE;
    }

    /**
     * How large a pixel of the network is on a plane.
     *
     * @param width of the plane in pixels, at least 1
     * @param height of the plane in pixels, at least 1
     * @param workingSize the short side at which the network sees the whole, in its pixels
     * @param pixelSize of the plane's pixels
     * @return its side in pixels of the plane
     * @throws UserException if a pixel size is asked for and the image is not calibrated, or the
     *     network should see detail that no image has
     */
    public double networkPixel(long width, long height, int workingSize, PixelSize pixelSize) {
        double ofWhole = Math.min(width, height) / (double) workingSize;
        double side =
                switch (kind) {
                    case WHOLE -> ofWhole;
                    case FULL -> 1;
                    case TIMES -> ofWhole / number;
                    case PIXEL_SIZE -> number / calibrated(pixelSize);
                };
        if (side < Math.min(1, ofWhole) / FINEST) {
            throw new UserException(
                    KEY
                            + " is \""
                            + this
                            + "\", finer than "
                            + SettingRange.plain(FINEST)
                            + " pixels of the network for each of the image's "
                            + width
                            + " x "
                            + height
                            + "; choose \""
                            + FULL_TEXT
                            + "\" for one each");
        }
        return side;
    }

    /**
     * Refuses what needs several passes where there is one.
     *
     * @throws UserException if this is another detail than the whole
     */
    public void requireWhole() {
        if (!isWhole()) {
            throw new UserException(
                    KEY
                            + " is \""
                            + this
                            + "\", but here the network looks once, at the whole plane; choose \""
                            + WHOLE_TEXT
                            + "\"");
        }
    }

    private double calibrated(PixelSize pixelSize) {
        if (!pixelSize.isCalibrated()) {
            throw new UserException(
                    KEY
                            + " is \""
                            + this
                            + "\", a pixel size, but the image is not calibrated; set its pixel"
                            + " size under Image > Properties..., or choose \""
                            + WHOLE_TEXT
                            + "\", \""
                            + FULL_TEXT
                            + "\" or a number of times such as \"3x\"");
        }
        return pixelSize.side();
    }

    /** {@return the detail as it is written} */
    @Override
    public String toString() {
        return switch (kind) {
            case WHOLE -> WHOLE_TEXT;
            case FULL -> FULL_TEXT;
            case TIMES -> SettingRange.plain(number) + "x";
            case PIXEL_SIZE -> SettingRange.plain(number);
        };
    }
}
