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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.tree.MergeTree;

/**
 * Cells of a grid that are compared by the cosines of their features, and the tree of their
 * recursive normalised cut. Cells of a finer grid may be scored with features of the same kind.
 *
 * <p>It keeps both features in native memory until it is closed. Not for use by several threads at
 * once.
 */
public final class ComparedCells implements AutoCloseable {

    /** Parts are cut up to this NCut: cells of noise are cut at about 1. */
    private static final double FINEST = 0.9;

    /** The smallest threshold that makes a difference, as normalised association. */
    public static final double LEAST_THRESHOLD = 2 - FINEST;

    private static final int MOST_LEAVES = 128;

    private final NDManager manager;
    private final NDArray cut;
    private final NDArray scored;
    private final int height;
    private final int width;
    private final double power;
    private CutTree tree;

    /**
     * @param cut {@code [m, channels]} float64, unit rows; owned
     * @param scored {@code [height · width, channels]} float32, unit rows; owned
     */
    private ComparedCells(
            NDManager manager, NDArray cut, NDArray scored, int height, int width, double power) {
        this.manager = manager;
        this.cut = cut;
        this.scored = scored;
        this.height = height;
        this.width = width;
        this.power = power;
    }

    /**
     * Compares cells as DiffCut does.
     *
     * @param features of the last self-attention of the UNet's way down
     * @param power α, to which the similarities are raised
     * @return to be closed by the caller
     */
    public static ComparedCells of(FeatureGrid features, double power) {
        return of(features.values(), features.values(), features.height(), features.width(), power);
    }

    /**
     * Compares cells, and scores those of another grid.
     *
     * @param coarse {@code [m, channels]}, of the cells that are cut
     * @param fine {@code [height · width, channels]}, of the cells that are scored
     * @param power α, to which the similarities are raised
     * @return to be closed by the caller
     */
    static ComparedCells of(NDArray coarse, NDArray fine, int height, int width, double power) {
        NDManager manager = coarse.getManager().newSubManager();
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray cut = Affinity.unitRows(coarse);
            NDArray scored = Affinity.unitRows(fine).toType(DataType.FLOAT32, true);
            for (NDArray kept : new NDArray[] {cut, scored}) {
                kept.attach(manager);
                NDScope.unregister(kept);
            }
            return new ComparedCells(manager, cut, scored, height, width, power);
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /**
     * The tree of the recursive cut. Heights are normalised associations, 2 − NCut.
     *
     * @param progress told how far it is when it is first asked for; asked often whether to stop
     * @return always the same tree
     */
    public MergeTree tree(Progress progress) {
        return cutTree(progress).tree();
    }

    /**
     * Chooses a level of the tree by the eigenvalues of the normalised Laplacian.
     *
     * @param progress asked often whether to stop
     * @return the granularity of the level that is most like the clusters of the eigengap; always
     *     the same
     */
    public double granularityByEigengap(Progress progress) {
        CutTree all = cutTree(progress);
        if (all.tree().leaves() == 1) {
            return 1;
        }
        progress.report("Choosing the threshold", 0);
        return LikestLevel.of(all, EigengapClusters.of(cut, progress));
    }

    private CutTree cutTree(Progress progress) {
        if (tree == null) {
            progress.report("Cutting", 0);
            try (NDArray affinity = Affinity.of(cut, power)) {
                tree = CutTree.of(RecursiveCut.root(affinity, FINEST, MOST_LEAVES, progress));
            }
            progress.report("Cutting", 1);
        }
        return tree;
    }

    /**
     * Scores all cells for groups of leaves: (1 + cosine of the cell's feature and the mean of the
     * group's unit features) / 2. The mean is not made a unit vector again, as in DiffCut.
     *
     * @param groupOfLeaf {@code [L]}, 0…count − 1
     * @param count at least 1; each group has a leaf
     * @return a map for each group, in [0, 1]
     */
    public Proposals proposals(int[] groupOfLeaf, int count, Progress progress) {
        int[] leafOfCell = cutTree(progress).leafOfCell();
        int[] sizes = new int[count];
        for (int leaf : leafOfCell) {
            sizes[groupOfLeaf[leaf]]++;
        }
        double[] shares = new double[count * leafOfCell.length];
        for (int cell = 0; cell < leafOfCell.length; cell++) {
            int group = groupOfLeaf[leafOfCell[cell]];
            shares[group * leafOfCell.length + cell] = 1.0 / sizes[group];
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray means =
                    manager.create(shares, new Shape(count, leafOfCell.length))
                            .matMul(cut)
                            .toType(DataType.FLOAT32, false);
            NDArray scores = means.matMul(scored.transpose()).addi(1).divi(2);
            return new Proposals(scores.toFloatArray(), count, height, width);
        }
    }

    /** {@return bytes of native memory that this keeps} */
    public long bytes() {
        return cut.getShape().size() * Double.BYTES + scored.getShape().size() * Float.BYTES;
    }

    @Override
    public void close() {
        manager.close();
    }
}
