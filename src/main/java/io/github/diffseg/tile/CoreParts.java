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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.ConnectedComponents;
import io.github.diffseg.segment.label.PixelAssignment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The parts that segments consist of: what a segment of a tile has in the tile's core, as a whole
 * or, where segments are split into connected parts, each of these. Parts lie on disk; in memory
 * are their sizes, what touches what, and the lines along which the next cores will touch.
 */
final class CoreParts {

    /**
     * One of them.
     *
     * @param segment of a tile, by its number over all tiles
     * @param area in pixels of the plane
     * @param left in pixels of the plane
     * @param top in pixels of the plane
     * @param right in pixels of the plane, not included
     * @param bottom in pixels of the plane, not included
     */
    record Part(int segment, long area, long left, long top, long right, long bottom) {}

    private static final int NONE = -1;

    private final TilePlan plan;
    private final ScratchFile file;
    private final boolean split;
    private final boolean contactsCount;
    private final int[] firstOfTile;
    private final List<Part> parts = new ArrayList<>();
    private final List<PartContact> contacts = new ArrayList<>();

    /** The last rows of the row of cores above, one array a core; of this row, as far as it is. */
    private final int[][] above;

    private final int[][] lastRows;
    private int[] leftColumn;

    /**
     * @param split whether connected parts count each
     * @param contactsCount whether anybody will ask for them
     */
    CoreParts(TilePlan plan, ScratchFile file, boolean split, boolean contactsCount) {
        this.plan = plan;
        this.file = file;
        this.split = split;
        this.contactsCount = contactsCount;
        firstOfTile = new int[plan.size()];
        above = new int[plan.columns()][];
        lastRows = new int[plan.columns()][];
    }

    /**
     * Adds the core of the next tile.
     *
     * @param tile the next of the plan
     * @param labels {@code [height · width]} of the tile
     * @param count of its segments
     * @param base how many segments the tiles before have
     */
    void add(Tile tile, int[] labels, int count, int base, Progress progress) {
        int width = tile.coreWidth();
        int height = tile.coreHeight();
        int[] core = new int[width * height];
        int offset = (int) (tile.coreTop() - tile.y()) * tile.width();
        offset += (int) (tile.coreLeft() - tile.x());
        for (int y = 0; y < height; y++) {
            System.arraycopy(labels, offset + y * tile.width(), core, y * width, width);
        }
        int[] segmentOfPart = IntStream.rangeClosed(0, count).map(i -> i - 1).toArray();
        if (split) {
            segmentOfPart = split(core, width, segmentOfPart, progress);
        }
        firstOfTile[tile.index()] = parts.size();
        measure(tile, core, segmentOfPart, base);
        file.append(core, width, segmentOfPart.length - 1);
        if (contactsCount) {
            touch(tile, core);
        }
    }

    /** Makes connected parts of the labels, in place; gives the segment of each, from 1 on. */
    private static int[] split(int[] core, int width, int[] segmentOf, Progress progress) {
        int[] shifted = Arrays.stream(core).map(label -> label - 1).toArray();
        int[] segments = IntStream.range(0, segmentOf.length - 1).toArray();
        PixelAssignment components =
                ConnectedComponents.split(new PixelAssignment(shifted, segments), width, progress);
        for (int i = 0; i < core.length; i++) {
            core[i] = components.segmentOf()[i] + 1;
        }
        int[] segmentOfPart = new int[components.proposalOf().length + 1];
        segmentOfPart[0] = NONE;
        System.arraycopy(components.proposalOf(), 0, segmentOfPart, 1, segmentOfPart.length - 1);
        return segmentOfPart;
    }

    private void measure(Tile tile, int[] core, int[] segmentOfPart, int base) {
        int count = segmentOfPart.length;
        long[] areas = new long[count];
        long[][] ends = new long[count][];
        int r = plan.reduction();
        for (int y = 0; y < tile.coreHeight(); y++) {
            long top = (tile.coreTop() + y) * r;
            long bottom = Math.min(plan.height(), top + r);
            for (int x = 0; x < tile.coreWidth(); x++) {
                int part = core[y * tile.coreWidth() + x];
                long left = (tile.coreLeft() + x) * r;
                long right = Math.min(plan.width(), left + r);
                areas[part] += (right - left) * (bottom - top);
                if (ends[part] == null) {
                    ends[part] = new long[] {left, top, right, bottom};
                }
                ends[part][0] = Math.min(ends[part][0], left);
                ends[part][2] = Math.max(ends[part][2], right);
                ends[part][3] = bottom;
            }
        }
        for (int part = 1; part < count; part++) {
            long[] end = ends[part] == null ? new long[4] : ends[part];
            parts.add(
                    new Part(
                            base + segmentOfPart[part],
                            areas[part],
                            end[0],
                            end[1],
                            end[2],
                            end[3]));
        }
    }

    private void touch(Tile tile, int[] core) {
        int width = tile.coreWidth();
        int height = tile.coreHeight();
        int base = firstOfTile[tile.index()] - 1;
        int[] numbers = Arrays.stream(core).map(part -> part == 0 ? NONE : base + part).toArray();
        ContactCounting counting = new ContactCounting();
        int[] before = tile.row() > 0 ? around(tile) : null;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int here = numbers[y * width + x];
                boolean leftEnd = x == 0;
                int left =
                        !leftEnd
                                ? numbers[y * width + x - 1]
                                : tile.column() > 0 ? leftColumn[y] : NONE;
                counting.add(left, here);
                if (leftEnd && tile.column() > 0 && y + 1 < height) {
                    counting.add(leftColumn[y + 1], here);
                }
                for (int side = -1; side <= 1; side++) {
                    counting.add(upper(numbers, before, tile, x, y, side), here);
                }
            }
        }
        counting.appendTo(contacts);
        int[] lastColumn = new int[height];
        for (int y = 0; y < height; y++) {
            lastColumn[y] = numbers[y * width + width - 1];
        }
        leftColumn = lastColumn;
        lastRows[tile.column()] = Arrays.copyOfRange(numbers, (height - 1) * width, height * width);
        if (tile.column() + 1 == plan.columns()) {
            System.arraycopy(lastRows, 0, above, 0, above.length);
        }
    }

    /** The last row of the cores above, from one square left of this core to one right of it. */
    private int[] around(Tile tile) {
        int[] middle = above[tile.column()];
        int[] row = new int[middle.length + 2];
        System.arraycopy(middle, 0, row, 1, middle.length);
        int[] left = tile.column() > 0 ? above[tile.column() - 1] : null;
        row[0] = left == null ? NONE : left[left.length - 1];
        int[] right = tile.column() + 1 < plan.columns() ? above[tile.column() + 1] : null;
        row[row.length - 1] = right == null ? NONE : right[0];
        return row;
    }

    private int upper(int[] numbers, int[] before, Tile tile, int x, int y, int side) {
        int width = tile.coreWidth();
        int column = x + side;
        if (y == 0) {
            return before == null ? NONE : before[column + 1];
        }
        if (column < 0) {
            return tile.column() > 0 ? leftColumn[y - 1] : NONE;
        }
        // What lies right of this core is not known yet; it will look back
        return column < width ? numbers[(y - 1) * width + column] : NONE;
    }

    /** {@return all parts, those of a tile one after another} */
    List<Part> parts() {
        return parts;
    }

    /** {@return what touches, in the order of the tiles} */
    List<PartContact> contacts() {
        return contacts;
    }

    /** {@return the number of the first part of each tile} */
    int[] firstOfTile() {
        return firstOfTile;
    }
}
