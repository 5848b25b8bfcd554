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

package io.github.diffseg.segment.cut;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/**
 * Attention maps as the steps of a random walk from cell to cell (Ivanova et al., "Unsupervised
 * Segmentation by Diffusing, Walking and Cutting", WACV 2026): cells are alike if a walk from one
 * and a walk from the other end in the same places.
 */
public final class RandomWalk {

    /** Steps of the walk; more join what is connected through others. */
    private static final int STEPS = 1;

    /** The power that the similarities are raised to. */
    private static final double POWER = 1;

    /** Cells are joined two by two along each axis until there are no more. */
    private static final int MOST_CELLS = 1536;

    private RandomWalk() {}

    /**
     * Compares the cells of a grid by where walks from them end.
     *
     * @param maps {@code [height · width, height · width]} float32, rows sum to 1
     * @param height of the grid
     * @param width of the grid
     * @return a coarser grid that is cut, if this has many cells, and this one that is scored; to
     *     be closed by the caller
     */
    public static ComparedCells compared(NDArray maps, int height, int width) {
        int factor = 1;
        while (height % (2 * factor) == 0
                && width % (2 * factor) == 0
                && (long) height * width > (long) MOST_CELLS * factor * factor) {
            factor *= 2;
        }
        long rows = height / factor;
        long columns = width / factor;
        long cells = rows * columns;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Where a step ends is added up over the joined cells
            NDArray fine =
                    maps.reshape(new Shape(-1, rows, factor, columns, factor))
                            .sum(new int[] {2, 4})
                            .reshape(-1, cells);
            // Where it begins is averaged over them
            NDArray coarse =
                    fine.reshape(new Shape(rows, factor, columns, factor, cells))
                            .sum(new int[] {1, 3})
                            .reshape(cells, cells)
                            .divi(factor * factor);
            NDArray walked = coarse;
            for (int step = 1; step < STEPS; step++) {
                walked = walked.matMul(coarse);
                fine = fine.matMul(coarse);
            }
            return ComparedCells.of(walked, fine, height, width, POWER);
        }
    }
}
