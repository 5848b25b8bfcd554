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

import io.github.diffseg.failure.UserException;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How many pixels each class of the truth shares with each predicted segment. Pixels of the truth
 * that carry the ignore label count nowhere.
 */
public final class ConfusionTable {

    /** A predicted pixel that belongs to no segment; it is missing from its class. */
    public static final int NO_SEGMENT = -1;

    private final int classes;
    private final int segments;

    /** {@code [classes, segments + 1]}; the last column holds what no segment holds. */
    private final long[] counts;

    /** {@code [segments]}, pixels of each segment whose truth is ignored. */
    private final long[] ignored;

    private ConfusionTable(int classes, int segments, long[] counts, long[] ignored) {
        this.classes = classes;
        this.segments = segments;
        this.counts = counts;
        this.ignored = ignored;
    }

    /**
     * Counts one image.
     *
     * @param truth a class 0…classes−1, or the ignore label, for each pixel
     * @param prediction a segment 0…, or {@link #NO_SEGMENT}, for each pixel
     * @param classes the number of classes, at least 1
     * @param ignoreLabel outside 0…classes−1
     * @throws IllegalArgumentException if the lengths differ or a value is out of its range
     */
    public static ConfusionTable of(int[] truth, int[] prediction, int classes, int ignoreLabel) {
        if (truth.length != prediction.length) {
            throw new IllegalArgumentException(
                    "The truth has "
                            + truth.length
                            + " pixels and the prediction "
                            + prediction.length
                            + "; they must be equal");
        }
        if (classes < 1 || (ignoreLabel >= 0 && ignoreLabel < classes)) {
            throw new IllegalArgumentException(
                    "With "
                            + classes
                            + " classes the ignore label is "
                            + ignoreLabel
                            + "; it must not be a class, and there must be at least one");
        }
        int segments = Math.max(0, Arrays.stream(prediction).max().orElse(NO_SEGMENT) + 1);
        int columns = segments + 1;
        long[] counts = new long[Math.multiplyExact(classes, columns)];
        long[] ignored = new long[segments];
        for (int pixel = 0; pixel < truth.length; pixel++) {
            int trueClass = truth[pixel];
            int segment = prediction[pixel];
            if (segment < NO_SEGMENT) {
                throw new IllegalArgumentException(
                        "The prediction holds the segment " + segment + "; the least is -1: none");
            }
            if (trueClass == ignoreLabel) {
                if (segment != NO_SEGMENT) {
                    ignored[segment]++;
                }
                continue;
            }
            if (trueClass < 0 || trueClass >= classes) {
                throw new UserException(
                        "The truth holds the class "
                                + trueClass
                                + "; allowed are 0 to "
                                + (classes - 1)
                                + " and the ignore label "
                                + ignoreLabel);
            }
            counts[trueClass * columns + (segment == NO_SEGMENT ? segments : segment)]++;
        }
        return new ConfusionTable(classes, segments, counts, ignored);
    }

    /**
     * The table of two images whose segments of the same number are the same cluster.
     *
     * @param other with as many classes
     * @throws IllegalArgumentException if the numbers of classes differ
     */
    public ConfusionTable plus(ConfusionTable other) {
        if (other.classes != classes) {
            throw new IllegalArgumentException(
                    "Tables of " + classes + " and " + other.classes + " classes do not add up");
        }
        int both = Math.max(segments, other.segments);
        long[] sum = new long[Math.multiplyExact(classes, both + 1)];
        long[] bothIgnored = Arrays.copyOf(ignored, both);
        for (int segment = 0; segment < other.segments; segment++) {
            bothIgnored[segment] += other.ignored[segment];
        }
        for (ConfusionTable table : new ConfusionTable[] {this, other}) {
            for (int trueClass = 0; trueClass < classes; trueClass++) {
                for (int segment = 0; segment < table.segments; segment++) {
                    sum[trueClass * (both + 1) + segment] += table.count(trueClass, segment);
                }
                sum[trueClass * (both + 1) + both] += table.withoutSegment(trueClass);
            }
        }
        return new ConfusionTable(classes, both, sum, bothIgnored);
    }

    /**
     * {@return the table with clusters of segments in place of segments}
     *
     * @param clusterOf {@code [segments]}, 0…clusters−1
     * @param clusters how many there are
     */
    public ConfusionTable merged(int[] clusterOf, int clusters) {
        long[] sums = new long[Math.multiplyExact(classes, clusters + 1)];
        long[] sumsIgnored = new long[clusters];
        for (int segment = 0; segment < segments; segment++) {
            sumsIgnored[clusterOf[segment]] += ignored[segment];
            for (int trueClass = 0; trueClass < classes; trueClass++) {
                sums[trueClass * (clusters + 1) + clusterOf[segment]] += count(trueClass, segment);
            }
        }
        for (int trueClass = 0; trueClass < classes; trueClass++) {
            sums[trueClass * (clusters + 1) + clusters] = withoutSegment(trueClass);
        }
        return new ConfusionTable(classes, clusters, sums, sumsIgnored);
    }

    /** {@return the number of classes} */
    public int classes() {
        return classes;
    }

    /** {@return one more than the largest segment number} */
    public int segments() {
        return segments;
    }

    /** {@return how many pixels of a class lie in a segment} */
    public long count(int trueClass, int segment) {
        return counts[trueClass * (segments + 1) + segment];
    }

    /** {@return how many pixels of a class lie in no segment} */
    public long withoutSegment(int trueClass) {
        return counts[trueClass * (segments + 1) + segments];
    }

    /** {@return how many pixels a class has} */
    public long classTotal(int trueClass) {
        long total = withoutSegment(trueClass);
        for (int segment = 0; segment < segments; segment++) {
            total += count(trueClass, segment);
        }
        return total;
    }

    /** {@return how many pixels that are not ignored a segment has} */
    public long segmentTotal(int segment) {
        long total = 0;
        for (int trueClass = 0; trueClass < classes; trueClass++) {
            total += count(trueClass, segment);
        }
        return total;
    }

    /** {@return how many pixels of a segment have a truth that is ignored} */
    public long ignoredIn(int segment) {
        return ignored[segment];
    }

    /** {@return how many pixels are not ignored} */
    public long total() {
        return Arrays.stream(counts).sum();
    }

    /** {@return {@code [classes, segments + 1]}, where the last column is what no segment holds} */
    long[][] withRest() {
        long[][] rows = new long[classes][];
        for (int trueClass = 0; trueClass < classes; trueClass++) {
            int start = trueClass * (segments + 1);
            rows[trueClass] = Arrays.copyOfRange(counts, start, start + segments + 1);
        }
        return rows;
    }

    /** {@return {@code [segments]}, see {@link #segmentTotal}} */
    long[] segmentTotals() {
        return IntStream.range(0, segments).mapToLong(this::segmentTotal).toArray();
    }
}
