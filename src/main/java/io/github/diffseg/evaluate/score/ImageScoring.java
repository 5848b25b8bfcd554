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

package io.github.diffseg.evaluate.score;

import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.evaluate.metrics.AdjustedRandIndex;
import io.github.diffseg.evaluate.metrics.BoundaryCounts;
import io.github.diffseg.evaluate.metrics.BoundaryMap;
import io.github.diffseg.evaluate.metrics.ClassScores;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.MatchingProtocol;
import io.github.diffseg.evaluate.metrics.ObjectCounts;
import io.github.diffseg.evaluate.metrics.SegmentationCovering;
import io.github.diffseg.evaluate.metrics.VariationOfInformation;
import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures the segmentation of an image against each annotator. Figures of several annotators are
 * averaged, boundaries are counted as the Berkeley benchmark does, objects are added up.
 */
public final class ImageScoring {

    private final TruthKind kind;
    private final int classes;

    /**
     * Scores predictions of a data set.
     *
     * @param kind what labels of the truth mean
     * @param classes how many there are, if they are classes
     */
    public ImageScoring(TruthKind kind, int classes) {
        this.kind = kind;
        this.classes = classes;
    }

    /**
     * Compares a prediction with what annotators drew.
     *
     * @param image the example's id
     * @param truth what annotators drew
     * @param prediction of the same size; label 0 is no segment
     */
    public ImageScores score(String image, GroundTruth truth, LabelMap prediction) {
        int[] segments = Arrays.stream(prediction.labels()).map(label -> label - 1).toArray();
        List<Map<Metric, Double>> ofAnnotators = new ArrayList<>();
        List<BoundaryMap> boundaries = new ArrayList<>();
        ObjectCounts objects = ObjectCounts.none();
        ConfusionTable table = null;
        for (int[] labels : truth.annotations()) {
            int[] ids = kind == TruthKind.CLASSES ? null : ids(labels);
            int[] rows = ids == null ? labels : numbered(labels, ids);
            int count = ids == null ? classes : ids.length;
            table = ConfusionTable.of(rows, segments, count, GroundTruth.IGNORED);
            ObjectCounts found = ObjectCounts.of(table, background(ids));
            objects = objects.plus(found);
            ofAnnotators.add(values(table, found));
            boundaries.add(boundaries(labels, truth, labels));
        }
        // A pixel that all annotators ignore has no boundary in the prediction either
        BoundaryMap predicted = boundaries(segments, truth, ignoredByAll(truth));
        BoundaryCounts boundaryCounts = BoundaryCounts.of(predicted, boundaries);
        Map<Metric, Double> values = means(ofAnnotators);
        put(values, Metric.BOUNDARY_PRECISION, boundaryCounts.precision());
        put(values, Metric.BOUNDARY_RECALL, boundaryCounts.recall());
        put(values, Metric.BOUNDARY_F, boundaryCounts.f());
        boolean byClass = kind == TruthKind.CLASSES;
        return new ImageScores(
                image,
                prediction.count(),
                values,
                byClass ? MatchingProtocol.PER_IMAGE.evaluate(List.of(table)) : null,
                byClass ? table : null,
                boundaryCounts,
                objects,
                null);
    }

    private static Map<Metric, Double> values(ConfusionTable table, ObjectCounts objects) {
        ClassScores matched = MatchingProtocol.PER_IMAGE.evaluate(List.of(table));
        Map<Metric, Double> values = new EnumMap<>(Metric.class);
        put(values, Metric.ACC, matched.accuracy());
        put(values, Metric.MIOU, matched.meanIntersectionOverUnion());
        put(values, Metric.ADJUSTED_RAND_INDEX, AdjustedRandIndex.of(table));
        put(values, Metric.VARIATION_OF_INFORMATION, VariationOfInformation.of(table).sum());
        put(values, Metric.COVERING, SegmentationCovering.of(table));
        put(values, Metric.AVERAGE_PRECISION_50, objects.averagePrecision(0));
        put(values, Metric.MEAN_AVERAGE_PRECISION, objects.meanAveragePrecision());
        put(values, Metric.PANOPTIC_QUALITY, objects.panopticQuality());
        put(values, Metric.SEGMENTATION_QUALITY, objects.segmentationQuality());
        put(values, Metric.RECOGNITION_QUALITY, objects.recognitionQuality());
        put(values, Metric.SEG, objects.seg());
        return values;
    }

    private int background(int[] ids) {
        if (kind != TruthKind.OBJECTS) {
            return ObjectCounts.NO_BACKGROUND;
        }
        int row = Arrays.binarySearch(ids, 0);
        return row >= 0 ? row : ObjectCounts.NO_BACKGROUND;
    }

    private static int[] ids(int[] labels) {
        return Arrays.stream(labels)
                .filter(label -> label != GroundTruth.IGNORED)
                .distinct()
                .sorted()
                .toArray();
    }

    private static int[] numbered(int[] labels, int[] ids) {
        return Arrays.stream(labels)
                .map(l -> l == GroundTruth.IGNORED ? l : Arrays.binarySearch(ids, l))
                .toArray();
    }

    private static BoundaryMap boundaries(int[] regions, GroundTruth truth, int[] labels) {
        boolean[] ignore = new boolean[labels.length];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            ignore[pixel] = labels[pixel] == GroundTruth.IGNORED;
        }
        return BoundaryMap.of(regions, truth.width(), truth.height(), ignore);
    }

    private static int[] ignoredByAll(GroundTruth truth) {
        return IntStream.range(0, truth.width() * truth.height())
                .map(
                        pixel ->
                                truth.annotations().stream()
                                        .mapToInt(labels -> labels[pixel])
                                        .max()
                                        .orElseThrow())
                .toArray();
    }

    /** Of each metric, over those annotators for whom it is defined. */
    private static Map<Metric, Double> means(List<Map<Metric, Double>> ofAnnotators) {
        Map<Metric, Double> means = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            ofAnnotators.stream()
                    .filter(values -> values.containsKey(metric))
                    .mapToDouble(values -> values.get(metric))
                    .average()
                    .ifPresent(mean -> means.put(metric, mean));
        }
        return means;
    }

    private static void put(Map<Metric, Double> values, Metric metric, double value) {
        if (!Double.isNaN(value)) {
            values.put(metric, value);
        }
    }
}
