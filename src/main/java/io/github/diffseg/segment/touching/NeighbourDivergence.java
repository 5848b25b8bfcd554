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

package io.github.diffseg.segment.touching;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import io.github.diffseg.progress.Progress;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Where objects end, by attention alone: how much the maps of opposite neighbours of a cell differ,
 * those at the left and the right and those above and below (TRACE, arXiv 2503.07982, without its
 * training). The difference of two maps is their symmetric KL divergence, {@code ½ Σ (p − q)(log p
 * − log q)}.
 *
 * <p>Computed on the device of the maps, in float64 and each cell by itself, so that no number of
 * threads changes a label.
 */
public final class NeighbourDivergence {

    /** Of the maps that exist in float64 at a time: 64 MB. */
    private static final long CHUNK_ELEMENTS = 1L << 23;

    private final NDArray maps;
    private final int rows;
    private final int columns;

    private NeighbourDivergence(NDArray maps, int rows, int columns) {
        this.maps = maps;
        this.rows = rows;
        this.columns = columns;
    }

    /**
     * The divergence at each cell.
     *
     * @param maps {@code [n, n]} float32 with n = rows · columns, each row a distribution
     * @param rows of the grid
     * @param columns of the grid
     * @param progress asked whether to stop
     * @return {@code [rows, columns]}, 0 or more; a cell at the edge is its own missing neighbour
     */
    public static float[] of(NDArray maps, int rows, int columns, Progress progress) {
        return new NeighbourDivergence(maps, rows, columns).of(progress);
    }

    private float[] of(Progress progress) {
        float[] divergence = new float[rows * columns];
        // Two more rows are looked at, one above and one below
        int rowsAtATime = (int) Math.max(1, CHUNK_ELEMENTS / columns / maps.getShape().get(1) - 2);
        for (int first = 0; first < rows; first += rowsAtATime) {
            progress.checkCancelled();
            int end = Math.min(rows, first + rowsAtATime);
            double[] part = ofRows(first, end);
            for (int cell = 0; cell < part.length; cell++) {
                divergence[first * columns + cell] = (float) part[cell];
            }
        }
        return divergence;
    }

    private double[] ofRows(int first, int end) {
        int top = Math.max(0, first - 1);
        int bottom = Math.min(rows, end + 1);
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray seen =
                    maps.get(
                                    new NDIndex()
                                            .addSliceDim(
                                                    (long) top * columns, (long) bottom * columns))
                            .toType(DataType.FLOAT64, false);
            NDArray logarithms = seen.maximum(Float.MIN_NORMAL).log();
            int begin = (first - top) * columns;
            int[] cells = IntStream.range(begin, begin + (end - first) * columns).toArray();
            int last = (bottom - top) * columns - 1;
            NDArray sideways =
                    between(
                            seen,
                            logarithms,
                            cells,
                            cell -> cell % columns == 0 ? cell : cell - 1,
                            cell -> cell % columns == columns - 1 ? cell : cell + 1);
            NDArray upright =
                    between(
                            seen,
                            logarithms,
                            cells,
                            cell -> cell < columns ? cell : cell - columns,
                            cell -> cell + columns > last ? cell : cell + columns);
            return sideways.addi(upright).toDoubleArray();
        }
    }

    /**
     * {@return {@code [count]}, the divergence of two neighbours of each of the cells}
     *
     * @param seen maps, {@code [m, n]} float64
     * @param logarithms of these
     * @param cells rows of both
     * @param one neighbour
     * @param other the opposite one
     */
    private static NDArray between(
            NDArray seen,
            NDArray logarithms,
            int[] cells,
            IntUnaryOperator one,
            IntUnaryOperator other) {
        NDArray p = seen.getManager().create(IntStream.of(cells).map(one).toArray());
        NDArray q = seen.getManager().create(IntStream.of(cells).map(other).toArray());
        NDArray differences = seen.get(p).subi(seen.get(q));
        NDArray ofLogarithms = logarithms.get(p).subi(logarithms.get(q));
        return differences.muli(ofLogarithms).sum(new int[] {1}).muli(0.5);
    }
}
