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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Cuts a set of cells in two again and again while the normalised cut is cheap (DiffCut, algorithm
 * 1), the cheapest first: so what was cut up to any limit is what a recursion with that limit cuts.
 */
final class RecursiveCut {

    private final NDManager manager;
    private final double limit;
    private final Progress progress;

    /** A set of cells. Those that were cut have two parts. */
    static final class Part {

        final int[] cells;
        final double limit;
        Part first;
        Part second;
        private final NormalisedCut cut;

        /** W of its cells, while it may still be cut: together no more than W of all. */
        private NDArray affinity;

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

    private RecursiveCut(NDManager manager, double limit, Progress progress) {
        this.manager = manager;
        this.limit = limit;
        this.progress = progress;
    }

    /**
     * Cuts all cells.
     *
     * @param affinity W, {@code [n, n]} float64 or float32, symmetric, 0 or more, above 0 on the
     *     diagonal
     * @param limit a part is cut while its NCut is below, at most 2
     * @param mostLeaves no more parts than these are made, at least 1
     * @return the root
     */
    static Part root(NDArray affinity, double limit, int mostLeaves, Progress progress) {
        try (NDManager manager = affinity.getManager().newSubManager()) {
            return new RecursiveCut(manager, limit, progress).run(affinity, mostLeaves);
        }
    }

    private Part run(NDArray affinity, int mostLeaves) {
        int[] all = new int[(int) affinity.getShape().get(0)];
        Arrays.setAll(all, i -> i);
        NormalisedCut cut = NormalisedCut.of(affinity, progress);
        Part root = new Part(all, cut, Math.max(0, cut.value()));
        root.affinity = affinity;
        PriorityQueue<Part> open =
                new PriorityQueue<>(
                        Comparator.<Part>comparingDouble(part -> part.limit)
                                .thenComparingInt(part -> part.cells[0]));
        open.add(root);
        int leaves = 1;
        while (leaves < mostLeaves && !open.isEmpty() && open.peek().limit < limit) {
            progress.report("Cutting", (double) leaves / mostLeaves);
            Part part = open.poll();
            part.first = part(part, true);
            part.second = part(part, false);
            if (part != root) {
                part.affinity.close();
            }
            part.affinity = null;
            open.add(part.first);
            open.add(part.second);
            leaves++;
        }
        return root;
    }

    private Part part(Part whole, boolean upper) {
        progress.checkCancelled();
        int[] inWhole =
                IntStream.range(0, whole.cells.length)
                        .filter(i -> whole.cut.upper()[i] == upper)
                        .toArray();
        int[] cells = Arrays.stream(inWhole).map(i -> whole.cells[i]).toArray();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray index = manager.create(inWhole);
            NDArray own = whole.affinity.get(index).get(new NDIndex(":, {}", index));
            NormalisedCut cut = NormalisedCut.of(own, progress);
            Part part = new Part(cells, cut, Math.max(whole.limit, cut.value()));
            if (part.limit < limit) {
                own.attach(manager);
                NDScope.unregister(own);
                part.affinity = own;
            }
            return part;
        }
    }
}
