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

import io.github.diffseg.segment.tree.MergeTree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A recursive cut, seen from its leaves: the tree by which they join again. The height of a joint
 * is the normalised association 2 − NCut of the cut that made its two parts, so that a limit of
 * NCut becomes a granularity: higher gives fewer, larger segments.
 *
 * @param tree over the leaves
 * @param leafOfCell {@code [n]}, 0…L−1 in the order of their first cells
 */
record CutTree(MergeTree tree, int[] leafOfCell) {

    /** Normalised association and normalised cut add up to this (Shi &amp; Malik 2000, eq. 4). */
    static final double LARGEST = 2;

    private record Joint(RecursiveCut.Part part, int depth) {}

    static CutTree of(RecursiveCut.Part root) {
        List<RecursiveCut.Part> leaves = new ArrayList<>();
        List<Joint> joints = new ArrayList<>();
        collect(root, 0, leaves, joints);
        leaves.sort(Comparator.comparingInt(part -> part.cells[0]));
        // A part is never cheaper to cut than what it lies in; where they are equal, it joins first
        joints.sort(
                Comparator.<Joint>comparingDouble(joint -> -joint.part.limit)
                        .thenComparingInt(joint -> -joint.depth)
                        .thenComparingInt(joint -> joint.part.cells[0]));
        Map<RecursiveCut.Part, Integer> nodeOf = new HashMap<>();
        int[] leafOfCell = new int[root.cells.length];
        for (RecursiveCut.Part leaf : leaves) {
            for (int cell : leaf.cells) {
                leafOfCell[cell] = nodeOf.size();
            }
            nodeOf.put(leaf, nodeOf.size());
        }
        int[] first = new int[joints.size()];
        int[] second = new int[joints.size()];
        double[] heights = new double[joints.size()];
        for (int i = 0; i < joints.size(); i++) {
            RecursiveCut.Part part = joints.get(i).part;
            first[i] = nodeOf.get(part.first);
            second[i] = nodeOf.get(part.second);
            heights[i] = LARGEST - part.limit;
            nodeOf.put(part, leaves.size() + i);
        }
        return new CutTree(new MergeTree(first, second, heights), leafOfCell);
    }

    private static void collect(
            RecursiveCut.Part part, int depth, List<RecursiveCut.Part> leaves, List<Joint> joints) {
        if (part.first == null) {
            leaves.add(part);
            return;
        }
        joints.add(new Joint(part, depth));
        collect(part.first, depth + 1, leaves, joints);
        collect(part.second, depth + 1, leaves, joints);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CutTree cut
                && tree.equals(cut.tree)
                && Arrays.equals(leafOfCell, cut.leafOfCell);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(leafOfCell);
    }

    @Override
    public String toString() {
        return "CutTree of " + tree.leaves() + " leaves";
    }
}
