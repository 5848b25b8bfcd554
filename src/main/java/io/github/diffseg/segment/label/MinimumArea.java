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
import java.util.stream.IntStream;

/**
 * Removes proposals whose segments are small. Again and again the smallest segment below the
 * minimum (of equal ones the latest) leaves the competition, and each of its pixels goes to the
 * proposal that is largest there among those left. The last one left stays, however small it is.
 */
final class MinimumArea {

    private MinimumArea() {}

    /**
     * Lets small segments go.
     *
     * @param segments each segment is the proposal of the same index; changed in place
     * @param proposals what competes
     * @param minimumArea in pixels
     */
    static void enforce(
            PixelAssignment segments,
            UpsampledProposals proposals,
            int minimumArea,
            Progress progress) {
        NonMaximumSuppression suppression = new NonMaximumSuppression(proposals);
        int[] areas = segments.areas();
        PixelBox[] boxes = segments.boxes(proposals.width());
        int[] left =
                IntStream.range(0, segments.count())
                        .filter(segment -> areas[segment] > 0)
                        .toArray();
        while (left.length > 1) {
            progress.checkCancelled();
            int smallest = smallest(left, areas);
            if (areas[smallest] >= minimumArea) {
                return;
            }
            left = IntStream.of(left).filter(segment -> segment != smallest).toArray();
            PixelBox box = boxes[smallest];
            int[] before = segments.areas(box, proposals.width());
            suppression.decide(segments.segmentOf(), smallest, box, left, progress);
            int[] after = segments.areas(box, proposals.width());
            for (int segment : left) {
                if (after[segment] > before[segment]) {
                    areas[segment] += after[segment] - before[segment];
                    boxes[segment].add(box);
                }
            }
        }
    }

    private static int smallest(int[] candidates, int[] areas) {
        int smallest = candidates[0];
        for (int candidate : candidates) {
            if (areas[candidate] <= areas[smallest]) {
                smallest = candidate;
            }
        }
        return smallest;
    }
}
