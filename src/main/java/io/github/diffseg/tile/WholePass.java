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

/**
 * What one pass over the whole plane found: which segment a square of a finer plan's grid belongs
 * to.
 */
final class WholePass {

    private final SegmentedTile segments;
    private final TilePlan plan;

    /**
     * @param segments of the only tile
     * @param plan of one tile
     */
    WholePass(SegmentedTile segments, TilePlan plan) {
        this.segments = segments;
        this.plan = plan;
    }

    /**
     * {@return how many squares of each segment of a tile lie in each segment of the whole}
     *
     * @param tile of the finer plan
     * @param labels of it
     * @param count of its segments
     */
    int[][] shares(TilePlan finer, Tile tile, int[] labels, int count) {
        int[][] shares = new int[count + 1][segments.count() + 1];
        int[] columnOf = new int[tile.width()];
        for (int x = 0; x < tile.width(); x++) {
            columnOf[x] = place(tile.x() + x, finer.reduction(), plan.gridWidth());
        }
        for (int y = 0; y < tile.height(); y++) {
            int row = place(tile.y() + y, finer.reduction(), plan.gridHeight());
            for (int x = 0; x < tile.width(); x++) {
                int whole = segments.labels()[row * segments.width() + columnOf[x]];
                shares[labels[y * tile.width() + x]][whole]++;
            }
        }
        return shares;
    }

    private int place(long square, int reduction, long length) {
        // The middle of a square: those at the end may reach beyond the plane
        long pixel = square * reduction + reduction / 2;
        return (int) Math.min(length - 1, pixel / plan.reduction());
    }
}
