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

package io.github.diffseg;

import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import java.util.List;

/**
 * Gives each segment the word to which the network attends most there, as compared with the whole
 * picture: words that are attended to more everywhere, as short ones are, would else name all.
 */
final class SegmentNaming {

    private SegmentNaming() {}

    /**
     * {@return for each label the word of the greatest strength, the first of those if there are
     * several, and how often as strongly as on average over the picture each word is attended to
     * there: 1 is the average}
     *
     * @param words two or more
     * @param maps of the words, of what the labels cover, each summing to 1
     * @param labels by which the maps are averaged
     */
    static SegmentClasses of(List<String> words, List<AttentionMap> maps, LabelMap labels) {
        int width = labels.width();
        int height = labels.height();
        long[] pixels = new long[labels.count() + 1];
        double[][] sums = new double[labels.count() + 1][words.size()];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int label = labels.labels()[y * width + x];
                if (label > 0) {
                    pixels[label]++;
                    for (int word = 0; word < words.size(); word++) {
                        sums[label][word] += maps.get(word).at(x, y, width, height);
                    }
                }
            }
        }
        int[] ofLabel = new int[labels.count()];
        double[][] strength = new double[labels.count()][words.size()];
        for (int label = 1; label <= labels.count(); label++) {
            double[] strengths = strength[label - 1];
            int best = 0;
            for (int word = 0; word < words.size(); word++) {
                int cells = maps.get(word).values().length;
                strengths[word] = sums[label][word] / pixels[label] * cells;
                best = strengths[word] > strengths[best] ? word : best;
            }
            ofLabel[label - 1] = best + 1;
        }
        return new SegmentClasses(words, ofLabel, strength);
    }
}
