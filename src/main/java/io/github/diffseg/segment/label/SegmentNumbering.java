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

import java.util.Comparator;
import java.util.stream.IntStream;

/** The final numbers: labels 1…K by decreasing area, equal areas in the order of the segments. */
final class SegmentNumbering {

    private SegmentNumbering() {}

    /**
     * Numbers segments.
     *
     * @param segments its pixels become the labels, in place
     * @param width of the plane in pixels
     * @param height of the plane in pixels
     * @return the label map, without empty segments, and for label i + 1 the proposal that it shows
     */
    static Numbered byDecreasingArea(PixelAssignment segments, int width, int height) {
        int[] areas = segments.areas();
        int[] order =
                IntStream.range(0, areas.length)
                        .filter(segment -> areas[segment] > 0)
                        .boxed()
                        .sorted(Comparator.comparingInt(segment -> -areas[segment]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] labelOf = new int[areas.length];
        int[] proposalOf = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            labelOf[order[i]] = i + 1;
            proposalOf[i] = segments.proposalOf()[order[i]];
        }
        int[] labels = segments.segmentOf();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            int segment = labels[pixel];
            labels[pixel] = segment == NonMaximumSuppression.OUTSIDE ? 0 : labelOf[segment];
        }
        return new Numbered(new LabelMap(width, height, labels, order.length), proposalOf);
    }

    /**
     * Numbers segments by what they show: a segment of proposal k gets the label k + 1.
     *
     * @param segments its pixels become the labels, in place; segment k shows proposal k
     * @param width of the plane in pixels
     * @param height of the plane in pixels
     * @return the label map, where labels may be without pixels
     */
    static Numbered byProposal(PixelAssignment segments, int width, int height) {
        int[] labels = segments.segmentOf();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            labels[pixel] = labels[pixel] == NonMaximumSuppression.OUTSIDE ? 0 : labels[pixel] + 1;
        }
        return new Numbered(
                new LabelMap(width, height, labels, segments.count()), segments.proposalOf());
    }

    /**
     * Segments with their final numbers.
     *
     * @param proposalOf {@code [K]}, the proposal of label i + 1
     */
    record Numbered(LabelMap labels, int[] proposalOf) {}
}
