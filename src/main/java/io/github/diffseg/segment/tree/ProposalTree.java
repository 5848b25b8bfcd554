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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.merging.Proposals;
import java.util.Arrays;

/**
 * The finest proposals of an image and the tree by which they join into coarser ones.
 *
 * <p>The leaves are the finest proposals, each with the grid cells where it is the strongest; the
 * map of a node is the mean of the attention maps of all its cells. Pixels go to leaves once, by
 * non-maximum suppression; a coarser segmentation is the same pixels under the leaves' ancestors.
 *
 * @param tree over the leaves
 * @param leaves the finest proposals, leaf by leaf
 */
public record ProposalTree(MergeTree tree, Proposals leaves) {

    /**
     * Builds the tree of the proposals that are the strongest somewhere.
     *
     * @param maps {@code [n, n]} float32, row q the map of grid cell q
     * @param finest proposals on that grid; those that are the strongest in no cell are left out
     * @param progress told the step; asked often whether to stop
     * @return leaves and tree
     */
    public static ProposalTree of(NDArray maps, Proposals finest, Progress progress) {
        progress.report("Building the merge tree", 0);
        int cells = finest.gridHeight() * finest.gridWidth();
        int[] leafOfCell = strongest(finest.values(), finest.count(), cells);
        int[] leafOfProposal = new int[finest.count()];
        Arrays.fill(leafOfProposal, MergeTree.NONE);
        int count = 0;
        for (int cell = 0; cell < cells; cell++) {
            // Leaves in the order of their proposals would need another pass; any fixed order does
            if (leafOfProposal[leafOfCell[cell]] == MergeTree.NONE) {
                leafOfProposal[leafOfCell[cell]] = count++;
            }
            leafOfCell[cell] = leafOfProposal[leafOfCell[cell]];
        }
        float[] values = new float[count * cells];
        for (int proposal = 0; proposal < leafOfProposal.length; proposal++) {
            int leaf = leafOfProposal[proposal];
            if (leaf != MergeTree.NONE) {
                System.arraycopy(finest.values(), proposal * cells, values, leaf * cells, cells);
            }
        }
        int[] weights = new int[count];
        for (int leaf : leafOfCell) {
            weights[leaf]++;
        }
        MergeTree tree = Agglomeration.tree(means(maps, leafOfCell, weights), weights, progress);
        progress.report("Building the merge tree", 1);
        return new ProposalTree(
                tree, new Proposals(values, count, finest.gridHeight(), finest.gridWidth()));
    }

    /**
     * The proposals of groups of leaves: the sum of the leaves', so that the share of a group at a
     * pixel is the sum of its leaves' shares.
     *
     * @param grouping at least one group
     * @return one proposal for each group; the leaves of no group count nowhere
     */
    public Proposals grouped(Grouping grouping) {
        int cells = leaves.gridHeight() * leaves.gridWidth();
        float[] values = new float[grouping.count() * cells];
        for (int leaf = 0; leaf < leaves.count(); leaf++) {
            int group = grouping.groupOf(leaf);
            if (group != Grouping.DELETED) {
                for (int cell = 0; cell < cells; cell++) {
                    values[group * cells + cell] += leaves.values()[leaf * cells + cell];
                }
            }
        }
        return new Proposals(values, grouping.count(), leaves.gridHeight(), leaves.gridWidth());
    }

    private static int[] strongest(float[] values, int count, int cells) {
        int[] strongest = new int[cells];
        for (int cell = 0; cell < cells; cell++) {
            for (int k = 1; k < count; k++) {
                if (values[k * cells + cell] > values[strongest[cell] * cells + cell]) {
                    strongest[cell] = k;
                }
            }
        }
        return strongest;
    }

    private static float[][] means(NDArray maps, int[] leafOfCell, int[] weights) {
        int cells = leafOfCell.length;
        float[] shares = new float[weights.length * cells];
        for (int cell = 0; cell < cells; cell++) {
            int leaf = leafOfCell[cell];
            shares[leaf * cells + cell] = 1f / weights[leaf];
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDManager manager = maps.getManager();
            NDArray weighting = manager.create(shares, new Shape(weights.length, cells));
            float[] flat = weighting.matMul(maps).toFloatArray();
            float[][] means = new float[weights.length][];
            Arrays.setAll(
                    means, leaf -> Arrays.copyOfRange(flat, leaf * cells, (leaf + 1) * cells));
            return means;
        }
    }
}
