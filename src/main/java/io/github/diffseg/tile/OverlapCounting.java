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

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares each tile with its left and its upper neighbour where they overlap. In memory are the
 * parts of one row of tiles that the next row overlaps.
 */
final class OverlapCounting {

    /** A part of a tile, and the number over all tiles of its label 0, which no segment has. */
    private record Strip(
            long x, long y, int width, int height, int base, int bytes, ByteBuffer packed) {

        static Strip of(Tile tile, int[] labels, int count, int base, long left, long top) {
            int width = (int) (tile.x() + tile.width() - left);
            int height = (int) (tile.y() + tile.height() - top);
            int[] part = new int[width * height];
            for (int y = 0; y < height; y++) {
                System.arraycopy(
                        labels,
                        (int) (top - tile.y() + y) * tile.width() + (int) (left - tile.x()),
                        part,
                        y * width,
                        width);
            }
            return new Strip(
                    left,
                    top,
                    width,
                    height,
                    base,
                    PackedLabels.bytes(count),
                    PackedLabels.pack(part, count));
        }

        int at(long column, long row) {
            return PackedLabels.get(packed, (int) (row - y) * width + (int) (column - x), bytes);
        }
    }

    private final TilePlan plan;
    private final Strip[] above;
    private Strip left;
    private final List<Overlap> overlaps = new ArrayList<>();

    OverlapCounting(TilePlan plan) {
        this.plan = plan;
        above = new Strip[plan.columns()];
    }

    /**
     * Compares the next tile.
     *
     * @param tile the next of the plan
     * @param labels {@code [height · width]} of the tile
     * @param count of its segments
     * @param base how many segments the tiles before have
     */
    void add(Tile tile, int[] labels, int count, int base) {
        if (tile.column() > 0) {
            long seam = tile.coreLeft();
            Pairs pairs = new Pairs(left, tile, labels, count, base);
            for (long y = tile.coreTop(); y < tile.coreBottom(); y++) {
                pairs.addUnseen(seam - 1, y, seam, y);
            }
            pairs.appendTo(overlaps);
        }
        if (tile.row() > 0) {
            long seam = tile.coreTop();
            Pairs pairs = new Pairs(above[tile.column()], tile, labels, count, base);
            for (long x = tile.coreLeft(); x < tile.coreRight(); x++) {
                pairs.addUnseen(x, seam - 1, x, seam);
            }
            pairs.appendTo(overlaps);
        }
        if (tile.column() + 1 < plan.columns()) {
            long next = plan.tile(tile.index() + 1).x();
            left = Strip.of(tile, labels, count, base, next, tile.y());
        }
        if (tile.row() + 1 < plan.rows()) {
            long next = plan.tile(tile.index() + plan.columns()).y();
            above[tile.column()] = Strip.of(tile, labels, count, base, tile.x(), next);
        }
    }

    /** {@return what was found so far, in the order of the tiles} */
    List<Overlap> overlaps() {
        return overlaps;
    }

    private static final class Pairs {

        private final Strip before;
        private final Tile tile;
        private final int[] labels;
        private final int base;

        /** By both labels: squares shared, and squares of the unseen line. */
        private final Map<Long, int[]> shared = new TreeMap<>();

        private final Map<Integer, Integer> ofBefore = new TreeMap<>();
        private final int[] ofTile;

        Pairs(Strip before, Tile tile, int[] labels, int count, int base) {
            this.before = before;
            this.tile = tile;
            this.labels = labels;
            this.base = base;
            ofTile = new int[count + 1];
            long right = Math.min(before.x() + before.width(), tile.x() + tile.width());
            long bottom = Math.min(before.y() + before.height(), tile.y() + tile.height());
            for (long y = Math.max(before.y(), tile.y()); y < bottom; y++) {
                for (long x = Math.max(before.x(), tile.x()); x < right; x++) {
                    int first = before.at(x, y);
                    int second = at(x, y);
                    ofTile[second]++;
                    ofBefore.merge(first, 1, Integer::sum);
                    pair(first, second)[0]++;
                }
            }
        }

        private int at(long x, long y) {
            return labels[(int) (y - tile.y()) * tile.width() + (int) (x - tile.x())];
        }

        private int[] pair(int first, int second) {
            return shared.computeIfAbsent((long) first << Integer.SIZE | second, k -> new int[2]);
        }

        /** From a square of the one core to the next one of the other. */
        void addUnseen(long fromX, long fromY, long toX, long toY) {
            int first = before.at(fromX, fromY);
            int second = at(toX, toY);
            if (first == before.at(toX, toY) && second == at(fromX, fromY)) {
                pair(first, second)[1]++;
            }
        }

        void appendTo(List<Overlap> overlaps) {
            shared.forEach(
                    (labels, squares) -> {
                        int first = (int) (labels >> Integer.SIZE);
                        int second = (int) (long) labels;
                        if (first > 0 && second > 0) {
                            overlaps.add(
                                    new Overlap(
                                            before.base() + first - 1,
                                            base + second - 1,
                                            squares[0],
                                            ofBefore.get(first),
                                            ofTile[second],
                                            squares[1]));
                        }
                    });
        }
    }
}
