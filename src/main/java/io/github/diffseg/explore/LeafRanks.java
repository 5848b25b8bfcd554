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

package io.github.diffseg.explore;

import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.MergeTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * An order of leaves by which segments keep their colours while the slider moves: of the parts of a
 * joint one keeps the joint's rank, the other gets the next one that is free, from the root down.
 */
final class LeafRanks {

    private final int[] rankOf;

    LeafRanks(MergeTree tree) {
        int[] leader = new int[tree.nodes()];
        int[] topOf = new int[tree.leaves()];
        int[] size = new int[tree.nodes()];
        for (int node = 0; node < tree.nodes(); node++) {
            if (tree.isLeaf(node)) {
                leader[node] = node;
                size[node] = 1;
            } else {
                int a = tree.first(node);
                int b = tree.second(node);
                leader[node] = leader[size[a] >= size[b] ? a : b];
                size[node] = size[a] + size[b];
            }
            topOf[leader[node]] = node;
        }
        int[] order =
                IntStream.range(0, tree.leaves())
                        .boxed()
                        .sorted(Comparator.comparingInt(leaf -> -parentOrLast(tree, topOf[leaf])))
                        .mapToInt(Integer::intValue)
                        .toArray();
        rankOf = new int[order.length];
        for (int rank = 0; rank < order.length; rank++) {
            rankOf[order[rank]] = rank;
        }
    }

    private static int parentOrLast(MergeTree tree, int node) {
        int parent = tree.parent(node);
        return parent == MergeTree.NONE ? tree.nodes() : parent;
    }

    /** The smallest rank of each group's leaves. */
    int[] ofGroups(Grouping grouping) {
        int[] ranks = new int[grouping.count()];
        Arrays.fill(ranks, Integer.MAX_VALUE);
        for (int leaf = 0; leaf < rankOf.length; leaf++) {
            int group = grouping.groupOf(leaf);
            if (group != Grouping.DELETED) {
                ranks[group] = Math.min(ranks[group], rankOf[leaf]);
            }
        }
        return ranks;
    }
}
