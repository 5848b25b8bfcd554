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

import io.github.diffseg.evaluate.metrics.ClassScores;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.MatchingProtocol;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.FeatureConditions;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The figures of a set whose segments have the classes of one vocabulary, found among the segments
 * of all images: one matching of its classes to those of the truth.
 */
public final class VocabularyScores {

    private static final FeatureConditions OF_ONE_SET = new FeatureConditions("", "", Map.of());

    private VocabularyScores() {}

    /**
     * {@return the table of each image with classes of the vocabulary in place of its segments;
     * none if labels are no classes or an image has no features}
     *
     * @param images at least one
     * @param classes of the vocabulary, at least 1
     */
    public static List<ConfusionTable> tables(List<ImageScores> images, int classes) {
        if (images.stream().anyMatch(i -> i.table() == null || i.features() == null)) {
            return List.of();
        }
        List<SegmentFeature> all = new ArrayList<>();
        images.forEach(image -> all.addAll(image.features()));
        Vocabulary vocabulary = Vocabulary.of(OF_ONE_SET, all, classes, number -> 0, Progress.NONE);
        return images.stream().map(image -> merged(image, vocabulary)).toList();
    }

    private static ConfusionTable merged(ImageScores image, Vocabulary vocabulary) {
        int[] classOf = IntStream.range(0, image.table().segments()).map(s -> 0).toArray();
        int[] numbers = vocabulary.classesOf(image.features());
        for (int i = 0; i < numbers.length; i++) {
            classOf[image.features().get(i).label() - 1] = numbers[i] - 1;
        }
        return image.table().merged(classOf, vocabulary.classes().size());
    }

    /** {@return ACC and mIoU of one matching over those images} */
    public static Map<Metric, Double> of(List<ConfusionTable> tables) {
        ClassScores matched = MatchingProtocol.WHOLE_SET.evaluate(tables);
        Map<Metric, Double> scores = new EnumMap<>(Metric.class);
        scores.put(Metric.ACC_VOCABULARY, matched.accuracy());
        scores.put(Metric.MIOU_VOCABULARY, matched.meanIntersectionOverUnion());
        scores.values().removeIf(value -> Double.isNaN(value));
        return scores;
    }
}
