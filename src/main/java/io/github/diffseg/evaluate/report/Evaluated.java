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

package io.github.diffseg.evaluate.report;

import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.score.ConfidenceIntervals;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.evaluate.score.SetScores;
import io.github.diffseg.evaluate.score.VocabularyScores;
import io.github.diffseg.segment.merging.Threshold;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one variant reached on a data set.
 *
 * @param variant the method and its settings
 * @param images in the order of the data set
 * @param scores of the set
 * @param intervals of those scores that have one
 */
public record Evaluated(
        Variant variant,
        List<ImageScores> images,
        Map<Metric, Double> scores,
        Map<Metric, Interval> intervals) {

    /**
     * Summarises the scores of a set.
     *
     * @param images at least one
     * @param resamples for the intervals
     * @param classes of the vocabulary over the set, at least 1
     */
    public static Evaluated of(
            Variant variant, List<ImageScores> images, int resamples, int classes) {
        Map<Metric, Double> scores = new TreeMap<>(SetScores.of(images));
        Map<Metric, Interval> intervals = new TreeMap<>(ConfidenceIntervals.of(images, resamples));
        List<ConfusionTable> tables = VocabularyScores.tables(images, classes);
        if (!tables.isEmpty()) {
            scores.putAll(VocabularyScores.of(tables));
            // The vocabulary stays that of the whole set
            intervals.putAll(ConfidenceIntervals.of(tables, resamples, VocabularyScores::of));
        }
        return new Evaluated(variant, images, scores, intervals);
    }

    /** {@return the mean number of segments in an image} */
    public double meanSegments() {
        return images.stream().mapToInt(ImageScores::segments).average().orElseThrow();
    }

    /**
     * {@return whether its threshold is one number for all images; only for methods that have a
     * threshold}
     */
    boolean hasFixedThreshold() {
        return variant.settings().segmentation().threshold() instanceof Threshold.Fixed;
    }
}
