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

package io.github.diffseg.evaluate.metrics;

import io.github.diffseg.link.Assignment;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Assigns segments to classes, one to one, such that the pixels they share are as many as possible
 * (Kuhn–Munkres on a table of classes x max(classes, segments), as in the reference evaluation).
 *
 * <p>Ties: a segment that shares no pixel with its class gains nothing wherever it goes, yet counts
 * as that class's false positives. Such segments and the classes left over are paired in ascending
 * order. Between assignments of equal gain that differ otherwise the solver decides, always the
 * same way; ACC does not depend on it, mIoU may.
 */
public final class HungarianMatching {

    /** A class that got no segment. */
    public static final int NO_SEGMENT = ConfusionTable.NO_SEGMENT;

    private HungarianMatching() {}

    /**
     * The best assignment.
     *
     * @return {@code [classes]}, the segment of each class or {@link #NO_SEGMENT}
     */
    public static int[] segmentOfClass(ConfusionTable table) {
        int[] segmentOfClass = perfectMatching(table);
        int[] free =
                IntStream.range(0, table.classes())
                        .filter(c -> gain(table, c, segmentOfClass[c]) == 0)
                        .toArray();
        int[] segments = IntStream.of(free).map(c -> segmentOfClass[c]).sorted().toArray();
        for (int i = 0; i < free.length; i++) {
            boolean exists = segments[i] < table.segments();
            segmentOfClass[free[i]] = exists ? segments[i] : NO_SEGMENT;
        }
        return segmentOfClass;
    }

    /** Squared with empty classes or segments, since the solver wants sides of one size. */
    private static int[] perfectMatching(ConfusionTable table) {
        int size = Math.max(table.classes(), table.segments());
        double[][] costs = new double[size][size];
        for (int c = 0; c < size; c++) {
            for (int s = 0; s < size; s++) {
                // Counts below 2^53 and their differences are exact as doubles
                costs[c][s] = -gain(table, c, s);
            }
        }
        return Arrays.copyOf(Assignment.leastCost(costs), table.classes());
    }

    private static long gain(ConfusionTable table, int trueClass, int segment) {
        boolean exists = trueClass < table.classes() && segment < table.segments();
        return exists ? table.count(trueClass, segment) : 0;
    }
}
