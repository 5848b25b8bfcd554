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

package io.github.diffseg.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/** The sums of the layers' maps, one total for each resolution as it comes. */
final class LayerTotals {

    /** Of one resolution. */
    static final class Total {

        private final NDArray sum;
        private int layers;

        private Total(NDArray sum) {
            this.sum = sum;
        }

        /** Float32 {@code [cells, columns]}. */
        NDArray sum() {
            return sum;
        }

        int layers() {
            return layers;
        }
    }

    private final NDManager manager;
    private final Map<Grid, Total> totals = new LinkedHashMap<>();

    /**
     * @param manager frees the sums
     */
    LayerTotals(NDManager manager) {
        this.manager = manager;
    }

    /**
     * Counts a further layer.
     *
     * @return what its map is to be added to
     */
    NDArray next(Grid grid, long columns) {
        Total total = totals.computeIfAbsent(grid, g -> new Total(zeros(g, columns)));
        total.layers++;
        return total.sum;
    }

    /** The totals by resolution, in the order in which they came; may be changed. */
    Map<Grid, Total> byGrid() {
        return totals;
    }

    /**
     * @throws IllegalStateException if nothing was recorded
     */
    Grid finest() {
        return totals.keySet().stream()
                .max(Comparator.comparingLong(Grid::cells))
                .orElseThrow(() -> new IllegalStateException("No attention was recorded"));
    }

    private NDArray zeros(Grid grid, long columns) {
        NDArray zeros = manager.zeros(new Shape(grid.cells(), columns));
        // Outlives the scopes in which the network frees its intermediate arrays
        NDScope.unregister(zeros);
        return zeros;
    }
}
