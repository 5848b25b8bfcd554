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
import ai.djl.ndarray.index.NDIndex;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Cuts a set of cells in two again and again while the normalised cut is cheap (DiffCut, algorithm
 * 1), the cheapest first: so what was cut up to any limit is what a recursion with that limit cuts.
 */
final class RecursiveCut {

    private final NDArray affinity;
    private final Progress progress;

    /** A set of cells. Those that were cut have two parts. */
    static final class Part {

        final int[] cells;
        final double limit;
        Part first;
        Part second;
        private final NormalisedCut cut;

        /**
         * @param limit the NCut value that a limit must exceed for this to be cut: its own cut's,
         *     or that of a part that it lies in if that is larger
         */
        private Part(int[] cells, NormalisedCut cut, double limit) {
            this.cells = cells;
            this.cut = cut;
            this.limit = limit;
        }
    }

    private RecursiveCut(NDArray affinity, Progress progress) {
        this.affinity = affinity;
        this.progress = progress;
    }

    /**
     * Cuts all cells.
     *
     * @param affinity W, {@code [n, n]} float64, symmetric, 0 or more, above 0 on the diagonal
     * @param limit a part is cut while its NCut is below, at most 2
     * @param mostLeaves no more parts than these are made, at least 1
     * @return the root
     */
    static Part root(NDArray affinity, double limit, int mostLeaves, Progress progress) {
        return new RecursiveCut(affinity, progress).run(limit, mostLeaves);
    }

    private Part run(double limit, int mostLeaves) {
        int[] all = new int[(int) affinity.getShape().get(0)];
        Arrays.setAll(all, i -> i);
        Part root = part(all, 0);
        PriorityQueue<Part> open =
                new PriorityQueue<>(
                        Comparator.<Part>comparingDouble(part -> part.limit)
                                .thenComparingInt(part -> part.cells[0]));
        open.add(root);
        int leaves = 1;
        while (leaves < mostLeaves && !open.isEmpty() && open.peek().limit < limit) {
            progress.report("Cutting", (double) leaves / mostLeaves);
            Part part = open.poll();
            part.first = part(selected(part, true), part.limit);
            part.second = part(selected(part, false), part.limit);
            open.add(part.first);
            open.add(part.second);
            leaves++;
        }
        return root;
    }

    private Part part(int[] cells, double limitAbove) {
        progress.checkCancelled();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray own = affinity;
            if (cells.length < affinity.getShape().get(0)) {
                NDArray index = affinity.getManager().create(cells);
                own = affinity.get(index).get(new NDIndex(":, {}", index));
            }
            NormalisedCut cut = NormalisedCut.of(own, progress);
            return new Part(cells, cut, Math.max(limitAbove, cut.value()));
        }
    }

    private static int[] selected(Part part, boolean upper) {
        List<Integer> cells = new ArrayList<>();
        for (int i = 0; i < part.cells.length; i++) {
            if (part.cut.upper()[i] == upper) {
                cells.add(part.cells[i]);
            }
        }
        return cells.stream().mapToInt(Integer::intValue).toArray();
    }
}
