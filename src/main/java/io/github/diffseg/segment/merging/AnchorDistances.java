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
import ai.djl.ndarray.types.DataType;
import io.github.diffseg.progress.Progress;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * The symmetric KL distances between the maps of every two different anchors: how strong the
 * contrasts of an image are.
 *
 * <p>Computed in float64, so that a threshold of four digits that is chosen by them does not depend
 * on how many threads there are: the order of the engine's sums changes the sixteenth.
 */
public final class AnchorDistances {

    private AnchorDistances() {}

    /**
     * How strong the contrasts are, as one number.
     *
     * @param maps {@code [n, n]} float32, each row a distribution
     * @param anchors rows of the maps
     * @param progress asked whether to stop
     * @return the 95th percentile of the distances of the pairs i &lt; j, by linear interpolation;
     *     infinite where there is no pair
     */
    public static double p95(NDArray maps, int[] anchors, Progress progress) {
        if (anchors.length < 2) {
            return Double.POSITIVE_INFINITY;
        }
        double[] distances;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            progress.checkCancelled();
            distances = ofPairs(maps.get(maps.getManager().create(anchors)));
        }
        progress.checkCancelled();
        return new Percentile(95).withEstimationType(EstimationType.R_7).evaluate(distances);
    }

    /**
     * {@code D_ij = ½ (H_i + H_j − C_ij − C_ji)} with {@code H = Σ p log p} and {@code C = P (log
     * P)ᵀ}.
     *
     * @param rows {@code [count, n]} float32, distributions; values below the smallest normal float
     *     count as that in the logarithm
     * @return {@code [count (count − 1) / 2]}, row by row, 0 or more
     */
    static double[] ofPairs(NDArray rows) {
        int count = (int) rows.getShape().get(0);
        NDArray maps = rows.toType(DataType.FLOAT64, false);
        NDArray logarithms = maps.maximum(Float.MIN_NORMAL).log();
        double[] cross = maps.matMul(logarithms.transpose()).toDoubleArray();
        double[] distances = new double[count * (count - 1) / 2];
        int next = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                double own = cross[i * count + i] + cross[j * count + j];
                double twice = own - cross[i * count + j] - cross[j * count + i];
                distances[next++] = Math.max(0, twice / 2);
            }
        }
        return distances;
    }
}
