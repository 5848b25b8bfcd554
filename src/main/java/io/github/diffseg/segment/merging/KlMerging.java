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
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Iterative attention merging (section 3.2, algorithm 1 of the paper; groups overlap as in the
 * authors' reference code). The distances of the anchors to all maps depend on no threshold: they
 * are computed once, when this is made, and every {@link #merge} starts from them.
 *
 * <p>It keeps {@code anchors · n} float32 distances on the device of the maps and refers to the
 * maps, which must outlive it. Not for use by several threads at once.
 */
public final class KlMerging implements AutoCloseable {

    private final NDArray maps;
    private final NDArray distances;

    /**
     * Computes the distances of the anchors to all maps.
     *
     * @param maps {@code [n, n]} float32, each row a probability distribution; not owned
     * @param anchors indices of maps, as {@link AnchorGrid#indices} gives them
     * @param progress asked between any two chunks of maps whether to stop
     */
    public KlMerging(NDArray maps, int[] anchors, Progress progress) {
        this.maps = maps;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            long[] rows = Arrays.stream(anchors).asLongStream().toArray();
            distances = SymmetricKl.distances(rows(maps, rows), maps, progress);
            for (int anchor = 0; anchor < anchors.length; anchor++) {
                distances.set(new NDIndex(anchor, anchors[anchor]), 0f);
            }
            keep(distances);
        }
    }

    /**
     * Merges maps into proposals. In the first iteration a proposal is the mean of all maps nearer
     * to its anchor than the threshold. In each later one, in order, a proposal that is in no group
     * yet founds the group of all proposals nearer than the threshold, whether other groups hold
     * them or not; the groups' means are the new proposals.
     *
     * @param threshold τ, above 0; maps with D &lt; τ are alike
     * @param iterations N, at least 1
     * @return the proposals {@code [K, n]} float32, 1 ≤ K ≤ number of anchors, each a probability
     *     distribution; attached to the maps' manager: the caller closes it
     */
    public NDArray merge(double threshold, int iterations, Progress progress) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            // Below the smallest normal float a map would not even be like itself
            float limit = Math.max((float) threshold, Float.MIN_NORMAL);
            NDArray alike = distances.lt(limit);
            // Anchors inside one object often select the very same maps: one mean serves them all
            DistinctRows distinct = DistinctRows.of(alike);
            NDArray members = rows(alike, distinct.rows()).toType(DataType.FLOAT32, false);
            NDArray proposals = means(members, maps);
            if (iterations == 1) {
                return keep(rows(proposals, distinct.distinctOfRow()));
            }
            int[] multiplicities = distinct.multiplicities();
            for (int iteration = 2; iteration <= iterations; iteration++) {
                progress.checkCancelled();
                NDArray groups = groups(proposals, multiplicities, limit);
                proposals = means(groups, proposals);
                int count = (int) proposals.getShape().get(0);
                if (count == multiplicities.length) {
                    // Each proposal is a group of its own: another iteration changes nothing
                    break;
                }
                multiplicities = new int[count];
                Arrays.fill(multiplicities, 1);
            }
            return keep(proposals);
        }
    }

    private static NDArray groups(NDArray proposals, int[] multiplicities, float threshold) {
        try (NDArray distances = SymmetricKl.distancesAmong(proposals)) {
            float[] members = groups(distances.toFloatArray(), multiplicities, threshold);
            int count = multiplicities.length;
            return proposals.getManager().create(members, new Shape(members.length / count, count));
        }
    }

    /**
     * The groups of a later iteration. Equal proposals are always in the same groups: they are
     * given once, with their number.
     *
     * @param distances {@code [count, count]}
     * @param multiplicities {@code [count]}, how many proposals are equal to each
     * @return {@code [groups, count]}, the multiplicity for a member and 0 for any other
     */
    static float[] groups(float[] distances, int[] multiplicities, float threshold) {
        int count = multiplicities.length;
        float[] members = new float[distances.length];
        boolean[] matched = new boolean[count];
        int groups = 0;
        for (int anchor = 0; anchor < count; anchor++) {
            if (matched[anchor]) {
                continue;
            }
            for (int other = 0; other < count; other++) {
                if (other == anchor || distances[anchor * count + other] < threshold) {
                    members[groups * count + other] = multiplicities[other];
                    matched[other] = true;
                }
            }
            groups++;
        }
        return Arrays.copyOf(members, groups * count);
    }

    private static NDArray means(NDArray weights, NDArray list) {
        return weights.matMul(list).divi(weights.sum(new int[] {1}, true));
    }

    private static NDArray rows(NDArray array, long[] rows) {
        return array.get(array.getManager().create(rows));
    }

    /** Takes an array out of the innermost scope, so that it lives on with its manager. */
    private static NDArray keep(NDArray array) {
        NDScope.unregister(array);
        return array;
    }

    /** Frees the distances; the maps stay. */
    @Override
    public void close() {
        distances.close();
    }

    /**
     * The rows of a matrix without repetition.
     *
     * @param rows the first row of each kind
     * @param distinctOfRow for each row of the matrix its place in {@code rows}
     */
    private record DistinctRows(long[] rows, long[] distinctOfRow) {

        /** How many rows of the matrix are equal to each distinct one. */
        int[] multiplicities() {
            int[] multiplicities = new int[rows.length];
            for (long distinct : distinctOfRow) {
                multiplicities[(int) distinct]++;
            }
            return multiplicities;
        }

        static DistinctRows of(NDArray matrix) {
            byte[] bytes = matrix.toType(DataType.INT8, false).toByteArray();
            int count = (int) matrix.getShape().get(0);
            int length = bytes.length / count;
            Map<ByteBuffer, Integer> places = new HashMap<>();
            long[] rows = new long[count];
            long[] distinctOfRow = new long[count];
            for (int row = 0; row < count; row++) {
                ByteBuffer content = ByteBuffer.wrap(bytes, row * length, length);
                Integer place = places.putIfAbsent(content, places.size());
                if (place == null) {
                    place = places.size() - 1;
                    rows[place] = row;
                }
                distinctOfRow[row] = place;
            }
            return new DistinctRows(Arrays.copyOf(rows, places.size()), distinctOfRow);
        }
    }
}
