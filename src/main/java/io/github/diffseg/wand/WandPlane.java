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

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import java.awt.Rectangle;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A plane that was looked at: answers touches at once. Holds no native memory. */
public final class WandPlane {

    private final SegmentationHierarchy hierarchy;
    private final LeafRegions regions;
    private final Rectangle part;
    private final double startingGranularity;
    private final Map<String, String> parameters;

    private WandPlane(
            SegmentationHierarchy hierarchy,
            Rectangle part,
            double startingGranularity,
            Map<String, String> parameters,
            Progress progress) {
        this.hierarchy = hierarchy;
        this.part = part;
        this.startingGranularity = startingGranularity;
        this.parameters = parameters;
        regions = new LeafRegions(hierarchy, part.getLocation(), progress);
    }

    /**
     * Runs the expensive half, unless the segmenter's cache has the plane's attention.
     *
     * @param segmenter with an open model
     * @param plane all of an image's plane or a part of it, whatever is selected
     * @param settings of which a granularity other than 0 says where touches begin
     * @param progress told of each step
     * @throws io.github.diffseg.failure.UserException if the plane cannot be segmented
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static WandPlane look(
            PlaneSegmenter segmenter, DisplayedPlane plane, Settings settings, Progress progress) {
        Map<String, String> parameters = new LinkedHashMap<>(segmenter.recorded());
        for (Setting setting : new Setting[] {Setting.CRISP_BORDERS, Setting.WORKING_SIZE}) {
            parameters.put(setting.key(), settings.byKey().get(setting.key()));
        }
        parameters.put(
                "seen",
                SeenPart.text(plane.bounds(), plane.copy().getWidth(), plane.copy().getHeight()));
        try (AttentionCache.Lease lease = segmenter.attend(plane, settings.attention(), progress)) {
            Attention attention = lease.attention();
            double asked = settings.segmentation().granularity();
            double start =
                    asked > 0
                            ? asked
                            : attention
                                    .withChosenThreshold(settings.segmentation(), progress)
                                    .fixedThreshold();
            SegmentationHierarchy hierarchy =
                    attention.hierarchy(
                            settings.segmentation(), plane.pixels(), plane.mask(), progress);
            return new WandPlane(hierarchy, plane.bounds(), start, parameters, progress);
        }
    }

    /** {@return what was looked at, in pixels of the image} */
    public Rectangle part() {
        return new Rectangle(part);
    }

    /**
     * {@return where touches begin: what the settings say, or the threshold that the model
     * recommends for this image}
     */
    public double startingGranularity() {
        return startingGranularity;
    }

    /** {@return what the plane was looked at with, by the names in macros} */
    public Map<String, String> parameters() {
        return Collections.unmodifiableMap(parameters);
    }

    /**
     * Touches a place.
     *
     * @param x column of the image
     * @param y row of the image
     * @param connectedPart whether only the part of a segment counts that is connected to this
     *     place (8-neighbourhood)
     * @return the segments there; none outside of the part that was looked at
     */
    public Optional<Touch> touch(int x, int y, boolean connectedPart) {
        if (!part.contains(x, y)) {
            return Optional.empty();
        }
        int region = regions.at(x - part.x, y - part.y);
        return region == SegmentationHierarchy.OUTSIDE
                ? Optional.empty()
                : Optional.of(new Touch(hierarchy.tree(), regions, region, x, y, connectedPart));
    }
}
