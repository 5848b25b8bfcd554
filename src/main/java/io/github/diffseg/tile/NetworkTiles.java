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

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Segmentation;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.StageTimes;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.Splitting;
import java.time.Duration;

/** Segments tiles by a pass of a diffusion model over each. */
public final class NetworkTiles implements TileSegmenter {

    private final DiffSeg diffSeg;
    private final LargePlane plane;
    private final Settings settings;

    /**
     * Prepares to segment tiles.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param plane whose tiles they are
     * @param settings of which the minimum area and whether parts are split do not count in tiles
     * @throws UserException as {@link #require} says
     */
    public NetworkTiles(DiffSeg diffSeg, LargePlane plane, Settings settings) {
        require(settings);
        this.diffSeg = diffSeg;
        this.plane = plane;
        this.settings = settings;
    }

    /**
     * Refuses what only one pass over a whole image can do, rather than leave it out in silence.
     *
     * @param settings that a plane shall be segmented with in tiles, be it one tile
     * @throws UserException if they have a classifier, names, classes, corrections, a centre crop,
     *     or touching objects parted; the message is one sentence
     */
    public static void require(Settings settings) {
        Setting refused = null;
        if (settings.classifier().isPresent()) {
            refused = Setting.CLASSIFIER;
        } else if (!settings.attention().names().isEmpty()) {
            refused = Setting.NAMES;
        } else if (settings.classes().areOn()) {
            refused = settings.classes().areFound() ? Setting.CLASSES : Setting.VOCABULARY;
        } else if (settings.segmentation().splitting() == Splitting.TOUCHING) {
            refused = Setting.SPLIT;
        } else if (settings.attention().centreCrop()) {
            refused = Setting.CENTRE_CROP;
        } else if (!settings.segmentation().corrections().isEmpty()) {
            refused = Setting.CORRECTIONS;
        }
        if (refused != null) {
            throw new UserException(
                    refused.key()
                            + " is \""
                            + settings.byKey().get(refused.key())
                            + "\", which takes one pass over a whole image, but an image that is"
                            + " read in parts is seen in tiles; leave "
                            + refused.key()
                            + " out");
        }
    }

    @Override
    public SegmentedTile segment(TilePlan plan, int index, Progress progress) {
        Tile tile = plan.tile(index);
        ReducedPicture picture = ReducedPicture.of(plane, plan, tile, progress);
        if (picture.isEmpty()) {
            return nothing(tile);
        }
        AttentionSettings asked = settings.attention();
        AttentionSettings ofTile =
                new AttentionSettings(
                                plan.shortSide(), false, asked.timestep(), asked.aggregation())
                        .withNoise(asked.noise());
        try (Attention attention = diffSeg.attend(picture.pixels(), ofTile, progress)) {
            // A part that a tile cuts off is not small, nor one of its own
            SegmentationSettings ofSegments =
                    settings.segmentation()
                            .change()
                            .minimumArea(0)
                            .splitting(Splitting.NONE)
                            .build();
            Segmentation segmentation =
                    attention.segment(ofSegments, picture.pixels(), picture.mask(), progress);
            return new SegmentedTile(
                    index,
                    tile.width(),
                    segmentation.labels().labels(),
                    segmentation.confidence(),
                    attention.meanFeatures(segmentation.labels()),
                    segmentation.proposals(),
                    segmentation.settings().fixedThreshold(),
                    new StageTimes(
                            Duration.ZERO,
                            attention.encoding(),
                            attention.attending(),
                            attention.aggregating(),
                            segmentation.segmenting()));
        }
    }

    private static SegmentedTile nothing(Tile tile) {
        return new SegmentedTile(
                tile.index(),
                tile.width(),
                new int[tile.width() * tile.height()],
                new float[0],
                new float[0][],
                0,
                0,
                new StageTimes(
                        Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }
}
