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
import java.awt.Rectangle;
import java.util.Arrays;

/** The bounding boxes of all labels, in one pass over the pixels. */
final class LabelBounds {

    private LabelBounds() {}

    /**
     * {@return {@code [K + 1]} boxes in pixels by label; null for 0 and for labels without pixels}
     */
    static Rectangle[] of(LabelMap labels) {
        int size = labels.count() + 1;
        int[] left = new int[size];
        int[] right = new int[size];
        int[] top = new int[size];
        int[] bottom = new int[size];
        Arrays.fill(left, Integer.MAX_VALUE);
        Arrays.fill(top, -1);
        int i = 0;
        for (int y = 0; y < labels.height(); y++) {
            for (int x = 0; x < labels.width(); x++) {
                int label = labels.labels()[i++];
                if (top[label] < 0) {
                    top[label] = y;
                }
                bottom[label] = y;
                left[label] = Math.min(left[label], x);
                right[label] = Math.max(right[label], x);
            }
        }
        Rectangle[] bounds = new Rectangle[size];
        for (int label = 1; label < size; label++) {
            if (top[label] >= 0) {
                bounds[label] =
                        new Rectangle(
                                left[label],
                                top[label],
                                right[label] - left[label] + 1,
                                bottom[label] - top[label] + 1);
            }
        }
        return bounds;
    }
}
