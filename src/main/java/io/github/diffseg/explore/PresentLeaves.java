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

import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.MergeTree;
import java.util.stream.IntStream;

/**
 * The leaves of a merge tree that have pixels. Others lie outside of the selection, or crisp
 * borders left nothing of them; they are no segments that anyone sees or gets.
 */
final class PresentLeaves {

    private final MergeTree tree;
    private final boolean[] present;

    PresentLeaves(SegmentationHierarchy segments) {
        tree = segments.tree();
        present = new boolean[tree.leaves()];
        for (int leaf : segments.leafOfPixel()) {
            if (leaf != SegmentationHierarchy.OUTSIDE) {
                present[leaf] = true;
            }
        }
    }

    /** The different heights of joints that join pixels, ascending. */
    double[] levels() {
        boolean[] below = new boolean[tree.nodes()];
        System.arraycopy(present, 0, below, 0, present.length);
        for (int joint = tree.leaves(); joint < below.length; joint++) {
            below[joint] = below[tree.first(joint)] || below[tree.second(joint)];
        }
        return IntStream.range(tree.leaves(), tree.nodes())
                .filter(joint -> below[tree.first(joint)] && below[tree.second(joint)])
                .mapToDouble(tree::height)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The number of groups that have pixels. */
    int groups(Grouping grouping) {
        return (int)
                presentLeaves()
                        .map(grouping::groupOf)
                        .filter(group -> group != Grouping.DELETED)
                        .distinct()
                        .count();
    }

    /** The leaves of one group that have pixels, ascending. */
    int[] of(Grouping grouping, int group) {
        return presentLeaves().filter(leaf -> grouping.groupOf(leaf) == group).toArray();
    }

    private IntStream presentLeaves() {
        return IntStream.range(0, present.length).filter(leaf -> present[leaf]);
    }
}
