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

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Rectangle;
import java.util.Arrays;

/**
 * The part of an image that its selection covers, or all of it.
 *
 * @param bounds in pixels of the image, clipped to it
 * @param mask of the size of the bounds
 * @param description kind and bounds of the selection; empty if there is none
 */
record SelectedRegion(Rectangle bounds, RegionMask mask, String description) {

    static SelectedRegion of(ImagePlus image) {
        requirePixels(image);
        Roi selection = image.getRoi();
        if (selection == null) {
            return whole(image);
        }
        if (!selection.isArea()) {
            throw new UserException(
                    "The selection on \""
                            + image.getTitle()
                            + "\" ("
                            + selection.getTypeAsString()
                            + ") has no area; remove it or draw one with an area, for example a"
                            + " rectangle");
        }
        Rectangle whole = selection.getBounds();
        Rectangle bounds = whole.intersection(new Rectangle(image.getWidth(), image.getHeight()));
        if (bounds.isEmpty()) {
            throw new UserException(
                    "The selection on \""
                            + image.getTitle()
                            + "\" lies outside the image; remove it or move it into the image");
        }
        requireSides(
                "The selection on \"" + image.getTitle() + "\" covers ",
                bounds.width,
                bounds.height);
        return new SelectedRegion(
                bounds, mask(image, selection, whole, bounds), describe(selection, bounds));
    }

    static SelectedRegion whole(ImagePlus image) {
        int width = image.getWidth();
        int height = image.getHeight();
        requirePixels(image);
        requireSides("The image \"" + image.getTitle() + "\" is ", width, height);
        return new SelectedRegion(new Rectangle(width, height), RegionMask.all(width, height), "");
    }

    /** {@return a part of the image, whatever is selected} */
    static SelectedRegion part(ImagePlus image, Rectangle part) {
        requirePixels(image);
        Rectangle bounds = part.intersection(new Rectangle(image.getWidth(), image.getHeight()));
        requireSides("The part of \"" + image.getTitle() + "\" is ", bounds.width, bounds.height);
        return new SelectedRegion(bounds, RegionMask.all(bounds.width, bounds.height), "");
    }

    /** {@return whether the other is the same part of the image} */
    boolean covers(SelectedRegion other) {
        return bounds.equals(other.bounds)
                && description.equals(other.description)
                && Arrays.equals(mask.inside(), other.mask.inside());
    }

    private static void requirePixels(ImagePlus image) {
        if (image.getProcessor() == null) {
            throw new UserException("The image \"" + image.getTitle() + "\" has no pixels");
        }
    }

    private static String describe(Roi selection, Rectangle bounds) {
        return selection.getTypeAsString()
                + ", "
                + bounds.width
                + " x "
                + bounds.height
                + " at ("
                + bounds.x
                + ", "
                + bounds.y
                + ")";
    }

    private static RegionMask mask(
            ImagePlus image, Roi selection, Rectangle whole, Rectangle bounds) {
        // A selection caches its mask: ask a clone, so that the user's stays as it is
        ImageProcessor shape = ((Roi) selection.clone()).getMask();
        if (shape == null) {
            return RegionMask.all(bounds.width, bounds.height);
        }
        byte[] inside = new byte[Math.multiplyExact(bounds.width, bounds.height)];
        boolean empty = true;
        for (int y = 0; y < bounds.height; y++) {
            for (int x = 0; x < bounds.width; x++) {
                if (shape.get(x + bounds.x - whole.x, y + bounds.y - whole.y) != 0) {
                    inside[y * bounds.width + x] = 1;
                    empty = false;
                }
            }
        }
        if (empty) {
            throw new UserException(
                    "The selection on \""
                            + image.getTitle()
                            + "\" contains no pixel of the image; remove it or draw another");
        }
        return new RegionMask(bounds.width, bounds.height, inside);
    }

    private static void requireSides(String subject, int width, int height) {
        if (Math.min(width, height) < DisplayedPlane.MINIMUM_SIDE) {
            throw new UserException(
                    subject
                            + width
                            + " x "
                            + height
                            + " pixels; both sides must be at least "
                            + DisplayedPlane.MINIMUM_SIDE
                            + " pixels");
        }
    }
}
