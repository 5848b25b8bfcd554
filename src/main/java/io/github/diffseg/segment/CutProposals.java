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
import io.github.diffseg.segment.cut.ComparedCells;
import io.github.diffseg.segment.merging.Proposals;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.MergeTree;
import io.github.diffseg.segment.tree.ProposalTree;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Proposals by recursive normalised cuts. Cells are compared and cut once; another threshold cuts
 * the tree elsewhere.
 */
final class CutProposals implements ProposalMethod {

    private final Supplier<ComparedCells> source;
    private ComparedCells cells;
    private volatile long bytes;
    private ProposalTree tree;

    /** 0 until it was asked for. */
    private double likestEigengap;

    /**
     * Prepares to cut; the cells are compared when that is first needed.
     *
     * @param source compares the cells when that is first needed
     */
    CutProposals(Supplier<ComparedCells> source) {
        this.source = source;
    }

    @Override
    public SegmentationSettings withChosenThreshold(
            SegmentationSettings settings, Progress progress) {
        if (settings.threshold() instanceof Threshold.OfTheTree rule) {
            return settings.withThreshold(rule.choose(cells().tree(progress).rootHeight()));
        }
        if (!(settings.threshold() instanceof Threshold.OfTheEigengap rule)) {
            return settings;
        }
        if (likestEigengap == 0) {
            likestEigengap = cells().granularityByEigengap(progress);
        }
        return settings.withThreshold(
                rule.choose(likestEigengap, cells().tree(progress).rootHeight()));
    }

    @Override
    public Proposals proposals(SegmentationSettings settings, Progress progress) {
        double threshold = withChosenThreshold(settings, progress).fixedThreshold();
        MergeTree merged = cells().tree(progress);
        Grouping grouping = Grouping.of(merged, threshold, Corrections.NONE);
        int[] groupOfLeaf = IntStream.range(0, merged.leaves()).map(grouping::groupOf).toArray();
        return cells().proposals(groupOfLeaf, grouping.count(), progress);
    }

    @Override
    public ProposalTree proposalTree(SegmentationSettings settings, Progress progress) {
        if (tree == null) {
            MergeTree merged = cells().tree(progress);
            int[] all = IntStream.range(0, merged.leaves()).toArray();
            tree = new ProposalTree(merged, cells().proposals(all, all.length, progress));
        }
        return tree;
    }

    private ComparedCells cells() {
        if (cells == null) {
            cells = source.get();
            bytes = cells.bytes();
        }
        return cells;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public void close() {
        if (cells != null) {
            cells.close();
            cells = null;
            tree = null;
            likestEigengap = 0;
            bytes = 0;
        }
    }
}
