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

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import io.github.diffseg.output.GeoJson;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The plane of a stack that an image shows, as ImageJ's ROIs keep it. Where an image has several
 * channels or more than one dimension, ImageJ takes a bare stack index for a slice or a frame and
 * draws nothing; there the position is told by dimension.
 *
 * @param channel from 1, or 0 for all of them: they are shown together, or there is but one plane
 * @param slice from 1, or 0 for all
 * @param frame from 1, or 0 for all
 * @param stackIndex from 1 in a stack of one dimension, else 0
 */
public record PlanePosition(int channel, int slice, int frame, int stackIndex) {

    /** That of an image of one plane. */
    public static final PlanePosition NONE = new PlanePosition(0, 0, 0, 0);

    /** {@return the plane that the image shows now} */
    public static PlanePosition of(ImagePlus image) {
        if (image.getStackSize() == 1) {
            return NONE;
        }
        if (isByDimension(image)) {
            int channel = isMixed(image) ? 0 : image.getC();
            return new PlanePosition(channel, image.getZ(), image.getT(), 0);
        }
        return new PlanePosition(0, 0, 0, image.getCurrentSlice());
    }

    /** Puts a ROI on this plane. */
    public void assignTo(Roi roi) {
        if (stackIndex > 0 || equals(NONE)) {
            roi.setPosition(stackIndex);
        } else {
            roi.setPosition(channel, slice, frame);
        }
    }

    /**
     * {@return channel, slice and frame, from 1; a channel of 0 stands for all}
     *
     * @param image in whose stack the plane is
     */
    public int[] place(ImagePlus image) {
        return stackIndex > 0
                ? image.convertIndexToPosition(stackIndex)
                : new int[] {channel, Math.max(1, slice), Math.max(1, frame)};
    }

    /**
     * {@return the plane as QuPath counts}
     *
     * @param image in whose stack the plane is
     */
    public GeoJson.Plane inGeoJson(ImagePlus image) {
        int[] place = place(image);
        return new GeoJson.Plane(channel - 1, place[1] - 1, place[2] - 1);
    }

    /**
     * {@return the plane that the image shows now in words, such as {@code C 1+3, Z 2, T 1}, with
     * all channels that are shown and without dimensions of one; empty for one plane}
     */
    public static String describe(ImagePlus image) {
        int[] position =
                isByDimension(image)
                        ? new int[] {image.getC(), image.getZ(), image.getT()}
                        : image.convertIndexToPosition(image.getCurrentSlice());
        List<String> parts = new ArrayList<>();
        if (image.getNChannels() > 1) {
            parts.add("C " + channels(image, position[0]));
        }
        if (image.getNSlices() > 1) {
            parts.add("Z " + position[1]);
        }
        if (image.getNFrames() > 1) {
            parts.add("T " + position[2]);
        }
        return String.join(", ", parts);
    }

    private static String channels(ImagePlus image, int current) {
        if (!isMixed(image)) {
            return Integer.toString(current);
        }
        boolean[] active = ((CompositeImage) image).getActiveChannels();
        return IntStream.range(0, image.getNChannels())
                .filter(c -> active[c])
                .mapToObj(c -> Integer.toString(c + 1))
                .collect(Collectors.joining("+"));
    }

    private static boolean isByDimension(ImagePlus image) {
        return image.isHyperStack() || image.getNChannels() > 1;
    }

    private static boolean isMixed(ImagePlus image) {
        return image.getDisplayMode() == IJ.COMPOSITE;
    }
}
