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

package io.github.diffseg.tile;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.Settings;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.merging.Threshold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Segments a plane of any size in tiles: one pass over the whole, one over each tile, and the
 * joining of what they found.
 *
 * @param plan of the tiles
 * @param planOfWhole of the pass over the whole, if it is made
 */
public record TiledSegmentation(TilePlan plan, Optional<TilePlan> planOfWhole) {

    /**
     * Plans the passes over a plane.
     *
     * @param plane to be segmented
     * @param settings of which detail and working size count
     * @param multiple of which the network's sides are
     * @throws UserException if the settings do not fit the plane or each other
     */
    public static TiledSegmentation of(LargePlane plane, Settings settings, int multiple) {
        int workingSize = settings.attention().workingSize();
        long width = plane.width();
        long height = plane.height();
        Optional<TilePlan> ofWhole = TilePlan.ofWhole(width, height, workingSize, multiple);
        double networkPixel =
                settings.detail().networkPixel(width, height, workingSize, plane.pixelSize());
        if (!settings.detail().isWhole()) {
            return new TiledSegmentation(
                    TilePlan.of(width, height, workingSize, networkPixel), ofWhole);
        }
        return new TiledSegmentation(
                ofWhole.orElseThrow(
                        () ->
                                new UserException(
                                        "\""
                                                + plane.title()
                                                + "\" is "
                                                + width
                                                + " x "
                                                + height
                                                + " pixels, too elongated to be seen as a whole;"
                                                + " choose the detail \"1x\"")),
                Optional.empty());
    }

    /** Says who segments the tiles once their threshold is known. */
    @FunctionalInterface
    public interface TilePasses {

        /**
         * {@return the segmenter of the tiles, which is asked for each of them once, in their
         * order}
         *
         * @param plan of the tiles
         * @param first the segments whose threshold all tiles have, as {@link #withThreshold} takes
         *     them
         */
        TileSegmenter of(TilePlan plan, SegmentedTile first);
    }

    /**
     * Segments a plane, with all passes made one after another by the same model.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param plane to be segmented
     * @param settings what a segment is, and how closely the network looks
     * @param folder for temporary files; null: the system's
     * @param progress told which tile is being segmented; may cancel
     * @return the labels, to be closed by the caller
     * @throws UserException if the settings do not fit the plane, a tile cannot be segmented (the
     *     message names its place), or the disk is full
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static TiledLabels segment(
            DiffSeg diffSeg, LargePlane plane, Settings settings, Path folder, Progress progress) {
        return segment(
                diffSeg,
                plane,
                settings,
                (plan, first) -> new NetworkTiles(diffSeg, plane, withThreshold(settings, first)),
                folder,
                progress);
    }

    /**
     * Segments a plane, with the pass over the whole by a given model, and those over the tiles
     * wherever they are made.
     *
     * @param diffSeg an opened model, for the pass over the whole; stays the caller's
     * @param plane to be segmented
     * @param settings what a segment is, and how closely the network looks
     * @param passes over the tiles; not asked where there is one tile only
     * @param folder for temporary files; null: the system's
     * @param progress told which tile is being segmented; may cancel
     * @return the labels, to be closed by the caller
     * @throws UserException if the settings do not fit the plane, a tile cannot be segmented (the
     *     message names its place), or the disk is full
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static TiledLabels segment(
            DiffSeg diffSeg,
            LargePlane plane,
            Settings settings,
            TilePasses passes,
            Path folder,
            Progress progress) {
        TiledSegmentation segmentation = of(plane, settings, diffSeg.sizeMultiple());
        NetworkTiles tiles = new NetworkTiles(diffSeg, plane, settings);
        SegmentedTile whole = segmentation.segmentWhole(tiles, plane.title(), progress);
        SegmentedTile first =
                whole == null ? segmentation.firstTile(tiles, plane.title(), progress) : whole;
        return segmentation.segment(
                segmentation.plan.size() == 1
                        ? (plan, index, told) -> first
                        : passes.of(segmentation.plan, first),
                whole,
                withThreshold(settings, first).segmentation(),
                plane.title(),
                folder,
                progress);
    }

    /**
     * {@return the settings for the tiles: with the threshold that was chosen for the whole, so
     * that each tile has the same}
     *
     * @param settings as the user asked for
     * @param whole of {@link #segmentWhole}, or {@link #firstTile} where that made none
     */
    public static Settings withThreshold(Settings settings, SegmentedTile whole) {
        // A plane of which no pixel takes part has none, and needs none
        return whole.count() == 0
                ? settings.with(SegmentationSettings.DEFAULT)
                : settings.with(
                        settings.segmentation().withThreshold(Threshold.of(whole.threshold())));
    }

    /**
     * {@return the segments of the first tile that has a pixel that takes part, else of the last}
     *
     * @param segmenter of any part of the plane
     * @param title of the image, for messages
     * @param progress may cancel
     */
    public SegmentedTile firstTile(TileSegmenter segmenter, String title, Progress progress) {
        SegmentedTile first = null;
        for (int i = 0; i < plan.size() && (first == null || first.count() == 0); i++) {
            first =
                    segment(
                            segmenter,
                            plan,
                            i,
                            title,
                            new TileProgress(progress, "The first tile", 0, plan.size() + 1));
        }
        return first;
    }

    /**
     * Makes the pass over the whole plane.
     *
     * @param segmenter of any part of the plane
     * @param title of the image, for messages
     * @param progress may cancel
     * @return its segments; null if there is one tile only, the plane is too elongated for such a
     *     pass, or no pixel of it takes part
     */
    public SegmentedTile segmentWhole(TileSegmenter segmenter, String title, Progress progress) {
        if (planOfWhole.isEmpty() || plan.size() == 1) {
            return null;
        }
        SegmentedTile whole =
                segment(
                        segmenter,
                        planOfWhole.get(),
                        0,
                        title,
                        new TileProgress(progress, "The whole", 0, plan.size() + 1));
        return whole.count() == 0 ? null : whole;
    }

    /**
     * Makes the passes over the tiles, and joins them.
     *
     * @param segmenter of any part of the plane
     * @param whole of {@link #segmentWhole}
     * @param settings as the user asked for, with the threshold as a number
     * @param title of the image, for messages
     * @param folder for temporary files; null: the system's
     * @param progress told which tile is being segmented; may cancel
     * @return the labels, to be closed by the caller
     */
    public TiledLabels segment(
            TileSegmenter segmenter,
            SegmentedTile whole,
            SegmentationSettings settings,
            String title,
            Path folder,
            Progress progress) {
        try (TileJoin join =
                new TileJoin(plan, whole, planOfWhole.orElse(null), settings, folder)) {
            for (int i = 0; i < plan.size(); i++) {
                String step = "Tile " + (i + 1) + " of " + plan.size();
                TileProgress told = new TileProgress(progress, step, i + 1, plan.size() + 1);
                join.add(segment(segmenter, plan, i, title, told), told);
            }
            return join.finish(progress);
        } catch (IOException e) {
            // Of closing, which leaves nothing but a file behind
            throw new UncheckedIOException(e);
        }
    }

    private static SegmentedTile segment(
            TileSegmenter segmenter,
            TilePlan plan,
            int index,
            String title,
            TileProgress progress) {
        progress.checkCancelled();
        progress.report("", 0);
        try {
            return segmenter.segment(plan, index, progress);
        } catch (UserException e) {
            String place = plan.size() == 1 ? "the whole" : plan.describe(index);
            throw new UserException("\"" + title + "\", " + place + ": " + e.getMessage(), e);
        }
    }
}
