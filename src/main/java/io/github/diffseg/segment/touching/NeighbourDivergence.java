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
import io.github.diffseg.progress.Progress;
import java.util.stream.IntStream;

/**
 * Where objects end, by attention alone: how much the maps of opposite neighbours of a cell differ,
 * those at the left and the right and those above and below (TRACE, arXiv 2503.07982, without its
 * training). The difference of two maps is their symmetric KL divergence, {@code ½ Σ (p − q)(log p
 * − log q)}.
 *
 * <p>Computed in float64 and in one order, so that no number of threads changes a label.
 */
public final class NeighbourDivergence {

    private final NDArray maps;
    private final int rows;
    private final int columns;
    private final int cells;

    private NeighbourDivergence(NDArray maps, int rows, int columns) {
        this.maps = maps;
        this.rows = rows;
        this.columns = columns;
        cells = rows * columns;
    }

    /** One row of the grid: the maps of its cells, and their logarithms. */
    private record GridRow(float[] maps, double[] logarithms) {}

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
        float[] divergence = new float[cells];
        GridRow above = read(0);
        GridRow here = above;
        for (int row = 0; row < rows; row++) {
            progress.checkCancelled();
            GridRow up = above;
            GridRow middle = here;
            GridRow down = row + 1 < rows ? read(row + 1) : here;
            int first = row * columns;
            IntStream.range(0, columns)
                    .parallel()
                    .forEach(
                            column -> {
                                int left = Math.max(0, column - 1);
                                int right = Math.min(columns - 1, column + 1);
                                divergence[first + column] =
                                        (float)
                                                (between(middle, left, middle, right)
                                                        + between(up, column, down, column));
                            });
            above = here;
            here = down;
        }
        return divergence;
    }

    private GridRow read(int row) {
        float[] values;
        // To read an array of a GPU leaves a copy behind, which a scope closes
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            long first = (long) row * columns;
            values = maps.get(new NDIndex().addSliceDim(first, first + columns)).toFloatArray();
        }
        double[] logarithms =
                IntStream.range(0, values.length)
                        .parallel()
                        .mapToDouble(i -> Math.log(Math.max(values[i], Float.MIN_NORMAL)))
                        .toArray();
        return new GridRow(values, logarithms);
    }

    private double between(GridRow one, int cell, GridRow other, int otherCell) {
        int p = cell * cells;
        int q = otherCell * cells;
        double twice = 0;
        for (int i = 0; i < cells; i++) {
            twice +=
                    ((double) one.maps[p + i] - other.maps[q + i])
                            * (one.logarithms[p + i] - other.logarithms[q + i]);
        }
        return twice / 2;
    }
}
