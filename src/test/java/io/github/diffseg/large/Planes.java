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

package io.github.diffseg.large;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongBinaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.integer.UnsignedIntType;

/** Planes whose pixels are computed when they are asked for. */
final class Planes {

    private static final int SIDE = 512;

    private Planes() {}

    static RandomAccessibleInterval<UnsignedIntType> labels(
            long width, long height, LongBinaryOperator label) {
        CellGrid grid = new CellGrid(new long[] {width, height}, new int[] {SIDE, SIDE});
        Map<Long, Cell<IntArray>> kept =
                new LinkedHashMap<>(16, 0.75f, true) {
                    @Override
                    protected boolean removeEldestEntry(Map.Entry<Long, Cell<IntArray>> eldest) {
                        return size() > 8;
                    }
                };
        return new LazyCellImg<>(
                grid,
                new UnsignedIntType(),
                index -> {
                    synchronized (kept) {
                        return kept.computeIfAbsent(index, i -> cell(grid, i, label));
                    }
                });
    }

    private static Cell<IntArray> cell(CellGrid grid, long index, LongBinaryOperator label) {
        long[] min = new long[2];
        int[] size = new int[2];
        grid.getCellDimensions(index, min, size);
        int[] values = new int[size[0] * size[1]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (int) label.applyAsLong(min[0] + i % size[0], min[1] + i / size[0]);
        }
        return new Cell<>(size, min, new IntArray(values));
    }
}
