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

package io.github.diffseg.benchmark;

import io.github.diffseg.evaluate.metrics.AdjustedRandIndex;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.HungarianMatching;
import java.util.HashMap;
import java.util.Map;

/**
 * How alike two segmentations of the same pixels are, whatever their numbers.
 *
 * @param pixels the part of the pixels whose segments are matched, one to one, for the largest such
 *     part; from 0 to 1
 * @param adjustedRand the adjusted Rand index
 * @param expected number of segments in the first
 * @param found number of segments in the second
 */
record LabelAgreement(double pixels, double adjustedRand, int expected, int found) {

    private static final int NOT_IN_USE = -1;

    /** Labels may be any numbers; each number is a segment. */
    static LabelAgreement of(int[] expected, int[] found) {
        int[] classes = consecutive(expected);
        int[] segments = consecutive(found);
        ConfusionTable table =
                ConfusionTable.of(classes, segments, largest(classes) + 1, NOT_IN_USE);
        int[] matched = HungarianMatching.segmentOfClass(table);
        long agreeing = 0;
        for (int c = 0; c < matched.length; c++) {
            if (matched[c] != HungarianMatching.NO_SEGMENT) {
                agreeing += table.count(c, matched[c]);
            }
        }
        return new LabelAgreement(
                (double) agreeing / table.total(),
                AdjustedRandIndex.of(table),
                table.classes(),
                largest(segments) + 1);
    }

    private static int[] consecutive(int[] labels) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int[] consecutive = new int[labels.length];
        for (int i = 0; i < labels.length; i++) {
            Integer number = numbers.putIfAbsent(labels[i], numbers.size());
            consecutive[i] = number == null ? numbers.size() - 1 : number;
        }
        return consecutive;
    }

    private static int largest(int[] numbers) {
        int largest = 0;
        for (int number : numbers) {
            largest = Math.max(largest, number);
        }
        return largest;
    }
}
