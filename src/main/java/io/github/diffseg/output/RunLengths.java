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

package io.github.diffseg.output;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.List;

/**
 * Masks as COCO encodes them without compression: column by column, the numbers of pixels outside,
 * inside, outside and so on.
 */
final class RunLengths {

    private RunLengths() {}

    /**
     * Encodes all labels in one pass over the pixels.
     *
     * @return {@code [K]} counts, of label k at k - 1; each sums up to width · height
     */
    static List<List<Integer>> of(LabelMap labels) {
        List<List<Integer>> counts = new ArrayList<>(labels.count());
        for (int label = 1; label <= labels.count(); label++) {
            counts.add(new ArrayList<>());
        }
        int[] end = new int[labels.count()];
        int size = labels.labels().length;
        int begin = 0;
        int current = labels.at(0, 0);
        for (int i = 1; i <= size; i++) {
            int next = i == size ? -1 : labels.at(i / labels.height(), i % labels.height());
            if (next != current) {
                if (current > 0) {
                    counts.get(current - 1).add(begin - end[current - 1]);
                    counts.get(current - 1).add(i - begin);
                    end[current - 1] = i;
                }
                begin = i;
                current = next;
            }
        }
        for (int k = 0; k < end.length; k++) {
            if (end[k] < size) {
                counts.get(k).add(size - end[k]);
            }
        }
        return counts;
    }
}
