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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.merging.Proposals;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * From the proposal that won each pixel to the result: connected parts, minimum area, numbering,
 * confidence.
 *
 * @param minimumArea pixels of the smallest segment that stays; 0 or 1 for any
 * @param splitter makes segments of the parts of segments; null keeps them whole
 * @param width of the plane
 * @param height of the plane
 * @param progress told the steps; asked often whether to stop
 */
public record ResultAssembly(
        int minimumArea,
        UnaryOperator<PixelAssignment> splitter,
        int width,
        int height,
        Progress progress) {

    /**
     * Makes segments of the pixels that each proposal won.
     *
     * @param proposals those that the pixels were given to
     * @param winners {@code [height · width]} the proposal of each pixel, or {@link
     *     NonMaximumSuppression#OUTSIDE}; overwritten
     * @return labels and confidence
     */
    public LabelsWithConfidence assemble(Proposals proposals, int[] winners) {
        UpsampledProposals upsampled = new UpsampledProposals(proposals, width, height);
        PixelAssignment segments = segments(winners, upsampled);
        return finish(SegmentNumbering.byDecreasingArea(segments, width, height), upsampled);
    }

    /**
     * Makes segments of the pixels that each class won. Where segments are split, each has a number
     * of its own, by decreasing area; else class k − 1 has the label k in each plane, whether it
     * has pixels there or not.
     *
     * @param probabilities of the classes, one proposal for each
     * @param winners {@code [height · width]} the class of each pixel, or {@link
     *     NonMaximumSuppression#OUTSIDE}; overwritten
     * @return labels, confidence and the class of each label
     */
    public LabelledClasses assembleClasses(Proposals probabilities, int[] winners) {
        UpsampledProposals upsampled = new UpsampledProposals(probabilities, width, height);
        PixelAssignment segments = segments(winners, upsampled);
        SegmentNumbering.Numbered numbered =
                splitter != null
                        ? SegmentNumbering.byDecreasingArea(segments, width, height)
                        : SegmentNumbering.byProposal(segments, width, height);
        return new LabelledClasses(finish(numbered, upsampled), numbered.proposalOf());
    }

    private PixelAssignment segments(int[] winners, UpsampledProposals upsampled) {
        PixelAssignment all =
                new PixelAssignment(winners, IntStream.range(0, upsampled.count()).toArray());
        progress.report("Assigning pixels", 0.5);
        PixelAssignment segments = largeEnough(all, upsampled);
        progress.checkCancelled();
        return segments;
    }

    private LabelsWithConfidence finish(
            SegmentNumbering.Numbered numbered, UpsampledProposals upsampled) {
        float[] confidence =
                Confidence.ofLabels(numbered.labels(), numbered.proposalOf(), upsampled, progress);
        progress.report("Assigning pixels", 1);
        return new LabelsWithConfidence(
                numbered.labels(),
                confidence,
                upsampled.count(),
                new ConfidenceMap(numbered.labels(), numbered.proposalOf(), upsampled));
    }

    private PixelAssignment largeEnough(PixelAssignment segments, UpsampledProposals upsampled) {
        int least = minimumArea;
        if (splitter != null) {
            PixelAssignment parts = splitter.apply(segments);
            return least > 1 ? SmallComponents.dissolve(parts, upsampled, least, progress) : parts;
        }
        if (least > 1) {
            MinimumArea.enforce(segments, upsampled, least, progress);
        }
        return segments;
    }

    /** The result where everything was deleted. */
    public LabelsWithConfidence nothing() {
        LabelMap empty = new LabelMap(width, height, new int[width * height], 0);
        return new LabelsWithConfidence(
                empty, new float[0], 0, new ConfidenceMap(empty, new int[0], null));
    }
}
