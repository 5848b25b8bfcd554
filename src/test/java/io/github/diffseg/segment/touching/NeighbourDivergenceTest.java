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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.WithEngine;
import org.junit.jupiter.api.Test;

class NeighbourDivergenceTest extends WithEngine {

    private static final int ROWS = 5;
    private static final int COLUMNS = 7;
    private static final int CELLS = ROWS * COLUMNS;

    @Test
    void isTheDivergenceOfOppositeNeighbours() {
        float[] p = RandomMaps.distributions(CELLS, CELLS, 3, 0.7, 4);
        NDArray maps = matrix(p, CELLS);
        float[] found = NeighbourDivergence.of(maps, ROWS, COLUMNS, Progress.NONE);
        for (int row = 0; row < ROWS; row++) {
            assertIsTheDivergence(p, found, row, ROWS, COLUMNS);
        }
    }

    /** Grids of 64 x 64 are gone through in parts of 30 rows. */
    @Test
    void partsOfALargeGridSeeTheRowsBesideThem() {
        int side = 64;
        int cells = side * side;
        float[] p = RandomMaps.distributions(cells, cells, 3, 0.7, 4);
        float[] found = NeighbourDivergence.of(matrix(p, cells), side, side, Progress.NONE);
        for (int row : new int[] {0, 29, 30, 59, 60, 63}) {
            assertIsTheDivergence(p, found, row, side, side);
        }
    }

    private static void assertIsTheDivergence(
            float[] p, float[] found, int row, int rows, int columns) {
        int cells = rows * columns;
        for (int column = 0; column < columns; column++) {
            int left = row * columns + Math.max(0, column - 1);
            int right = row * columns + Math.min(columns - 1, column + 1);
            int up = Math.max(0, row - 1) * columns + column;
            int down = Math.min(rows - 1, row + 1) * columns + column;
            double expected =
                    RandomMaps.distance(p, left, p, right, cells)
                            + RandomMaps.distance(p, up, p, down, cells);
            assertEquals(expected, found[row * columns + column], 1e-5 * (1 + expected));
        }
    }

    /** Two objects side by side: the cells on both sides of the line between them stand out. */
    @Test
    void twoObjectsHaveAnEdgeBetweenThem() {
        float[] p = new float[CELLS * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            for (int key = 0; key < CELLS; key++) {
                boolean same = cell % COLUMNS < 3 == key % COLUMNS < 3;
                p[cell * CELLS + key] = same ? 0.9f : 0.1f;
            }
        }
        NDArray maps = matrix(p, CELLS);
        float[] edges = NeighbourDivergence.of(maps, ROWS, COLUMNS, Progress.NONE);
        for (int cell = 0; cell < CELLS; cell++) {
            int column = cell % COLUMNS;
            assertTrue(column == 2 || column == 3 ? edges[cell] > 1 : edges[cell] == 0);
        }
    }
}
