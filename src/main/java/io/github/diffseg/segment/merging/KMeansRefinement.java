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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Lloyd's k-means over all attention maps, started at the proposals, whose means then replace them
 * (the reference code's refinement). It stops as scikit-learn's {@code KMeans(init=proposals,
 * n_init=1, max_iter=300, tol=1e-4)} does: when no map changes its cluster, or when the centres
 * moved by no more than the tolerance times the mean variance of a pixel. As there, a cluster that
 * loses all its maps takes the map that lies farthest from its centre.
 */
public final class KMeansRefinement {

    private static final int MAXIMUM_ITERATIONS = 300;
    private static final double TOLERANCE = 1e-4;

    /** Maps that are copied at a time, to bound native memory. */
    private static final int CHUNK_ROWS = 512;

    private KMeansRefinement() {}

    /**
     * The outcome of the refinement.
     *
     * @param centres {@code [K, n]} float32; attached to a manager of the inputs: the caller closes
     *     it
     * @param assignment for each map the cluster it is nearest to
     * @param iterations how often the centres were moved, 1…300
     */
    public record Result(NDArray centres, int[] assignment, int iterations) {}

    /**
     * Refines proposals.
     *
     * @param maps {@code [n, n]} float32
     * @param proposals {@code [K, n]} float32 on the same device, K ≤ n; not changed
     * @param progress asked at each iteration whether to stop
     * @return the refined proposals, in the order of the proposals
     */
    public static Result refine(NDArray maps, NDArray proposals, Progress progress) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray mean = maps.mean(new int[] {0}, true);
            double tolerance = TOLERANCE * meanVariance(maps, mean);
            NDArray centres = proposals.duplicate();
            int[] previous = null;
            for (int iteration = 1; ; iteration++) {
                progress.checkCancelled();
                int[] assignment = nearest(maps, centres, mean);
                NDArray moved = moved(maps, centres, assignment);
                double shift = squaredDistance(moved, centres);
                centres.close();
                centres = moved;
                boolean unchanged = Arrays.equals(assignment, previous);
                if (unchanged || shift <= tolerance || iteration == MAXIMUM_ITERATIONS) {
                    int[] last = unchanged ? assignment : nearest(maps, centres, mean);
                    NDScope.unregister(centres);
                    return new Result(centres, last, iteration);
                }
                previous = assignment;
            }
        }
    }

    /** {@code argmin ‖x − c‖²}, by centred products so that float32 keeps its digits. */
    private static int[] nearest(NDArray maps, NDArray centres, NDArray mean) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray centred = centres.sub(mean);
            NDArray offset = centred.mul(centred.mul(0.5f).addi(mean)).sum(new int[] {1});
            NDArray scores = maps.matMul(centred.transpose()).subi(offset);
            return Arrays.stream(scores.argMax(1).toLongArray())
                    .mapToInt(Math::toIntExact)
                    .toArray();
        }
    }

    private static NDArray moved(NDArray maps, NDArray centres, int[] assignment) {
        int clusters = (int) centres.getShape().get(0);
        int count = assignment.length;
        int[] clusterOfMap = withoutEmptyClusters(maps, centres, assignment);
        float[] members = new float[Math.multiplyExact(clusters, count)];
        for (int map = 0; map < count; map++) {
            members[clusterOfMap[map] * count + map] = 1;
        }
        NDManager manager = maps.getManager();
        try (NDArray weights = manager.create(members, new Shape(clusters, count));
                NDArray sizes = weights.sum(new int[] {1}, true)) {
            return weights.matMul(maps).divi(sizes);
        }
    }

    private static int[] withoutEmptyClusters(NDArray maps, NDArray centres, int[] assignment) {
        int[] sizes = new int[(int) centres.getShape().get(0)];
        for (int cluster : assignment) {
            sizes[cluster]++;
        }
        int[] empty = IntStream.range(0, sizes.length).filter(k -> sizes[k] == 0).toArray();
        if (empty.length == 0) {
            return assignment;
        }
        float[] distances = distancesToOwnCentre(maps, centres, assignment);
        int[] farthestFirst =
                IntStream.range(0, assignment.length)
                        .boxed()
                        .sorted(Comparator.comparingDouble(map -> -distances[map]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] relocated = assignment.clone();
        int next = 0;
        for (int cluster : empty) {
            while (sizes[relocated[farthestFirst[next]]] == 1) {
                next++;
            }
            int map = farthestFirst[next++];
            sizes[relocated[map]]--;
            sizes[cluster]++;
            relocated[map] = cluster;
        }
        return relocated;
    }

    private static float[] distancesToOwnCentre(NDArray maps, NDArray centres, int[] assignment) {
        long[] rows = Arrays.stream(assignment).asLongStream().toArray();
        float[] distances = new float[rows.length];
        for (int start = 0; start < rows.length; start += CHUNK_ROWS) {
            int end = Math.min(rows.length, start + CHUNK_ROWS);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray own =
                        centres.get(maps.getManager().create(Arrays.copyOfRange(rows, start, end)));
                NDArray difference = maps.get(slice(start, end)).sub(own);
                float[] part = difference.muli(difference).sum(new int[] {1}).toFloatArray();
                System.arraycopy(part, 0, distances, start, part.length);
            }
        }
        return distances;
    }

    private static double meanVariance(NDArray maps, NDArray mean) {
        long count = maps.getShape().get(0);
        double sum = 0;
        for (long start = 0; start < count; start += CHUNK_ROWS) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray part = maps.get(slice(start, Math.min(count, start + CHUNK_ROWS)));
                sum += squaredDistance(part, mean);
            }
        }
        return sum / count / maps.getShape().get(1);
    }

    private static double squaredDistance(NDArray a, NDArray b) {
        try (NDArray difference = a.sub(b);
                NDArray squares = difference.square();
                NDArray sum = squares.sum()) {
            return sum.getFloat();
        }
    }

    private static NDIndex slice(long start, long end) {
        return new NDIndex().addSliceDim(start, end);
    }
}
