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

package io.github.diffseg.segment.label;

/**
 * How clearly the winner wins at each pixel: the share of its proposal in the sum of all proposals.
 * Values are made when they are asked for; what is kept is of the size of the attention grid.
 */
public final class ConfidenceMap {

    private final LabelMap labels;
    private final int[] proposalOf;
    private final UpsampledProposals proposals;
    private final int left;
    private final int top;

    /**
     * Computes no value yet; each is made where it is asked for.
     *
     * @param proposalOf {@code [K]}, the proposal of label i + 1
     * @param proposals of the size of the labels; not asked where there is no label
     */
    ConfidenceMap(LabelMap labels, int[] proposalOf, UpsampledProposals proposals) {
        this(labels, proposalOf, proposals, 0, 0);
    }

    private ConfidenceMap(
            LabelMap labels, int[] proposalOf, UpsampledProposals proposals, int left, int top) {
        this.labels = labels;
        this.proposalOf = proposalOf;
        this.proposals = proposals;
        this.left = left;
        this.top = top;
    }

    /**
     * {@return the same values in the coordinates of that plane}
     *
     * @param right how far this lies from the left end of a larger plane
     * @param down how far this lies from the top of a larger plane
     */
    public ConfidenceMap movedBy(int right, int down) {
        return new ConfidenceMap(labels, proposalOf, proposals, left + right, top + down);
    }

    /**
     * {@return the confidence at a pixel, in (0, 1]; 0 where there is no segment}
     *
     * @param x column of the plane
     * @param y row of the plane
     */
    public float at(int x, int y) {
        int label = labelAt(x, y);
        return label == 0 ? 0 : proposals.shareAt(proposalOf[label - 1], x - left, y - top);
    }

    /**
     * {@return the share of any proposal at a pixel, in [0, 1]; 0 where there is no segment}
     *
     * @param proposal from 0
     * @param x column of the plane
     * @param y row of the plane
     */
    public float shareAt(int proposal, int x, int y) {
        return labelAt(x, y) == 0 ? 0 : proposals.shareAt(proposal, x - left, y - top);
    }

    private int labelAt(int x, int y) {
        int column = x - left;
        int row = y - top;
        boolean inside =
                column >= 0 && row >= 0 && column < labels.width() && row < labels.height();
        return inside ? labels.at(column, row) : 0;
    }
}
