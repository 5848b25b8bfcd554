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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How clearly proposals win: the mean, over the pixels of a segment, of its proposal's share. */
final class Confidence {

    /** Rows that one task sums; fixed, so that the sums do not depend on the machine. */
    private static final int BLOCK_ROWS = 64;

    private Confidence() {}

    /**
     * The mean share of each label.
     *
     * @param proposalOf {@code [K]}, the proposal of label i + 1
     * @return {@code [K]}, in (0, 1]; 0 of a label without pixels
     */
    static float[] ofLabels(
            LabelMap labels, int[] proposalOf, UpsampledProposals proposals, Progress progress) {
        int blocks = (labels.height() - 1) / BLOCK_ROWS + 1;
        List<Map<Integer, Sum>> parts =
                IntStream.range(0, blocks)
                        .parallel()
                        .mapToObj(
                                block -> {
                                    progress.checkCancelled();
                                    return sums(labels, proposalOf, proposals, block * BLOCK_ROWS);
                                })
                        .toList();
        double[] shares = new double[labels.count()];
        long[] areas = new long[labels.count()];
        for (Map<Integer, Sum> part : parts) {
            part.forEach(
                    (label, sum) -> {
                        shares[label - 1] += sum.share;
                        areas[label - 1] += sum.area;
                    });
        }
        float[] confidence = new float[labels.count()];
        for (int i = 0; i < confidence.length; i++) {
            // A class may have no pixel in this plane
            confidence[i] = areas[i] == 0 ? 0 : (float) (shares[i] / areas[i]);
        }
        return confidence;
    }

    private static final class Sum {
        double share;
        long area;
    }

    /** Sums of the labels in a block of rows: a map, since most labels lie in few blocks. */
    private static Map<Integer, Sum> sums(
            LabelMap labels, int[] proposalOf, UpsampledProposals proposals, int top) {
        Map<Integer, Sum> sums = new HashMap<>();
        int bottom = Math.min(labels.height(), top + BLOCK_ROWS);
        for (int y = top; y < bottom; y++) {
            int lastLabel = 0;
            Sum sum = null;
            for (int x = 0; x < labels.width(); x++) {
                int label = labels.at(x, y);
                if (label == 0) {
                    continue;
                }
                if (label != lastLabel) {
                    sum = sums.computeIfAbsent(label, unused -> new Sum());
                    lastLabel = label;
                }
                sum.share += proposals.shareAt(proposalOf[label - 1], x, y);
                sum.area++;
            }
        }
        return sums;
    }
}
