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

package io.github.diffseg.segment.border;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelBox;

/**
 * Refines the borders of a plane tile by tile, each with a margin in which borders are looked at
 * but not decided. What an edge has to exceed is measured over the whole plane.
 */
final class BorderTiles {

    /** The longest side of a tile without its margin, in pixels. */
    static final int SIDE = 640;

    /** Beyond it, what a pixel is like no longer tells. */
    private static final int MARGIN_RADII = 4;

    /** The part of the work in which contrasts are measured, about. */
    private static final double MEASURING_SHARE = 0.2;

    private final int[] segmentOf;
    private final GuideImage guide;
    private final int radius;
    private final int columns;
    private final int rows;

    BorderTiles(int[] segmentOf, GuideImage guide, int radius) {
        this(segmentOf, guide, radius, SIDE);
    }

    /**
     * Divides the plane into tiles of a given size.
     *
     * @param segmentOf {@code [height · width]}, 0 or more, or {@link
     *     NonMaximumSuppression#OUTSIDE}; not changed
     * @param guide the picture, of the same size
     * @param radius how far a border may be wrong, in pixels, at least 1
     * @param side the longest side of a tile, in pixels
     */
    BorderTiles(int[] segmentOf, GuideImage guide, int radius, int side) {
        this.segmentOf = segmentOf;
        this.guide = guide;
        this.radius = radius;
        columns = (guide.width() - 1) / side + 1;
        rows = (guide.height() - 1) / side + 1;
    }

    /** A new array, with the pixels near borders decided anew. */
    int[] refined(Progress progress) {
        String step = "Moving borders to edges";
        int tiles = columns * rows;
        progress.report(step, 0);
        long contrast = 0;
        long pairs = 0;
        for (int i = 0; i < tiles; i++) {
            progress.checkCancelled();
            BorderTile tile = tile(i);
            contrast += tile.contrast();
            pairs += tile.pairs();
            progress.report(step, MEASURING_SHARE * (i + 1) / tiles);
        }
        EdgeWeights weights = new EdgeWeights(pairs == 0 ? 1 : (double) contrast / pairs);
        int[] refined = segmentOf.clone();
        for (int i = 0; i < tiles; i++) {
            progress.checkCancelled();
            BorderTile tile = tile(i);
            if (tile.pairs() > 0) {
                new MembershipWalk(tile, weights).decide(refined, guide.width(), progress);
            }
            progress.report(step, MEASURING_SHARE + (1 - MEASURING_SHARE) * (i + 1) / tiles);
        }
        return refined;
    }

    private BorderTile tile(int i) {
        int column = i % columns;
        int row = i / columns;
        PixelBox core = new PixelBox();
        core.add(start(column, columns, guide.width()), start(row, rows, guide.height()));
        core.add(
                start(column + 1, columns, guide.width()) - 1,
                start(row + 1, rows, guide.height()) - 1);
        return new BorderTile(segmentOf, guide, radius, core, MARGIN_RADII * radius);
    }

    private static int start(int index, int count, int length) {
        return (int) ((long) length * index / count);
    }
}
