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

package io.github.diffseg.wand;

import io.github.diffseg.failure.UserException;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.Locale;

/**
 * Which part of an image the network is shown. Of a large image that is zoomed into it is what is
 * seen, since in the whole, shrunk to the working size, small things are lost.
 *
 * @param view what was seen, in pixels of the image
 * @param part what the network is shown, in pixels of the image; holds the view
 * @param whole whether it is the whole image at any zoom, since that is fine enough
 */
public record SeenPart(Rectangle view, Rectangle part, boolean whole) {

    /** How a macro asks for all of the image. */
    public static final String WHOLE = "whole";

    /** The whole is fine enough while a pixel that the network sees is less than that many. */
    private static final int COARSE = 2;

    /** The sides of two views of the same zoom differ by less than this factor. */
    private static final double SAME_ZOOM = 1.5;

    public SeenPart {
        view = new Rectangle(view);
        part = new Rectangle(part);
    }

    /**
     * Chooses the part for a view: at least as large as the network's input, and the whole image
     * where that is fine enough or seen to more than a half.
     *
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     * @param view what is seen of it
     * @param workingSize the short side of the network's input, in pixels
     * @return the part
     */
    public static SeenPart of(int width, int height, Rectangle view, int workingSize) {
        Rectangle image = new Rectangle(width, height);
        if (Math.min(width, height) < COARSE * workingSize) {
            return new SeenPart(view, image, true);
        }
        Rectangle part = grown(view, workingSize).intersection(image);
        boolean most = 2L * part.width * part.height > (long) width * height;
        return new SeenPart(view, most ? image : part, false);
    }

    private static Rectangle grown(Rectangle view, int least) {
        int right = Math.max(0, least - view.width + 1) / 2;
        int down = Math.max(0, least - view.height + 1) / 2;
        Rectangle grown = new Rectangle(view);
        grown.grow(right, down);
        return grown;
    }

    /**
     * {@return whether a place can be answered by this part: it lies well within, and the zoom is
     * still about the same}
     *
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     * @param now what is seen
     * @param x column that is touched
     * @param y row that is touched
     */
    public boolean answers(int width, int height, Rectangle now, int x, int y) {
        if (part.equals(new Rectangle(width, height)) && whole) {
            return true;
        }
        return sameZoom(view.width, now.width)
                && sameZoom(view.height, now.height)
                && isWithin(part.x, part.width, width, x)
                && isWithin(part.y, part.height, height, y);
    }

    private static boolean sameZoom(int before, int now) {
        return before < SAME_ZOOM * now && now < SAME_ZOOM * before;
    }

    /** An eighth from the edges, unless they are the image's. */
    private static boolean isWithin(int from, int length, int size, int at) {
        int margin = length / 8;
        int least = from == 0 ? 0 : from + margin;
        int end = from + length == size ? size : from + length - margin;
        return least <= at && at < end;
    }

    /** {@return the part as macros write it, {@code x,y,width,height}, or {@value #WHOLE}} */
    public static String text(Rectangle part, int width, int height) {
        return part.equals(new Rectangle(width, height))
                ? WHOLE
                : part.x + "," + part.y + "," + part.width + "," + part.height;
    }

    /**
     * Reads a part back from its text.
     *
     * @param text as {@link #text} writes it
     * @param width of the image, in pixels
     * @param height of the image, in pixels
     * @param title of the image, for the message
     * @return the part, within the image
     * @throws UserException if it is no part of the image; the message quotes it
     */
    public static Rectangle parse(String text, int width, int height, String title) {
        Rectangle image = new Rectangle(width, height);
        if (text.strip().toLowerCase(Locale.ROOT).equals(WHOLE)) {
            return image;
        }
        try {
            int[] numbers =
                    Arrays.stream(text.split(",", -1))
                            .mapToInt(number -> Integer.parseInt(number.strip()))
                            .toArray();
            if (numbers.length == 4) {
                Rectangle part = new Rectangle(numbers[0], numbers[1], numbers[2], numbers[3]);
                if (image.contains(part)) {
                    return part;
                }
            }
        } catch (NumberFormatException e) {
            // Told below
        }
        throw new UserException(
                "seen is \""
                        + text
                        + "\"; it must be \""
                        + WHOLE
                        + "\", or x,y,width,height of a part of \""
                        + title
                        + "\", which has "
                        + width
                        + " x "
                        + height
                        + " pixels");
    }
}
