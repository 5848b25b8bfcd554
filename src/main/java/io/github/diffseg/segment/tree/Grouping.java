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

import io.github.diffseg.failure.UserException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which leaves of a merge tree form one segment: a cut of the tree, and what corrections made of
 * it. Immutable.
 */
public final class Grouping {

    /** The group of leaves that belong to no segment. */
    public static final int DELETED = -1;

    private final MergeTree tree;
    private final int[] groupOf;
    private final int count;

    /**
     * Numbers the groups anew, from 0.
     *
     * @param groupOf {@code [L]}, any number for each group, or {@link #DELETED}
     */
    private Grouping(MergeTree tree, int[] groupOf) {
        this.tree = tree;
        int[] numberOf = new int[tree.nodes() + 1];
        Arrays.fill(numberOf, DELETED);
        this.groupOf = new int[groupOf.length];
        int next = 0;
        for (int leaf = 0; leaf < groupOf.length; leaf++) {
            int group = groupOf[leaf];
            if (group != DELETED && numberOf[group] == DELETED) {
                numberOf[group] = next++;
            }
            this.groupOf[leaf] = group == DELETED ? DELETED : numberOf[group];
        }
        count = next;
    }

    /**
     * Cuts a tree and corrects the cut.
     *
     * @param granularity where the tree is cut
     * @param corrections made to the cut, in order
     * @throws IllegalArgumentException if the corrections were made on another tree, or one names a
     *     node that the tree does not have
     */
    public static Grouping of(MergeTree tree, double granularity, Corrections corrections) {
        if (!corrections.fits(tree)) {
            throw new UserException(
                    "corrections were made on the merge tree "
                            + corrections.tree()
                            + ", and here it is "
                            + tree.fingerprint()
                            + ": the image, the model, a setting or the device is another one, and"
                            + " they would change other segments; correct the image anew with"
                            + " DiffSeg Explore...");
        }
        Grouping grouping = new Grouping(tree, tree.cut(granularity));
        for (Correction correction : corrections.list()) {
            grouping = grouping.corrected(correction);
        }
        return grouping;
    }

    /** {@return the number of groups; 0 if all was deleted} */
    public int count() {
        return count;
    }

    /**
     * {@return the group of a leaf, 0…count − 1 in the order of their first leaves, or {@link
     * #DELETED}}
     */
    public int groupOf(int leaf) {
        return groupOf[leaf];
    }

    /**
     * {@return the fewest nodes of the tree whose leaves are just those of the group, ascending}
     */
    public List<Integer> nodesOf(int group) {
        // Whether all leaves below a node are of the group: children come before their joints
        boolean[] whole = new boolean[tree.nodes()];
        for (int node = 0; node < whole.length; node++) {
            whole[node] =
                    tree.isLeaf(node)
                            ? groupOf[node] == group
                            : whole[tree.first(node)] && whole[tree.second(node)];
        }
        List<Integer> nodes = new ArrayList<>();
        for (int node = 0; node < whole.length; node++) {
            int parent = tree.parent(node);
            if (whole[node] && (parent == MergeTree.NONE || !whole[parent])) {
                nodes.add(node);
            }
        }
        return nodes;
    }

    /**
     * {@return the grouping after one more correction}
     *
     * @throws IllegalArgumentException if it names a node that the tree does not have
     */
    public Grouping corrected(Correction correction) {
        for (int node : correction.nodes()) {
            if (node >= tree.nodes()) {
                throw new UserException(
                        "corrections name the node "
                                + node
                                + ", but the merge tree here has only the nodes 0 to "
                                + (tree.nodes() - 1)
                                + "; they were made on another image or with other settings");
            }
        }
        return switch (correction.kind()) {
            case MERGE -> merged(correction.nodes());
            case SPLIT -> split(correction.nodes());
            case DELETE -> deleted(correction.nodes());
        };
    }

    private Grouping merged(List<Integer> nodes) {
        boolean[] named = leavesBelow(nodes);
        boolean[] joins = new boolean[count];
        int target = DELETED;
        for (int leaf = 0; leaf < named.length; leaf++) {
            if (named[leaf] && groupOf[leaf] != DELETED) {
                joins[groupOf[leaf]] = true;
                target = target == DELETED ? groupOf[leaf] : target;
            }
        }
        int[] changed = groupOf.clone();
        for (int leaf = 0; leaf < changed.length; leaf++) {
            if (changed[leaf] != DELETED && joins[changed[leaf]]) {
                changed[leaf] = target;
            }
        }
        return new Grouping(tree, changed);
    }

    private Grouping split(List<Integer> nodes) {
        int group = groupOf[leafBelow(nodes.get(0))];
        if (group == DELETED || !nodesOf(group).equals(nodes)) {
            return this;
        }
        int joint = nodes.get(0);
        if (nodes.size() == 1 && tree.isLeaf(joint)) {
            return this;
        }
        List<Integer> parts =
                nodes.size() > 1 ? nodes : List.of(tree.first(joint), tree.second(joint));
        int[] changed = groupOf.clone();
        int next = count;
        for (int part : parts.subList(1, parts.size())) {
            boolean[] below = tree.leavesBelow(part);
            for (int leaf = 0; leaf < below.length; leaf++) {
                if (below[leaf]) {
                    changed[leaf] = next;
                }
            }
            next++;
        }
        return new Grouping(tree, changed);
    }

    private Grouping deleted(List<Integer> nodes) {
        boolean[] named = leavesBelow(nodes);
        int[] changed = groupOf.clone();
        for (int leaf = 0; leaf < named.length; leaf++) {
            if (named[leaf]) {
                changed[leaf] = DELETED;
            }
        }
        return new Grouping(tree, changed);
    }

    private int leafBelow(int node) {
        int leaf = node;
        while (!tree.isLeaf(leaf)) {
            leaf = tree.first(leaf);
        }
        return leaf;
    }

    private boolean[] leavesBelow(List<Integer> nodes) {
        boolean[] all = new boolean[tree.leaves()];
        for (int node : nodes) {
            boolean[] below = tree.leavesBelow(node);
            for (int leaf = 0; leaf < all.length; leaf++) {
                all[leaf] |= below[leaf];
            }
        }
        return all;
    }
}
