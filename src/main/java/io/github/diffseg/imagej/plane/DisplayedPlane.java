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
import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.LabelPlacement;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Rectangle;
import java.util.List;
import java.util.function.Function;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;

/**
 * The current plane of an image as ImageJ displays it (lookup tables, display ranges, active
 * channels), restricted to the selection if there is one. It is a copy: the image is never changed,
 * and what the user does with it meanwhile changes nothing here.
 *
 * <p>NaN is displayed as the lowest value and infinite pixels as the ends of the display range. A
 * 32-bit display range with a NaN or infinite end, which ImageJ gives to images with infinite
 * pixels, displays nothing; the range of the plane's finite pixels takes its place.
 */
public final class DisplayedPlane {

    /** The shortest side, in pixels, of an image or selection that can be segmented. */
    public static final int MINIMUM_SIDE = 16;

    /** Who scrolls by hand never needs more than two. */
    private static final int ATTEMPTS = 100;

    private final ImagePlus copy;
    private final PlanePosition position;
    private final String description;
    private final List<Integer> channels;
    private final SelectedRegion region;
    private final RandomAccessibleInterval<ARGBType> pixels;

    private DisplayedPlane(ImagePlus copy, Moment moment) {
        this.copy = copy;
        position = moment.position;
        description = moment.description;
        channels = moment.channels;
        region = moment.region;
        Rectangle bounds = region.bounds();
        pixels = ArrayImgs.argbs(DisplayedPixels.of(copy, bounds), bounds.width, bounds.height);
    }

    /**
     * Takes what the user sees now: the current channel, slice and frame, and the selection, all of
     * one moment, even if the user scrolls or selects at the same time.
     *
     * @throws UserException if the image has no pixels, the selection has no area or lies outside
     *     the image, a side is shorter than {@link #MINIMUM_SIDE}, no pixel is finite, or the image
     *     never stays as it is; the message is one sentence for the user
     */
    public static DisplayedPlane of(ImagePlus image) {
        return of(image, SelectedRegion::of);
    }

    /**
     * Takes what the user sees now, whatever is selected.
     *
     * @throws UserException as {@link #of}
     */
    public static DisplayedPlane ofWholeImage(ImagePlus image) {
        return of(image, SelectedRegion::whole);
    }

    /**
     * Takes a part of what the user sees now, whatever is selected.
     *
     * @param part in pixels of the image
     * @throws UserException as {@link #of}
     */
    public static DisplayedPlane ofPart(ImagePlus image, Rectangle part) {
        return of(image, shown -> SelectedRegion.part(shown, part));
    }

    /**
     * Takes a plane that an image of its own shows.
     *
     * @param view shows the plane alone, with its selection; nobody else knows it
     * @param position of the plane in its stack
     * @param description of that, for users
     * @param channels as {@link #channels}
     * @throws UserException as {@link #of(ImagePlus)}
     */
    static DisplayedPlane of(
            ImagePlus view, PlanePosition position, String description, List<Integer> channels) {
        Moment moment =
                new Moment(
                        position,
                        description,
                        channels,
                        SelectedRegion.of(view),
                        view.getProcessor());
        return new DisplayedPlane(PlaneCopy.of(view), moment);
    }

    private static DisplayedPlane of(
            ImagePlus image, Function<ImagePlus, SelectedRegion> selection) {
        // ImageJ goes from plane to plane under this lock
        synchronized (image) {
            for (int i = 0; i < ATTEMPTS; i++) {
                Moment before = Moment.of(image, selection);
                ImagePlus copy = PlaneCopy.of(image);
                if (before.isStill(Moment.of(image, selection))) {
                    return new DisplayedPlane(copy, before);
                }
            }
        }
        throw new UserException(
                "The image \""
                        + image.getTitle()
                        + "\" changes all the time; stop what changes it, and run again");
    }

    /** What of an image belongs together, where ImageJ lets others change it in between. */
    private record Moment(
            PlanePosition position,
            String description,
            List<Integer> channels,
            SelectedRegion region,
            Object pixels) {

        static Moment of(ImagePlus image, Function<ImagePlus, SelectedRegion> selection) {
            SelectedRegion region = selection.apply(image);
            return new Moment(
                    PlanePosition.of(image),
                    PlanePosition.describe(image),
                    NamedChannels.of(image),
                    region,
                    image.getProcessor().getPixels());
        }

        boolean isStill(Moment later) {
            return position.equals(later.position)
                    && description.equals(later.description)
                    && channels.equals(later.channels)
                    && region.covers(later.region)
                    && pixels == later.pixels;
        }
    }

    /**
     * {@return the displayed colours inside {@link #bounds()}, {@code [width, height]} from (0, 0);
     * alpha carries no meaning; not to be written}
     */
    public RandomAccessibleInterval<ARGBType> pixels() {
        return pixels;
    }

    /**
     * What the image showed, whatever becomes of it: its plane with lookup table and display range
     * or, where channels are shown together, these channels with the same one of them current.
     *
     * @return an image of the title, size and calibration of the image, neither shown nor with a
     *     selection; not to be changed
     */
    public ImagePlus copy() {
        return copy;
    }

    /** {@return the plane's place in the stack} */
    public PlanePosition position() {
        return position;
    }

    /** {@return the plane's place in words, as {@link PlanePosition#describe} gives it} */
    public String description() {
        return description;
    }

    /**
     * {@return the channels that were shown, from 1, where a choice of these by number gives the
     * same pixels; empty if there is one only, all were shown, or they had other colours}
     */
    public List<Integer> channels() {
        return channels;
    }

    /**
     * {@return kind and bounds of the selection, such as {@code Oval, 140 x 90 at (30, 10)}; empty
     * if nothing is selected}
     */
    public String selection() {
        return region.description();
    }

    /** {@return which pixels inside {@link #bounds()} are selected} */
    public RegionMask mask() {
        return region.mask();
    }

    /**
     * {@return the bounds of the selection, clipped to the image, in pixels of the image; the whole
     * image if nothing is selected}
     */
    public Rectangle bounds() {
        return new Rectangle(region.bounds());
    }

    /**
     * Puts the labels of the selection's bounds back into their place.
     *
     * @param cropped labels of {@link #bounds()}
     * @return labels of the size of the image, 0 outside the bounds
     * @throws IllegalArgumentException if the labels don't have the size of the bounds
     */
    public LabelMap toFullImage(LabelMap cropped) {
        return LabelPlacement.place(cropped, region.bounds(), copy.getWidth(), copy.getHeight());
    }
}
