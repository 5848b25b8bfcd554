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

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/**
 * The labels of a plane as an image whose cells are read from the disk when they are asked for; a
 * few are kept.
 */
final class LabelCells implements LazyCellImg.Get<Cell<IntArray>> {

    private static final int SIDE = 512;

    /** 32 MB. */
    private static final int KEPT = 32;

    private final TilePlan plan;
    private final ScratchFile file;
    private final int[] firstOfTile;
    private final int[] labelOfPart;
    private final CellGrid grid;
    private final Map<Long, Cell<IntArray>> kept =
            new LinkedHashMap<>(KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, Cell<IntArray>> eldest) {
                    return size() > KEPT;
                }
            };

    private LabelCells(TilePlan plan, ScratchFile file, int[] firstOfTile, int[] labelOfPart) {
        this.plan = plan;
        this.file = file;
        this.firstOfTile = firstOfTile;
        this.labelOfPart = labelOfPart;
        grid =
                new CellGrid(
                        new long[] {plan.width(), plan.height()},
                        new int[] {
                            (int) Math.min(SIDE, plan.width()), (int) Math.min(SIDE, plan.height())
                        });
    }

    /**
     * {@return the image}
     *
     * @param labelOfPart 0 for no segment
     */
    static LazyCellImg<UnsignedIntType, IntArray> image(
            TilePlan plan, ScratchFile file, int[] firstOfTile, int[] labelOfPart) {
        LabelCells cells = new LabelCells(plan, file, firstOfTile, labelOfPart);
        return new LazyCellImg<>(cells.grid, new UnsignedIntType(), cells);
    }

    @Override
    public Cell<IntArray> get(long index) {
        synchronized (kept) {
            return kept.computeIfAbsent(index, this::read);
        }
    }

    private Cell<IntArray> read(long index) {
        long[] min = new long[2];
        int[] size = new int[2];
        grid.getCellDimensions(index, min, size);
        int[] labels = new int[size[0] * size[1]];
        int r = plan.reduction();
        long left = min[0] / r;
        long right = (min[0] + size[0] - 1) / r + 1;
        long bottom = (min[1] + size[1] - 1) / r + 1;
        int width = (int) (right - left);
        int[] row = new int[width];
        long rowRead = -1;
        Block block = new Block(left, min[1] / r, right, bottom);
        int[] squares = block.read();
        for (int y = 0; y < size[1]; y++) {
            long gridRow = (min[1] + y) / r - block.top();
            if (gridRow != rowRead) {
                System.arraycopy(squares, (int) gridRow * width, row, 0, width);
                rowRead = gridRow;
            }
            for (int x = 0; x < size[0]; x++) {
                labels[y * size[0] + x] = row[(int) ((min[0] + x) / r - left)];
            }
        }
        return new Cell<>(size, min, new IntArray(labels));
    }

    /** A rectangle of the grid, which the cores of several tiles may have a part in. */
    private final class Block {

        private final long left;
        private final long top;
        private final int width;
        private final int[] labels;

        Block(long left, long top, long right, long bottom) {
            this.left = left;
            this.top = top;
            width = (int) (right - left);
            labels = new int[width * (int) (bottom - top)];
        }

        long top() {
            return top;
        }

        int[] read() {
            Arrays.fill(labels, 0);
            long right = left + width;
            long bottom = top + labels.length / width;
            int first = plan.tileAt(left, top);
            int last = plan.tileAt(right - 1, bottom - 1);
            int columns = plan.columns();
            for (int row = first / columns; row <= last / columns; row++) {
                for (int column = first % columns; column <= last % columns; column++) {
                    copy(plan.tile(row * columns + column), right, bottom);
                }
            }
            return labels;
        }

        private void copy(Tile tile, long right, long bottom) {
            long fromX = Math.max(left, tile.coreLeft());
            long fromY = Math.max(top, tile.coreTop());
            int partWidth = (int) (Math.min(right, tile.coreRight()) - fromX);
            int partHeight = (int) (Math.min(bottom, tile.coreBottom()) - fromY);
            int[] parts =
                    file.read(
                            tile.index(),
                            (int) (fromX - tile.coreLeft()),
                            (int) (fromY - tile.coreTop()),
                            partWidth,
                            partHeight);
            int base = firstOfTile[tile.index()] - 1;
            for (int y = 0; y < partHeight; y++) {
                int target = (int) (fromY - top + y) * width + (int) (fromX - left);
                for (int x = 0; x < partWidth; x++) {
                    int part = parts[y * partWidth + x];
                    labels[target + x] = part == 0 ? 0 : labelOfPart[base + part];
                }
            }
        }
    }
}
