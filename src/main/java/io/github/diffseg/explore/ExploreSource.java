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
import io.github.diffseg.Attention;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Settings;
import io.github.diffseg.image.PictureHash;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationMethod;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * The plane that is explored, and its attention: what the window asks for trees, maps and results.
 * Holds the attention until it is closed and nothing works on it any more, so that closing waits
 * for nothing.
 */
public final class ExploreSource implements AutoCloseable {

    private final PlaneSegmenter segmenter;
    private final ImagePlus image;
    private final DisplayedPlane plane;
    private final Settings settings;
    private final AttentionCache.Lease lease;
    private final String content;
    private final double startingGranularity;

    /** This object itself while it is open, and what works on it. */
    private int users = 1;

    private boolean closed;

    private ExploreSource(
            PlaneSegmenter segmenter,
            ImagePlus image,
            DisplayedPlane plane,
            Settings settings,
            AttentionCache.Lease lease,
            String content,
            double startingGranularity) {
        this.segmenter = segmenter;
        this.image = image;
        this.plane = plane;
        this.settings = settings;
        this.lease = lease;
        this.content = content;
        this.startingGranularity = startingGranularity;
    }

    /**
     * Runs the expensive half for the current plane, unless its attention is known.
     *
     * @param segmenter with an open model
     * @param image whose current plane and selection are explored
     * @param settings of which the granularity is not used yet
     * @param progress told of each step
     * @throws IllegalArgumentException if the image cannot be segmented
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static ExploreSource open(
            PlaneSegmenter segmenter, ImagePlus image, Settings settings, Progress progress) {
        // Before the pass, since the image may change meanwhile
        DisplayedPlane plane = DisplayedPlane.of(image);
        String content = PictureHash.of(plane.pixels());
        AttentionCache.Lease lease = segmenter.attend(plane, settings.attention(), progress);
        try {
            double granularity =
                    lease.attention()
                            .withChosenThreshold(settings.segmentation(), progress)
                            .fixedThreshold();
            return new ExploreSource(
                    segmenter, image, plane, settings, lease, content, granularity);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    /** {@return the image that is explored, the user's own} */
    public ImagePlus image() {
        return image;
    }

    /** {@return the plane of it that was looked at} */
    public DisplayedPlane plane() {
        return plane;
    }

    /**
     * Compares what the image displays now with what was explored; it may take a moment for a large
     * one.
     *
     * @throws IllegalArgumentException if the image cannot be segmented now, for example because
     *     its selection has no area
     */
    public Shown compare() {
        if (!isShown()) {
            return Shown.OTHER_PLANE;
        }
        boolean same = image.getProcessor() != null && isUnchanged(DisplayedPlane.of(image));
        // It may have been scrolled meanwhile
        if (!isShown()) {
            return Shown.OTHER_PLANE;
        }
        return same ? Shown.EXPLORED : Shown.CHANGED;
    }

    /** {@return whether the image displays this plane, with whatever pixels} */
    public boolean isShown() {
        return plane.position().equals(PlanePosition.of(image));
    }

    private boolean isUnchanged(DisplayedPlane now) {
        return plane.copy().getWidth() == now.copy().getWidth()
                && plane.copy().getHeight() == now.copy().getHeight()
                && plane.bounds().equals(now.bounds())
                && Arrays.equals(plane.mask().inside(), now.mask().inside())
                && content.equals(PictureHash.of(now.pixels()));
    }

    /** {@return the attention tensor, which stays this object's} */
    public Attention attention() {
        return lease.attention();
    }

    /**
     * {@return a divergence to begin with: the threshold that the model recommends, for this image
     * where it has a rule for that}
     */
    public double startingGranularity() {
        return startingGranularity;
    }

    /** {@return the merge tree and the leaf of each pixel} */
    public SegmentationHierarchy hierarchy(boolean crispBorders, Progress progress) {
        SegmentationSettings all = settings.segmentation().withCrispBorders(crispBorders);
        return use(() -> attention().hierarchy(all, plane.pixels(), plane.mask(), progress));
    }

    /**
     * Whether the method that was chosen is the paper's, which has segments that are no level of
     * the tree.
     */
    public boolean mergesAsInThePaper() {
        return settings.segmentation().method() == SegmentationMethod.MERGING;
    }

    /** {@return segments merged at a threshold, as in the paper} */
    public LabelMap asInThePaper(double threshold, boolean crispBorders, Progress progress) {
        SegmentationSettings paper =
                settings.segmentation()
                        .withThreshold(Threshold.of(threshold))
                        .withCrispBorders(crispBorders);
        return use(
                () -> attention().segment(paper, plane.pixels(), plane.mask(), progress).labels());
    }

    /** {@return what the command gives at this granularity with these corrections} */
    public SegmentedPlane result(Exploration exploration, boolean crispBorders, Progress progress) {
        return result(
                settings.segmentation()
                        .withCut(exploration.granularity(), exploration.corrections())
                        .withCrispBorders(crispBorders),
                progress);
    }

    /** {@return what the command gives at this threshold, as in the paper} */
    public SegmentedPlane paperResult(double threshold, boolean crispBorders, Progress progress) {
        return result(
                settings.segmentation()
                        .withCut(0, Corrections.NONE)
                        .withThreshold(Threshold.of(threshold))
                        .withCrispBorders(crispBorders),
                progress);
    }

    private SegmentedPlane result(SegmentationSettings chosen, Progress progress) {
        Settings all = settings.with(chosen);
        return use(() -> segmenter.segment(image, plane, lease, all, progress));
    }

    private <T> T use(Supplier<T> work) {
        synchronized (this) {
            if (closed) {
                throw new CancellationException("What was explored is closed");
            }
            users++;
        }
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    private synchronized void leave() {
        users--;
        if (users == 0) {
            lease.close();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            leave();
        }
    }
}
