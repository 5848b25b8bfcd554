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
import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Clusters whose number the eigenvalues of the normalised Laplacian tell (DiffCut's automatic
 * variant): where an eigenvalue stands out most from the mean of those up to it. The clusters
 * follow from the eigenvectors before it by a pivoted QR factorisation (Damle, Minden &amp; Ying,
 * Information and Inference 8, 2019).
 */
final class EigengapClusters {

    /** α, of which that with the largest gap is taken. */
    private static final double[] POWERS = {1, 5, 10, 15};

    /** So many eigenvalues beyond the first are looked at. */
    private static final int MOST_EIGENVALUES = 32;

    private static final double NO_DIVISION_BY_ZERO = 1e-6;

    private EigengapClusters() {}

    /**
     * Clusters all cells.
     *
     * @param unitRows {@code [n, channels]} float64, n at least 2
     * @return {@code [n]}, the cluster of each cell, from 0; some numbers may not occur
     */
    static int[] of(NDArray unitRows, Progress progress) {
        int cells = (int) unitRows.getShape().get(0);
        double largest = Double.NEGATIVE_INFINITY;
        double[][] vectors = null;
        int count = 0;
        int beyond = Math.min(MOST_EIGENVALUES, cells - 1);
        try (NDArray alike = Affinity.of(unitRows, 1)) {
            for (double power : POWERS) {
                Laplacian.Smallest smallest = smallest(alike, power, beyond, progress);
                double sum = 0;
                for (int i = 0; i < smallest.values().length; i++) {
                    sum += smallest.values()[i];
                    double mean = sum / (i + 1);
                    double gap = (smallest.values()[i] - mean) / (mean + NO_DIVISION_BY_ZERO);
                    if (gap > largest) {
                        largest = gap;
                        vectors = smallest.vectors();
                        count = Math.max(1, i);
                    }
                }
            }
        }
        return clusters(vectors, count);
    }

    private static Laplacian.Smallest smallest(
            NDArray alike, double power, int beyond, Progress progress) {
        try (NDArray affinity = Affinity.raised(alike, power)) {
            return Laplacian.of(affinity).smallest(beyond, progress);
        }
    }

    /**
     * @param vectors at least {@code [count][n]}
     */
    private static int[] clusters(double[][] vectors, int count) {
        RealMatrix rows =
                new Array2DRowRealMatrix(vectors)
                        .getSubMatrix(0, count - 1, 0, vectors[0].length - 1);
        SingularValueDecomposition pivots =
                new SingularValueDecomposition(
                        rows.getSubMatrix(all(count), PivotedColumns.of(rows, count)));
        RealMatrix shares = pivots.getU().multiply(pivots.getVT()).transpose().multiply(rows);
        int[] clusters = new int[vectors[0].length];
        for (int cell = 0; cell < clusters.length; cell++) {
            for (int k = 1; k < count; k++) {
                if (Math.abs(shares.getEntry(k, cell))
                        > Math.abs(shares.getEntry(clusters[cell], cell))) {
                    clusters[cell] = k;
                }
            }
        }
        return clusters;
    }

    private static int[] all(int count) {
        int[] all = new int[count];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
