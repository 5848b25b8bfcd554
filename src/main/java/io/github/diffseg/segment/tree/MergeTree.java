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

import java.util.Arrays;

/**
 * Which maps become alike at which distance: a binary tree over the finest proposals. Its nodes are
 * the leaves 0…L−1, then the joints L…2L−2 in the order of merging, the root last. A joint is never
 * lower than what it joins, so cutting the tree at a greater height only ever joins what a cut at a
 * smaller one keeps apart.
 *
 * <p>Immutable. Heights are symmetric KL divergences (natural logarithm) between the mean maps of
 * the two parts; of a recursive cut, the normalised associations of its cuts.
 */
public final class MergeTree {

    /** The parent of the root. */
    public static final int NONE = -1;

    private final int leaves;
    private final int[] first;
    private final int[] second;
    private final int[] parent;
    private final double[] heights;

    /**
     * Makes a tree of its joints, in the order of merging.
     *
     * @param first {@code [L − 1]}, a child of joint L + i; its number is smaller than the joint's
     * @param second {@code [L − 1]}, the other child
     * @param heights {@code [L − 1]}, of the joints; made monotone here: a joint that would be
     *     lower than a child gets the child's height
     */
    public MergeTree(int[] first, int[] second, double[] heights) {
        leaves = first.length + 1;
        this.first = first.clone();
        this.second = second.clone();
        this.heights = new double[2 * leaves - 1];
        parent = new int[2 * leaves - 1];
        Arrays.fill(parent, NONE);
        for (int joint = leaves; joint < nodes(); joint++) {
            int a = first(joint);
            int b = second(joint);
            parent[a] = joint;
            parent[b] = joint;
            double children = Math.max(this.heights[a], this.heights[b]);
            this.heights[joint] = Math.max(heights[joint - leaves], children);
        }
    }

    /** {@return the number of leaves L, at least 1} */
    public int leaves() {
        return leaves;
    }

    /** {@return the number of nodes, 2 L − 1} */
    public int nodes() {
        return 2 * leaves - 1;
    }

    /** {@return whether a node is one of the finest proposals} */
    public boolean isLeaf(int node) {
        return node < leaves;
    }

    /** {@return a child of a joint} */
    public int first(int joint) {
        return first[joint - leaves];
    }

    /** {@return the other child of a joint} */
    public int second(int joint) {
        return second[joint - leaves];
    }

    /** {@return the joint above a node, or {@link #NONE}} */
    public int parent(int node) {
        return parent[node];
    }

    /** {@return the divergence at which the parts of a node join, 0 for a leaf} */
    public double height(int node) {
        return heights[node];
    }

    /** {@return the height at which the last two parts join, 0 if there is one leaf only} */
    public double rootHeight() {
        return heights[nodes() - 1];
    }

    /**
     * The cut of the tree at a granularity: joints below it are closed, as maps with D &lt; τ are
     * alike.
     *
     * @param granularity in the unit of the heights
     * @return {@code [L]}, for each leaf the highest node above it (or itself) that is lower than
     *     the granularity
     */
    public int[] cut(double granularity) {
        int[] top = new int[nodes()];
        for (int node = nodes() - 1; node >= 0; node--) {
            int above = parent[node];
            top[node] = above != NONE && heights[above] < granularity ? top[above] : node;
        }
        return Arrays.copyOf(top, leaves);
    }

    /**
     * {@return a fingerprint: eight hexadecimal digits that change with the leaves' number or a
     * joint's parts}
     */
    public String fingerprint() {
        return String.format("%08x", 31 * Arrays.hashCode(first) + Arrays.hashCode(second));
    }

    /** {@return the different heights of the joints, ascending: where the cut changes} */
    public double[] levels() {
        return Arrays.stream(heights).skip(leaves).sorted().distinct().toArray();
    }

    /**
     * {@return the height of the lowest node that holds both, 0 if they are one leaf: the
     * divergence at and below which they are apart}
     */
    public double joinHeight(int leaf, int other) {
        int a = leaf;
        int b = other;
        while (a != b) {
            if (a < b) {
                a = parent[a];
            } else {
                b = parent[b];
            }
        }
        return heights[a];
    }

    /** {@return {@code [L]}, true for the leaves below a node (or the node itself if it is one)} */
    public boolean[] leavesBelow(int node) {
        boolean[] below = new boolean[nodes()];
        below[node] = true;
        for (int joint = node; joint >= leaves; joint--) {
            if (below[joint]) {
                below[first(joint)] = true;
                below[second(joint)] = true;
            }
        }
        return Arrays.copyOf(below, leaves);
    }
}
