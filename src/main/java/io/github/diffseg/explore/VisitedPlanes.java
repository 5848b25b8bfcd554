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

package io.github.diffseg.explore;

import ij.ImagePlus;
import io.github.diffseg.PlaneCorrections;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.segment.tree.Corrections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the user did on each plane of a stack that was explored: corrections, and the steps to undo
 * them. It holds neither attention nor pixels, so that hundreds of planes may be visited.
 *
 * <p>For one thread, that of the window.
 */
public final class VisitedPlanes {

    private final Map<PlanePosition, History<Exploration>> visited = new HashMap<>();

    /** Keeps what was done on a plane, which is being left. */
    public void keep(PlanePosition position, ExploreSession session) {
        visited.put(position, session.history());
    }

    /** Forgets what was done on a plane whose pixels have changed. */
    public void forget(PlanePosition position) {
        visited.remove(position);
    }

    /**
     * {@return whether the corrections of a plane were made to another tree, which names other
     * segments by the same numbers}
     *
     * @param hierarchy of the plane now
     */
    public boolean fitsNoMore(PlanePosition position, SegmentationHierarchy hierarchy) {
        History<Exploration> before = visited.get(position);
        return before != null && !before.now().corrections().fits(hierarchy.tree());
    }

    /**
     * Goes on where a plane was left, or begins with it.
     *
     * @param position of the plane
     * @param hierarchy of the plane now
     * @param granularity at which the plane is shown, wherever it was left
     */
    public ExploreSession enter(
            PlanePosition position, SegmentationHierarchy hierarchy, double granularity) {
        if (fitsNoMore(position, hierarchy)) {
            forget(position);
        }
        return new ExploreSession(
                hierarchy, granularity, Optional.ofNullable(visited.get(position)));
    }

    /**
     * {@return the corrections of all planes that were left}
     *
     * @param image of which only planes in the channel that it shows now count
     */
    public PlaneCorrections corrections(ImagePlus image) {
        int channel = PlanePosition.of(image).channel();
        TreeMap<PlaneCorrections.Plane, Corrections> byPlane = new TreeMap<>();
        visited.forEach(
                (position, history) -> {
                    if (position.channel() == channel) {
                        int[] place = position.place(image);
                        byPlane.put(
                                new PlaneCorrections.Plane(place[1], place[2]),
                                history.now().corrections());
                    }
                });
        return new PlaneCorrections(byPlane);
    }
}
