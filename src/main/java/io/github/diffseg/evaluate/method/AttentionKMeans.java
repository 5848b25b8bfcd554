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

package io.github.diffseg.evaluate.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.github.diffseg.Attention;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.merging.KMeansRefinement;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The paper's baselines K-Means-C and K-Means-S (section 4.2): k-means over the aggregated
 * attention maps. The starts are drawn by k-means++ (D. Arthur, S. Vassilvitskii, SODA 2007) with a
 * fixed seed; each pixel has the cluster of its cell.
 */
final class AttentionKMeans {

    private static final long SEED = 1;

    private AttentionKMeans() {}

    /**
     * Groups the attention maps of the cells, and gives each pixel the group of its cell.
     *
     * @param attention of an image of this size
     * @param clusters k, at least 1; no more than there are cells are made
     */
    static LabelMap segment(
            Attention attention, int width, int height, int clusters, Progress progress) {
        NDArray maps = attention.maps();
        int rows = attention.gridHeight();
        int columns = attention.gridWidth();
        int[] clusterOfCell;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray starts = starts(maps, Math.min(clusters, rows * columns));
            KMeansRefinement.Result result = KMeansRefinement.refine(maps, starts, progress);
            result.centres().close();
            clusterOfCell = result.assignment();
        }
        int[] clusterOfPixel = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < height; y++) {
            int row = (int) ((y + 0.5) * rows / height);
            for (int x = 0; x < width; x++) {
                int column = (int) ((x + 0.5) * columns / width);
                clusterOfPixel[y * width + x] = clusterOfCell[row * columns + column];
            }
        }
        return ClusterLabels.of(clusterOfPixel, width, height);
    }

    /** {@code [clusters, n]} of the maps, each drawn with a chance by its squared distance. */
    private static NDArray starts(NDArray maps, int clusters) {
        SplittableRandom random = new SplittableRandom(SEED);
        int count = (int) maps.getShape().get(0);
        float[] squares = maps.square().sum(new int[] {1}).toFloatArray();
        double[] nearest = new double[count];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        long[] chosen = new long[clusters];
        for (int k = 0; k < clusters; k++) {
            int next = k == 0 ? random.nextInt(count) : draw(nearest, random);
            chosen[k] = next;
            float[] products = maps.matMul(maps.get(next)).toFloatArray();
            for (int map = 0; map < count; map++) {
                double distance = squares[map] + (double) squares[next] - 2.0 * products[map];
                nearest[map] = Math.min(nearest[map], Math.max(0, distance));
            }
            nearest[next] = 0;
        }
        return maps.get(maps.getManager().create(chosen));
    }

    private static int draw(double[] weights, SplittableRandom random) {
        double rest = random.nextDouble() * Arrays.stream(weights).sum();
        int last = 0;
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                last = i;
                rest -= weights[i];
                if (rest < 0) {
                    break;
                }
            }
        }
        return last;
    }
}
