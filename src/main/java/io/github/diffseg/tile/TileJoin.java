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

import io.github.diffseg.StageTimes;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the tiles of a plan one after another, in their order, and makes one label image of them.
 * Wherever tiles were segmented, the same tiles give the same labels.
 */
public final class TileJoin implements Closeable {

    private final TilePlan plan;
    private final SegmentationSettings settings;
    private final WholePass whole;
    private final ScratchFile file;
    private final OverlapCounting overlaps;
    private final CoreParts parts;
    private final List<TileSegment> segments = new ArrayList<>();
    private int next;
    private int proposals;
    private StageTimes times;
    private boolean finished;

    /**
     * Makes room for the tiles of a plan.
     *
     * @param plan of the plane
     * @param whole the segments of one pass over the whole plane; null: none was made
     * @param planOfWhole of that pass; null with it
     * @param settings as the user asked for, with the threshold as a number
     * @param folder for temporary files; null: the system's
     * @throws io.github.diffseg.failure.UserException if no temporary files can be made
     */
    public TileJoin(
            TilePlan plan,
            SegmentedTile whole,
            TilePlan planOfWhole,
            SegmentationSettings settings,
            Path folder) {
        this.plan = plan;
        this.settings = settings;
        this.whole = whole == null ? null : new WholePass(whole, planOfWhole);
        times = whole == null ? null : whole.times();
        overlaps = new OverlapCounting(plan);
        file = new ScratchFile(folder);
        parts =
                new CoreParts(
                        plan,
                        file,
                        settings.splits(),
                        settings.splits() || settings.minimumArea() > 1);
    }

    /**
     * Takes the next tile.
     *
     * @param segmented the next of the plan; not kept
     * @param progress asked whether to stop
     * @throws IllegalArgumentException if it is another tile, or of another size
     */
    public void add(SegmentedTile segmented, Progress progress) {
        Tile tile = plan.tile(next);
        if (segmented.index() != next
                || segmented.width() != tile.width()
                || segmented.height() != tile.height()) {
            throw new IllegalArgumentException(
                    "Tile "
                            + segmented.index()
                            + " of "
                            + segmented.width()
                            + " x "
                            + segmented.height()
                            + " is not "
                            + plan.describe(next));
        }
        int base = segments.size();
        int count = segmented.count();
        overlaps.add(tile, segmented.labels(), count, base);
        parts.add(tile, segmented.labels(), count, base, progress);
        describe(tile, segmented);
        proposals += segmented.proposals();
        times = times == null ? segmented.times() : times.plus(segmented.times());
        next++;
    }

    private void describe(Tile tile, SegmentedTile segmented) {
        int[][] shares =
                whole == null
                        ? new int[segmented.count() + 1][1]
                        : whole.shares(plan, tile, segmented.labels(), segmented.count());
        int[] areas = new int[segmented.count() + 1];
        for (int label : segmented.labels()) {
            areas[label]++;
        }
        for (int label = 1; label <= segmented.count(); label++) {
            int most = 0;
            for (int i = 1; i < shares[label].length; i++) {
                most = most == 0 || shares[label][i] > shares[label][most] ? i : most;
            }
            float share = areas[label] == 0 ? 0 : shares[label][most] / (float) areas[label];
            segments.add(
                    new TileSegment(
                            tile.index(),
                            areas[label],
                            share > 0 ? most : 0,
                            share,
                            segmented.features().length == 0
                                    ? null
                                    : segmented.features()[label - 1],
                            segmented.confidence()[label - 1]));
        }
    }

    /**
     * Joins the segments of all tiles.
     *
     * @param progress asked whether to stop
     * @return the labels, to be closed by the caller in place of this
     * @throws IllegalStateException if a tile is missing
     */
    public TiledLabels finish(Progress progress) {
        if (next < plan.size()) {
            throw new IllegalStateException(next + " of " + plan.size() + " tiles are there");
        }
        progress.report("Joining tiles", 0);
        int[] groupOf = new SegmentJoining(segments, overlaps.overlaps()).groups(progress);
        LabelNumbering numbering = LabelNumbering.of(parts, segments, groupOf, settings, progress);
        finished = true;
        return new TiledLabels(
                file,
                plan,
                LabelCells.image(plan, file, parts.firstOfTile(), numbering.labelOfPart()),
                numbering.segments(),
                settings,
                proposals,
                times);
    }

    /** Removes the temporary files, unless the labels have them. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            file.close();
        }
    }
}
