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

package io.github.diffseg.segment.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RandomMaps;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergeTreeTest {

    private static final int N = 60;

    @Test
    void agreesWithPlainAgglomeration() {
        for (int seed = 0; seed < 10; seed++) {
            int leaves = 2 + 3 * seed;
            float[] maps = RandomMaps.distributions(leaves, N, 4, 0.8, seed);
            int[] weights = new int[leaves];
            Arrays.setAll(weights, i -> 1 + i % 3);
            MergeTree tree = Agglomeration.tree(rows(maps, leaves), weights, Progress.NONE);
            checkAgainstPlainCode(tree, maps, weights);
        }
    }

    @Test
    void coarserCutsOnlyJoin() {
        MergeTree tree = randomTree(50, 3);
        int[] finer = tree.cut(0);
        for (double level : tree.levels()) {
            int[] coarser = tree.cut(Math.nextUp(level));
            for (int a = 0; a < tree.leaves(); a++) {
                for (int b = 0; b < a; b++) {
                    assertTrue(finer[a] != finer[b] || coarser[a] == coarser[b]);
                }
            }
            assertTrue(distinct(coarser) < distinct(finer));
            finer = coarser;
        }
        assertEquals(1, distinct(finer));
    }

    @Test
    void aCutClosesTheJointsBelowIt() {
        MergeTree tree = randomTree(20, 4);
        assertArrayEquals(firstNumbers(20), tree.cut(tree.levels()[0]));
        double level = tree.levels()[5];
        assertEquals(20 - 5, distinct(tree.cut(level)));
    }

    @Test
    void theFingerprintIsThatOfTheOrderOfJoints() {
        int[] first = {0, 2, 4};
        int[] second = {1, 3, 5};
        double[] heights = {1, 2, 3};
        String fingerprint = new MergeTree(first, second, heights).fingerprint();
        assertTrue(fingerprint.matches("[0-9a-f]{8}"), fingerprint);
        double[] higher = {1, 2.5, 3};
        assertEquals(fingerprint, new MergeTree(first, second, higher).fingerprint());
        int[] firstSwapped = {2, 0, 4};
        int[] secondSwapped = {3, 1, 5};
        String swapped = new MergeTree(firstSwapped, secondSwapped, heights).fingerprint();
        assertFalse(fingerprint.equals(swapped), swapped);
    }

    @Test
    void twoLeavesPartAtTheirJoint() {
        MergeTree tree = randomTree(30, 5);
        for (int a = 0; a < 30; a++) {
            for (int b = 0; b < a; b++) {
                double height = tree.joinHeight(a, b);
                int[] apart = tree.cut(height);
                int[] together = tree.cut(Math.nextUp(height));
                assertTrue(apart[a] != apart[b] && together[a] == together[b]);
            }
        }
        assertEquals(0, tree.joinHeight(7, 7));
    }

    @Test
    void aJointIsNeverLowerThanItsParts() {
        // Joint 4 = {1, 2} comes out lower than joint 3 = {0, 1}, as means of maps may
        MergeTree tree = new MergeTree(new int[] {0, 3}, new int[] {1, 2}, new double[] {0.5, 0.4});
        assertEquals(0.5, tree.height(4));
        assertArrayEquals(new double[] {0.5}, tree.levels());
        assertArrayEquals(new int[] {4, 4, 4}, tree.cut(0.6));
        assertArrayEquals(new int[] {0, 1, 2}, tree.cut(0.5));
    }

    @Test
    void aSingleLeafIsATree() {
        float[][] one = {{0.25f, 0.75f}};
        MergeTree tree = Agglomeration.tree(one, new int[] {1}, Progress.NONE);
        assertEquals(1, tree.nodes());
        assertEquals(0, tree.levels().length);
        assertArrayEquals(new int[] {0}, tree.cut(5));
    }

    @Test
    void leavesBelowANodeAreThoseThatItsCutHolds() {
        MergeTree tree = randomTree(25, 6);
        for (int node = 0; node < tree.nodes(); node++) {
            boolean[] below = tree.leavesBelow(node);
            for (int leaf = 0; leaf < 25; leaf++) {
                int above = leaf;
                while (above != MergeTree.NONE && above != node) {
                    above = tree.parent(above);
                }
                assertEquals(above == node, below[leaf]);
            }
        }
        assertFalse(tree.isLeaf(25));
    }

    static MergeTree randomTree(int leaves, int seed) {
        int[] weights = new int[leaves];
        Arrays.fill(weights, 1);
        float[] maps = RandomMaps.distributions(leaves, N, 5, 0.7, seed);
        return Agglomeration.tree(rows(maps, leaves), weights, Progress.NONE);
    }

    /** Repeats the merging with lists of members, and compares pair by pair. */
    private static void checkAgainstPlainCode(MergeTree tree, float[] maps, int[] weights) {
        int leaves = weights.length;
        float[] means = Arrays.copyOf(maps, (2 * leaves - 1) * N);
        int[] sizes = Arrays.copyOf(weights, 2 * leaves - 1);
        Set<Integer> open = new HashSet<>();
        for (int leaf = 0; leaf < leaves; leaf++) {
            open.add(leaf);
        }
        for (int joint = leaves; joint < tree.nodes(); joint++) {
            int a = tree.first(joint);
            int b = tree.second(joint);
            assertTrue(open.contains(a) && open.contains(b));
            double joined = RandomMaps.distance(means, a, means, b, N);
            for (int i : open) {
                for (int j : open) {
                    if (i < j) {
                        double other = RandomMaps.distance(means, i, means, j, N);
                        assertTrue(joined <= other + 1e-5, joined + " above " + other);
                    }
                }
            }
            double children = Math.max(tree.height(a), tree.height(b));
            assertEquals(Math.max(joined, children), tree.height(joint), 1e-5);
            open.remove(a);
            open.remove(b);
            open.add(joint);
            sizes[joint] = sizes[a] + sizes[b];
            for (int i = 0; i < N; i++) {
                means[joint * N + i] =
                        (sizes[a] * means[a * N + i] + sizes[b] * means[b * N + i]) / sizes[joint];
            }
        }
        assertEquals(Set.of(tree.nodes() - 1), open);
    }

    private static float[][] rows(float[] maps, int count) {
        float[][] rows = new float[count][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(maps, i * N, (i + 1) * N));
        return rows;
    }

    private static int distinct(int[] values) {
        return (int) Arrays.stream(values).distinct().count();
    }

    private static int[] firstNumbers(int count) {
        int[] numbers = new int[count];
        Arrays.setAll(numbers, i -> i);
        return numbers;
    }
}
