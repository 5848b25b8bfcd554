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

package io.github.diffseg.segment;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.merging.AnchorDistances;
import io.github.diffseg.segment.merging.AnchorGrid;
import io.github.diffseg.segment.merging.KMeansRefinement;
import io.github.diffseg.segment.merging.KlMerging;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.ProposalTree;

/**
 * What merging makes of one attention tensor. What does not depend on a setting that changed is
 * kept: the distances of the last number of anchors, the last proposals and the last merge tree.
 *
 * <p>Not for use by several threads at once, but for {@link #bytes()}.
 */
final class MergedProposals implements ProposalMethod {

    private final NDArray maps;
    private final int gridHeight;
    private final int gridWidth;

    private KlMerging merging;
    private int mergingAnchorsPerAxis;
    private volatile long bytes;
    private MergeSettings proposalSettings;
    private Proposals proposals;
    private SegmentationSettings treeSettings;
    private double anchorDistanceP95;
    private int anchorDistanceAnchorsPerAxis;
    private ProposalTree tree;

    /** The settings that proposals depend on. */
    private record MergeSettings(
            double threshold, int iterations, int anchorsPerAxis, boolean refine) {}

    /**
     * Makes an empty cache of what becomes of these maps.
     *
     * @param maps {@code [n, n]} float32 with n = gridHeight · gridWidth; not owned, and it must
     *     stay open as long as this
     */
    MergedProposals(NDArray maps, int gridHeight, int gridWidth) {
        this.maps = maps;
        this.gridHeight = gridHeight;
        this.gridWidth = gridWidth;
    }

    @Override
    public SegmentationSettings withChosenThreshold(
            SegmentationSettings settings, Progress progress) {
        if (!(settings.threshold() instanceof Threshold.Automatic rule)) {
            return settings;
        }
        if (anchorDistanceAnchorsPerAxis != rule.anchorsPerAxis()) {
            progress.report("Choosing the threshold", 0);
            int[] anchors = AnchorGrid.indices(rule.anchorsPerAxis(), gridHeight, gridWidth);
            anchorDistanceP95 = AnchorDistances.p95(maps, anchors, progress);
            anchorDistanceAnchorsPerAxis = rule.anchorsPerAxis();
        }
        return settings.withThreshold(rule.choose(anchorDistanceP95));
    }

    @Override
    public Proposals proposals(SegmentationSettings settings, Progress progress) {
        SegmentationSettings chosen = withChosenThreshold(settings, progress);
        MergeSettings wanted =
                new MergeSettings(
                        chosen.fixedThreshold(),
                        chosen.iterations(),
                        chosen.anchorsPerAxis(),
                        chosen.refine());
        if (!wanted.equals(proposalSettings)) {
            proposals = merge(wanted, progress);
            proposalSettings = wanted;
        }
        return proposals;
    }

    @Override
    public ProposalTree proposalTree(SegmentationSettings settings, Progress progress) {
        SegmentationSettings finest = withChosenThreshold(settings, progress).finest();
        if (!finest.equals(treeSettings)) {
            tree = ProposalTree.of(maps, proposals(finest, progress), progress);
            treeSettings = finest;
        }
        return tree;
    }

    /** {@return native memory of the distances that are kept} */
    @Override
    public long bytes() {
        return bytes;
    }

    /** {@return whether the distances for these anchors are kept} */
    boolean keepsDistances(SegmentationSettings settings) {
        return mergingAnchorsPerAxis == settings.anchorsPerAxis();
    }

    private Proposals merge(MergeSettings settings, Progress progress) {
        progress.report("Merging attention maps", 0);
        NDArray merged =
                merging(settings.anchorsPerAxis(), progress)
                        .merge(settings.threshold(), settings.iterations(), progress);
        // To read an array of a GPU leaves a copy behind, which a scope closes
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            if (settings.refine()) {
                progress.report("Refining proposals", 0);
                NDArray centres = KMeansRefinement.refine(maps, merged, progress).centres();
                merged.close();
                merged = centres;
            }
            int count = (int) merged.getShape().get(0);
            return new Proposals(merged.toFloatArray(), count, gridHeight, gridWidth);
        } finally {
            merged.close();
        }
    }

    private KlMerging merging(int anchorsPerAxis, Progress progress) {
        if (mergingAnchorsPerAxis != anchorsPerAxis) {
            close();
            int[] anchors = AnchorGrid.indices(anchorsPerAxis, gridHeight, gridWidth);
            merging = new KlMerging(maps, anchors, progress);
            mergingAnchorsPerAxis = anchorsPerAxis;
            bytes = (long) anchors.length * gridHeight * gridWidth * Float.BYTES;
        }
        return merging;
    }

    /** Frees the distances; the next call computes them again. */
    @Override
    public void close() {
        if (merging != null) {
            merging.close();
            merging = null;
            mergingAnchorsPerAxis = 0;
            bytes = 0;
        }
    }
}
