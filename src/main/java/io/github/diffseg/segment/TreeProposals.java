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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.ProposalTree;

/**
 * Proposals by the merge tree. Its leaves follow from the attention alone, so that the threshold
 * which was chosen for an image gives the same segments when it is named.
 */
final class TreeProposals implements ProposalMethod {

    /** The leaves are merged at a quarter of this share of the anchors' distances. */
    private static final double SHARE_OF_ANCHOR_DISTANCE_P95 = 0.2;

    /** Of the range that users may name. */
    private static final double LEAST = 1e-4;

    private static final double MOST = 100;

    private final MergedProposals merging;

    /**
     * @param merging makes the leaves; stays the caller's
     */
    TreeProposals(MergedProposals merging) {
        this.merging = merging;
    }

    @Override
    public SegmentationSettings withChosenThreshold(
            SegmentationSettings settings, Progress progress) {
        if (!(settings.threshold() instanceof Threshold.OfTheTree rule)) {
            return settings;
        }
        double root = proposalTree(settings, progress).tree().rootHeight();
        double chosen = rule.choose(Math.max(LEAST, root)).value();
        // What is chosen can be named
        return settings.withThreshold(new Threshold.Fixed(Math.max(LEAST, Math.min(MOST, chosen))));
    }

    @Override
    public Proposals proposals(SegmentationSettings settings, Progress progress) {
        SegmentationSettings chosen = withChosenThreshold(settings, progress);
        ProposalTree tree = proposalTree(chosen, progress);
        return tree.grouped(Grouping.of(tree.tree(), chosen.fixedThreshold(), Corrections.NONE));
    }

    @Override
    public ProposalTree proposalTree(SegmentationSettings settings, Progress progress) {
        Threshold leaves =
                new Threshold.Automatic(
                        SHARE_OF_ANCHOR_DISTANCE_P95, LEAST, MOST, settings.anchorsPerAxis());
        return merging.proposalTree(
                settings.change()
                        .method(SegmentationMethod.MERGING)
                        .threshold(leaves)
                        .minimumArea(0)
                        .splitting(Splitting.NONE)
                        .granularity(0)
                        .corrections(Corrections.NONE)
                        .crispBorders(false)
                        .pamr(false)
                        .build(),
                progress);
    }

    /** The merging counts its own. */
    @Override
    public long bytes() {
        return 0;
    }

    /** The merging is closed by itself. */
    @Override
    public void close() {
        // Nothing is kept here
    }
}
