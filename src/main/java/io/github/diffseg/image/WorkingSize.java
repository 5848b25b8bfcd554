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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Rectangle;

/**
 * The part of a plane the network sees, and the size it is resampled to.
 *
 * @param planeWidth of the plane, in pixels
 * @param planeHeight of the plane, in pixels
 * @param crop the part of the plane, in pixels of the plane
 * @param width the network's input width, in pixels
 * @param height the network's input height, in pixels
 */
public record WorkingSize(int planeWidth, int planeHeight, Rectangle crop, int width, int height) {

    public WorkingSize {
        crop = new Rectangle(crop);
    }

    @Override
    public Rectangle crop() {
        return new Rectangle(crop);
    }

    /**
     * Chooses the working size of a plane.
     *
     * @param planeWidth of the plane, at least 1
     * @param planeHeight of the plane, at least 1
     * @param shortSide of the network's input, rounded to the nearest multiple
     * @param multiple of which both sides are, so that all of the network's grids nest: 64 for
     *     Stable Diffusion
     * @param centreCrop whether only the largest centred square of the plane is used, as in the
     *     paper's protocol; otherwise the whole plane with its aspect ratio, each side rounded to
     *     the nearest multiple
     * @throws IllegalArgumentException if a value is out of its range, or the input would have more
     *     values than an array holds
     */
    public static WorkingSize of(
            int planeWidth, int planeHeight, int shortSide, int multiple, boolean centreCrop) {
        if (planeWidth < 1 || planeHeight < 1) {
            throw new UserException(
                    "The plane is "
                            + planeWidth
                            + " x "
                            + planeHeight
                            + " pixels; both sides must be at least 1");
        }
        if (multiple < 1) {
            throw new IllegalArgumentException(
                    "The multiple is " + multiple + "; it must be at least 1");
        }
        if (shortSide < multiple) {
            throw new UserException(
                    "The working size is "
                            + shortSide
                            + " pixels; its short side must be at least "
                            + multiple
                            + " pixels");
        }
        long side = roundToMultiple(shortSide, multiple);
        int square = Math.min(planeWidth, planeHeight);
        long longSide = side;
        if (!centreCrop) {
            double aspect = (double) Math.max(planeWidth, planeHeight) / square;
            longSide = roundToMultiple(side * aspect, multiple);
        }
        if (longSide > Integer.MAX_VALUE / 3 / side) {
            throw new UserException(
                    "A plane of "
                            + planeWidth
                            + " x "
                            + planeHeight
                            + " pixels with a short side of "
                            + shortSide
                            + " pixels has a working size of "
                            + side
                            + " x "
                            + longSide
                            + ", more than an array holds; choose a smaller working size, a centre"
                            + " crop or a less elongated selection");
        }
        Rectangle crop =
                centreCrop
                        ? new Rectangle(
                                (planeWidth - square) / 2,
                                (planeHeight - square) / 2,
                                square,
                                square)
                        : new Rectangle(planeWidth, planeHeight);
        boolean landscape = planeWidth >= planeHeight;
        return new WorkingSize(
                planeWidth,
                planeHeight,
                crop,
                (int) (landscape ? longSide : side),
                (int) (landscape ? side : longSide));
    }

    /**
     * {@return the mask of {@link #crop()}}
     *
     * @param mask of the plane
     */
    public RegionMask cropped(RegionMask mask) {
        if (crop.width == mask.width() && crop.height == mask.height()) {
            return mask;
        }
        if (mask.inside() == null) {
            return RegionMask.all(crop.width, crop.height);
        }
        byte[] inside = new byte[crop.width * crop.height];
        for (int y = 0; y < crop.height; y++) {
            System.arraycopy(
                    mask.inside(),
                    (y + crop.y) * mask.width() + crop.x,
                    inside,
                    y * crop.width,
                    crop.width);
        }
        return new RegionMask(crop.width, crop.height, inside);
    }

    /**
     * {@return labels of the plane, 0 outside the crop}
     *
     * @param labels of {@link #crop()}
     * @throws IllegalArgumentException if the labels don't have the size of the crop
     */
    public LabelMap toPlane(LabelMap labels) {
        return LabelPlacement.place(labels, crop, planeWidth, planeHeight);
    }

    /**
     * {@return labels of {@link #crop()}}
     *
     * @param labels of the plane
     */
    public LabelMap fromPlane(LabelMap labels) {
        int[] cropped = new int[Math.multiplyExact(crop.width, crop.height)];
        for (int y = 0; y < crop.height; y++) {
            System.arraycopy(
                    labels.labels(),
                    (y + crop.y) * planeWidth + crop.x,
                    cropped,
                    y * crop.width,
                    crop.width);
        }
        return new LabelMap(crop.width, crop.height, cropped, labels.count());
    }

    private static long roundToMultiple(double side, int multiple) {
        return Math.max(1, Math.round(side / multiple)) * multiple;
    }
}
