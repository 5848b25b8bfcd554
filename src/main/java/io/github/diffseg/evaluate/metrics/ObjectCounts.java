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
 * Which true objects were found as segments, over one image or several. An object and a segment
 * match at a threshold if their intersection over union is <em>above</em> it; from 0.5 on no object
 * then has two matches.
 *
 * @param objects the number of true objects
 * @param segments the number of segments that count
 * @param truePositives for each of {@link #THRESHOLDS}, how many objects have a match
 * @param matchedOverlap the intersections over union of the matches above 0.5, summed
 * @param detectedOverlap the intersections over union of the objects more than half of which lies
 *     in one segment, summed
 */
public record ObjectCounts(
        long objects,
        long segments,
        long[] truePositives,
        double matchedOverlap,
        double detectedOverlap) {

    /** 0.5, 0.55 … 0.95. */
    public static final double[] THRESHOLDS =
            IntStream.range(0, 10).mapToDouble(i -> (50 + 5 * i) / 100.0).toArray();

    /** That every row of the table is an object. */
    public static final int NO_BACKGROUND = -1;

    /**
     * Counts one image. Ignored pixels belong to no object and no segment; a segment without a
     * match most of which is ignored does not count (A. Kirillov et al., "Panoptic segmentation",
     * CVPR 2019, section 4.1, void labels).
     *
     * @param background the row that is no object, or {@link #NO_BACKGROUND}. A method that knows
     *     no classes gives the background a segment as well: the one with the largest part of it
     *     does not count, whatever else it holds; every other segment does. Where the largest part
     *     lies in no segment, all count.
     */
    public static ObjectCounts of(ConfusionTable table, int background) {
        long[] segmentTotals = table.segmentTotals();
        int backgroundSegment = largestShare(table, background);
        long objects = 0;
        long[] truePositives = new long[THRESHOLDS.length];
        double matchedOverlap = 0;
        double detectedOverlap = 0;
        boolean[] matched = new boolean[table.segments()];
        for (int object = 0; object < table.classes(); object++) {
            long area = table.classTotal(object);
            if (object == background || area == 0) {
                continue;
            }
            objects++;
            for (int segment = 0; segment < table.segments(); segment++) {
                long shared = table.count(object, segment);
                // Above 0.5, a match holds more than half of the object too
                if (segment == backgroundSegment || 2 * shared <= area) {
                    continue;
                }
                double overlap = shared / (double) (area + segmentTotals[segment] - shared);
                detectedOverlap += overlap;
                for (int i = 0; i < THRESHOLDS.length && overlap > THRESHOLDS[i]; i++) {
                    truePositives[i]++;
                }
                if (overlap > THRESHOLDS[0]) {
                    matchedOverlap += overlap;
                    matched[segment] = true;
                }
            }
        }
        long segments =
                IntStream.range(0, table.segments())
                        .filter(s -> s != backgroundSegment)
                        .filter(s -> segmentTotals[s] > 0)
                        .filter(s -> matched[s] || segmentTotals[s] >= table.ignoredIn(s))
                        .count();
        return new ObjectCounts(objects, segments, truePositives, matchedOverlap, detectedOverlap);
    }

    /** {@return the counts of nothing} */
    public static ObjectCounts none() {
        return new ObjectCounts(0, 0, new long[THRESHOLDS.length], 0, 0);
    }

    /** {@return the counts of both sets of images} */
    public ObjectCounts plus(ObjectCounts other) {
        long[] sum =
                IntStream.range(0, THRESHOLDS.length)
                        .mapToLong(i -> truePositives[i] + other.truePositives[i])
                        .toArray();
        return new ObjectCounts(
                objects + other.objects,
                segments + other.segments,
                sum,
                matchedOverlap + other.matchedOverlap,
                detectedOverlap + other.detectedOverlap);
    }

    /**
     * AP at one threshold as the 2018 Data Science Bowl, StarDist and Cellpose have it, which needs
     * no confidences: TP / (TP + FP + FN). Not the area under a precision-recall curve.
     *
     * @param index of one of {@link #THRESHOLDS}
     * @return in [0, 1]; NaN if there is neither object nor segment
     */
    public double averagePrecision(int index) {
        long found = truePositives[index];
        return (double) found / (objects + segments - found);
    }

    /**
     * mAP, the mean of {@link #averagePrecision} over 0.5, 0.55 … 0.95 (J. C. Caicedo et al.,
     * "Nucleus segmentation across imaging experiments: the 2018 Data Science Bowl", Nature Methods
     * 16, 2019).
     *
     * @return in [0, 1]; NaN if there is neither object nor segment
     */
    public double meanAveragePrecision() {
        return IntStream.range(0, THRESHOLDS.length)
                .mapToDouble(this::averagePrecision)
                .average()
                .orElseThrow();
    }

    /**
     * PQ (Kirillov et al., equation 1) with one class for all: the matches' intersections over
     * union over TP + FP / 2 + FN / 2. The product of {@link #segmentationQuality} and {@link
     * #recognitionQuality}.
     *
     * @return in [0, 1]; NaN if there is neither object nor segment
     */
    public double panopticQuality() {
        return matchedOverlap / ((objects + segments) / 2.0);
    }

    /**
     * SQ, the mean intersection over union of the matches.
     *
     * @return in (0.5, 1]; NaN if there is no match
     */
    public double segmentationQuality() {
        return matchedOverlap / truePositives[0];
    }

    /**
     * RQ, the F1 score of finding objects.
     *
     * @return in [0, 1]; NaN if there is neither object nor segment
     */
    public double recognitionQuality() {
        return truePositives[0] / ((objects + segments) / 2.0);
    }

    /**
     * SEG of the Cell Tracking Challenge (M. Maška et al., "A benchmark for comparison of cell
     * tracking algorithms", Bioinformatics 30, 2014): the mean over the true objects of their
     * intersection over union with the segment that holds more than half of them, 0 without one.
     *
     * @return in [0, 1]; NaN if there is no object
     */
    public double seg() {
        return detectedOverlap / objects;
    }

    private static int largestShare(ConfusionTable table, int background) {
        int largest = ConfusionTable.NO_SEGMENT;
        if (background == NO_BACKGROUND) {
            return largest;
        }
        long most = table.withoutSegment(background);
        for (int segment = 0; segment < table.segments(); segment++) {
            if (table.count(background, segment) > most) {
                most = table.count(background, segment);
                largest = segment;
            }
        }
        return largest;
    }
}
