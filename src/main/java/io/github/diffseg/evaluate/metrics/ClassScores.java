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

import java.util.stream.IntStream;

/**
 * What became of the pixels of each class after segments were matched to classes.
 *
 * @param truePositives {@code [classes]}, pixels of the class in its segment
 * @param falsePositives {@code [classes]}, other labelled pixels in its segment
 * @param falseNegatives {@code [classes]}, pixels of the class elsewhere
 */
public record ClassScores(long[] truePositives, long[] falsePositives, long[] falseNegatives) {

    /**
     * Counts one table.
     *
     * @param segmentOfClass as {@link HungarianMatching#segmentOfClass} gives it; a class without a
     *     segment has no false positives
     */
    public static ClassScores of(ConfusionTable table, int[] segmentOfClass) {
        int classes = table.classes();
        ClassScores scores = none(classes);
        for (int c = 0; c < classes; c++) {
            int segment = segmentOfClass[c];
            if (segment != HungarianMatching.NO_SEGMENT) {
                scores.truePositives[c] = table.count(c, segment);
                scores.falsePositives[c] = table.segmentTotal(segment) - table.count(c, segment);
            }
            scores.falseNegatives[c] = table.classTotal(c) - scores.truePositives[c];
        }
        return scores;
    }

    /** {@return the scores of no image} */
    public static ClassScores none(int classes) {
        return new ClassScores(new long[classes], new long[classes], new long[classes]);
    }

    /** {@return the scores of both sets of images, whose classes are the same} */
    public ClassScores plus(ClassScores other) {
        return new ClassScores(
                sum(truePositives, other.truePositives),
                sum(falsePositives, other.falsePositives),
                sum(falseNegatives, other.falseNegatives));
    }

    private static long[] sum(long[] a, long[] b) {
        return IntStream.range(0, a.length).mapToLong(c -> a[c] + b[c]).toArray();
    }

    /**
     * ACC, the part of all labelled pixels that lie in the segment of their class.
     *
     * @return in [0, 1]; NaN if no pixel is labelled
     */
    public double accuracy() {
        long right = 0;
        long labelled = 0;
        for (int c = 0; c < truePositives.length; c++) {
            right += truePositives[c];
            labelled += truePositives[c] + falseNegatives[c];
        }
        return (double) right / labelled;
    }

    /**
     * mIoU, the mean of TP / (TP + FP + FN) over the classes that occur in the truth.
     *
     * @return in [0, 1]; NaN if no pixel is labelled
     */
    public double meanIntersectionOverUnion() {
        return IntStream.range(0, truePositives.length)
                .filter(c -> truePositives[c] + falseNegatives[c] > 0)
                .mapToDouble(this::intersectionOverUnion)
                .average()
                .orElse(Double.NaN);
    }

    private double intersectionOverUnion(int c) {
        return (double) truePositives[c]
                / (truePositives[c] + falsePositives[c] + falseNegatives[c]);
    }
}
