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

package io.github.diffseg.imagej.stack;

import ij.ImagePlus;
import io.github.diffseg.PlaneCorrections;
import io.github.diffseg.PlaneSettings;
import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.List;

/**
 * Which planes of an image are segmented, and in which order.
 *
 * @param slices from 1, ascending
 * @param frames from 1, ascending
 * @param framesFirst whether all frames of a slice come before the next slice
 */
record ChosenPlanes(int[] slices, int[] frames, boolean framesFirst) {

    /**
     * One of them.
     *
     * @param slice in the image, from 1
     * @param frame in the image, from 1
     * @param index in the stack of results, from 0
     * @param beginsSeries whether no object is followed to it from the plane before
     */
    record Place(int slice, int frame, int index, boolean beginsSeries) {}

    /**
     * Finds the planes of an image that settings ask for.
     *
     * @throws io.github.diffseg.failure.UserException if the image lacks one
     */
    static ChosenPlanes of(ImagePlus image, PlaneSettings wanted) {
        synchronized (image) {
            String title = image.getTitle();
            int[] current =
                    image.isHyperStack() || image.getNChannels() > 1
                            ? new int[] {image.getC(), image.getZ(), image.getT()}
                            : image.convertIndexToPosition(image.getCurrentSlice());
            wanted.channels().requireIn(image.getNChannels(), title);
            return new ChosenPlanes(
                    wanted.slices().in(current[1], image.getNSlices(), title),
                    wanted.frames().in(current[2], image.getNFrames(), title),
                    wanted.link() == PlaneSettings.Link.FRAMES);
        }
    }

    /**
     * Checks that the planes that are corrected are among these.
     *
     * @throws UserException if one is not; the message names it
     */
    void requireAll(PlaneCorrections corrections, String title) {
        for (PlaneCorrections.Plane plane : corrections.byPlane().keySet()) {
            if (places().stream()
                    .noneMatch(
                            place ->
                                    place.slice() == plane.slice()
                                            && place.frame() == plane.frame())) {
                throw new UserException(
                        "corrections names "
                                + plane
                                + ", which is not among the planes of \""
                                + title
                                + "\" that slices and frames choose");
            }
        }
    }

    int size() {
        return slices.length * frames.length;
    }

    /** In the order in which they are segmented. */
    List<Place> places() {
        List<Place> places = new ArrayList<>(size());
        if (framesFirst) {
            for (int z = 0; z < slices.length; z++) {
                for (int t = 0; t < frames.length; t++) {
                    places.add(place(z, t, t == 0));
                }
            }
        } else {
            for (int t = 0; t < frames.length; t++) {
                for (int z = 0; z < slices.length; z++) {
                    places.add(place(z, t, z == 0));
                }
            }
        }
        return places;
    }

    private Place place(int z, int t, boolean beginsSeries) {
        return new Place(slices[z], frames[t], t * slices.length + z, beginsSeries);
    }

    /** {@return how many slices it is from one to the next; 1 where that differs} */
    static int step(int[] numbers) {
        int step = numbers.length > 1 ? numbers[1] - numbers[0] : 1;
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] - numbers[i - 1] != step) {
                return 1;
            }
        }
        return step;
    }
}
