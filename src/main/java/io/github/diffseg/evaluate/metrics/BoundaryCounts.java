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

import java.util.List;

/**
 * How many boundary pixels found a partner, over one image or several: precision, recall and F of
 * the Berkeley benchmark (D. Martin, C. Fowlkes, J. Malik, "Learning to detect natural image
 * boundaries", TPAMI 26, 2004; P. Arbeláez et al., TPAMI 33, 2011).
 *
 * <p>Pixels of the prediction are paired one to one with those of each annotator within {@value
 * #TOLERANCE} of the image's diagonal. A predicted pixel is right if it has a partner with any
 * annotator; a true pixel is found if it has one itself. Sums over images give the benchmark's
 * figure at a fixed setting (ODS where that setting is the best of a sweep). As many pairs are made
 * as possible. The benchmark's own solver prefers near partners among equally many, which matters
 * only where the pixels that go without one differ between annotators.
 *
 * @param matchedPredicted predicted boundary pixels that are right
 * @param predicted all predicted boundary pixels
 * @param matchedTrue true boundary pixels that were found, over all annotators
 * @param actual all true boundary pixels, over all annotators
 */
public record BoundaryCounts(long matchedPredicted, long predicted, long matchedTrue, long actual) {

    /** The distance within which boundaries match, in parts of the diagonal. */
    public static final double TOLERANCE = 0.0075;

    /**
     * Counts one image.
     *
     * @param annotations the boundaries that each annotator drew, of the prediction's size
     */
    public static BoundaryCounts of(BoundaryMap prediction, List<BoundaryMap> annotations) {
        double tolerance = TOLERANCE * Math.hypot(prediction.width(), prediction.height());
        boolean[] right = new boolean[prediction.count()];
        long matchedTrue = 0;
        long actual = 0;
        for (BoundaryMap annotation : annotations) {
            BoundaryMatching.Matched matched =
                    BoundaryMatching.match(prediction, annotation, tolerance);
            for (int i = 0; i < right.length; i++) {
                right[i] |= matched.first()[i];
            }
            matchedTrue += count(matched.second());
            actual += annotation.count();
        }
        return new BoundaryCounts(count(right), right.length, matchedTrue, actual);
    }

    /** {@return the counts of nothing} */
    public static BoundaryCounts none() {
        return new BoundaryCounts(0, 0, 0, 0);
    }

    /** {@return the counts of both sets of images} */
    public BoundaryCounts plus(BoundaryCounts other) {
        return new BoundaryCounts(
                matchedPredicted + other.matchedPredicted,
                predicted + other.predicted,
                matchedTrue + other.matchedTrue,
                actual + other.actual);
    }

    /**
     * {@return the share of predicted boundary pixels that are right, in [0, 1]; NaN if no boundary
     * was predicted}
     */
    public double precision() {
        return (double) matchedPredicted / predicted;
    }

    /**
     * {@return the share of true boundary pixels that were found, in [0, 1]; NaN if there is no
     * true boundary}
     */
    public double recall() {
        return (double) matchedTrue / actual;
    }

    /**
     * {@return the harmonic mean of precision and recall, in [0, 1]; 0 if either side has no
     * boundary or none matches, NaN if both have none}
     */
    public double f() {
        if (predicted == 0 && actual == 0) {
            return Double.NaN;
        }
        if (matchedPredicted == 0 || matchedTrue == 0) {
            return 0;
        }
        return 2 * precision() * recall() / (precision() + recall());
    }

    private static long count(boolean[] flags) {
        long count = 0;
        for (boolean flag : flags) {
            count += flag ? 1 : 0;
        }
        return count;
    }
}
