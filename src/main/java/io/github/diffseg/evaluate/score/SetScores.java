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

import io.github.diffseg.evaluate.metrics.BoundaryCounts;
import io.github.diffseg.evaluate.metrics.ClassScores;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.MatchingProtocol;
import io.github.diffseg.evaluate.metrics.ObjectCounts;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * The figures of a set of images, as each metric's source has them:
 *
 * <ul>
 *   <li>ACC and mIoU: with classes, from the pixels of all images added up (matched anew in each
 *       image, or once for the set); otherwise the mean over images
 *   <li>boundaries, PQ, SQ, RQ and SEG: from the counts of all images added up
 *   <li>all others: the mean over images
 * </ul>
 */
public final class SetScores {

    private SetScores() {}

    /**
     * {@return each metric that is defined for the set}
     *
     * @param images at least one, all of one data set
     */
    public static Map<Metric, Double> of(List<ImageScores> images) {
        Map<Metric, Double> scores = withoutSetMatching(images);
        if (images.get(0).table() != null) {
            List<ConfusionTable> tables = images.stream().map(ImageScores::table).toList();
            ClassScores matched = MatchingProtocol.WHOLE_SET.evaluate(tables);
            put(scores, Metric.ACC_WHOLE_SET, matched.accuracy());
            put(scores, Metric.MIOU_WHOLE_SET, matched.meanIntersectionOverUnion());
        }
        return scores;
    }

    /** As {@link #of}, without the two metrics whose cost is that of a matching. */
    static Map<Metric, Double> withoutSetMatching(List<ImageScores> images) {
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            OptionalDouble mean =
                    images.stream()
                            .map(image -> image.values().get(metric))
                            .filter(value -> value != null)
                            .mapToDouble(value -> value)
                            .average();
            mean.ifPresent(value -> scores.put(metric, value));
        }
        if (images.get(0).classScores() != null) {
            ClassScores sum = sum(images, ImageScores::classScores, ClassScores::plus);
            put(scores, Metric.ACC, sum.accuracy());
            put(scores, Metric.MIOU, sum.meanIntersectionOverUnion());
        }
        BoundaryCounts boundaries = sum(images, ImageScores::boundaries, BoundaryCounts::plus);
        put(scores, Metric.BOUNDARY_PRECISION, boundaries.precision());
        put(scores, Metric.BOUNDARY_RECALL, boundaries.recall());
        put(scores, Metric.BOUNDARY_F, boundaries.f());
        ObjectCounts objects = sum(images, ImageScores::objects, ObjectCounts::plus);
        put(scores, Metric.PANOPTIC_QUALITY, objects.panopticQuality());
        put(scores, Metric.SEGMENTATION_QUALITY, objects.segmentationQuality());
        put(scores, Metric.RECOGNITION_QUALITY, objects.recognitionQuality());
        put(scores, Metric.SEG, objects.seg());
        return scores;
    }

    private static <T> T sum(
            List<ImageScores> images, Function<ImageScores, T> part, BinaryOperator<T> plus) {
        return images.stream().map(part).reduce(plus).orElseThrow();
    }

    private static void put(Map<Metric, Double> scores, Metric metric, double value) {
        if (Double.isNaN(value)) {
            scores.remove(metric);
        } else {
            scores.put(metric, value);
        }
    }
}
