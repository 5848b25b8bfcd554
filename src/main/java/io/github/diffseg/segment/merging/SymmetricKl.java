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

package io.github.diffseg.segment.merging;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;

/**
 * The distance of two attention maps: {@code D(p, q) = (KL(p‖q) + KL(q‖p)) / 2} with the natural
 * logarithm (equation 3 of the paper).
 *
 * <p>{@code 2 D(p, q) = Σ (p − q)(log p − log q)} does not change when one vector is subtracted
 * from both distributions and another one from both logarithms. Centring both at the means of the
 * first list keeps float32 exact where maps are much alike, and leaves matrix products: {@code D_ij
 * = ½ (H_i + H_j − C_ij − C_ji)}.
 */
final class SymmetricKl {

    /** Rows of the second list whose logarithms exist at a time, at most. */
    private static final int MOST_CHUNK_ROWS = 128;

    /** Elements of such a chunk: 2 MB, whatever the length of a row, so that it fits the cache. */
    private static final long CHUNK_ELEMENTS = 1L << 19;

    /** The same on a GPU, which small chunks would leave idle: 64 MB, of as many rows as fit. */
    private static final long GPU_CHUNK_ELEMENTS = 1L << 24;

    private SymmetricKl() {}

    /**
     * All distances between two lists of distributions.
     *
     * @param first {@code [a, n]} float32, each row a distribution; values below the smallest
     *     normal float count as that in the logarithm
     * @param second {@code [b, n]} float32 on the same device
     * @return {@code [a, b]} float32, 0 or more; attached to the manager of the first list
     */
    static NDArray distances(NDArray first, NDArray second, Progress progress) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray centre = mean(first);
            NDArray logP = scaledLogarithm(first);
            NDArray logCentre = mean(logP);
            logP.subi(logCentre);
            NDArray p = first.sub(centre);
            NDArray entropyP = sumOfProducts(p, logP);

            long rows = second.getShape().get(0);
            NDArray distances =
                    first.getManager()
                            .create(new Shape(first.getShape().get(0), rows), DataType.FLOAT32);
            long chunkRows = chunkRows(second);
            for (long start = 0; start < rows; start += chunkRows) {
                progress.checkCancelled();
                long end = Math.min(rows, start + chunkRows);
                try (NDScope chunk = new NDScope()) {
                    chunk.suppressNotUsedWarning();
                    NDArray part = second.get(new NDIndex().addSliceDim(start, end));
                    NDArray logQ = scaledLogarithm(part).subi(logCentre);
                    NDArray q = part.sub(centre);
                    NDArray cross = p.matMul(logQ.transpose()).addi(logP.matMul(q.transpose()));
                    NDArray distance =
                            halfDifference(entropyP, sumOfProducts(q, logQ).transpose(), cross);
                    distances.set(new NDIndex().addAllDim().addSliceDim(start, end), distance);
                }
            }
            NDScope.unregister(distances);
            return distances;
        }
    }

    /**
     * All distances among one list of distributions.
     *
     * @param list {@code [a, n]} float32, as in {@link #distances}
     * @return {@code [a, a]} float32, 0 or more, symmetric; attached to the manager of the list
     */
    static NDArray distancesAmong(NDArray list) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray logP = scaledLogarithm(list);
            logP.subi(mean(logP));
            NDArray p = list.sub(mean(list));
            NDArray entropy = sumOfProducts(p, logP);
            NDArray cross = p.matMul(logP.transpose());
            NDArray distances =
                    halfDifference(entropy, entropy.transpose(), cross.add(cross.transpose()));
            NDScope.unregister(distances);
            return distances;
        }
    }

    private static long chunkRows(NDArray list) {
        long width = list.getShape().get(1);
        return list.getDevice().isGpu()
                ? Math.max(1, GPU_CHUNK_ELEMENTS / width)
                : Math.min(MOST_CHUNK_ROWS, Math.max(1, CHUNK_ELEMENTS / width));
    }

    private static NDArray mean(NDArray rows) {
        return rows.mean(new int[] {0}, true);
    }

    private static NDArray sumOfProducts(NDArray p, NDArray logP) {
        return p.mul(logP).sum(new int[] {1}, true);
    }

    /**
     * {@code ½ (H_i + H_j − (C_ij + C_ji))}, summed in an order that is the same for ij and ji;
     * rounding may carry the distance of equals below 0.
     */
    private static NDArray halfDifference(NDArray column, NDArray row, NDArray cross) {
        return column.add(row).subi(cross).muli(0.5f).maximum(0f);
    }

    /** log(n · p): the factor cancels in D and keeps the logarithm of a flat map near 0. */
    private static NDArray scaledLogarithm(NDArray distributions) {
        return distributions
                .maximum(Float.MIN_NORMAL)
                .muli((float) distributions.getShape().get(1))
                .log();
    }
}
