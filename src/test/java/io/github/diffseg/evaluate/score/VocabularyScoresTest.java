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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.SegmentFeature;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two images of two classes, whose segments are numbered the other way round. */
class VocabularyScoresTest {

    private static final float[] SKY = {1, 0};
    private static final float[] ROAD = {0, 1};

    private static ImageScores image(int first, int second, float[] one, float[] two) {
        int[] truth = IntStream.range(0, 16).map(i -> i / 8).toArray();
        int[] labels = IntStream.range(0, 16).map(i -> i < 8 ? first : second).toArray();
        return new ImageScoring(TruthKind.CLASSES, 2)
                .score("a", new GroundTruth(4, 4, List.of(truth)), new LabelMap(4, 4, labels, 2))
                .with(List.of(new SegmentFeature(0, 1, 8, one), new SegmentFeature(0, 2, 8, two)));
    }

    @Test
    void oneMatchingIsRightWhereAlikeSegmentsHaveOneClass() {
        List<ImageScores> images = List.of(image(1, 2, SKY, ROAD), image(2, 1, ROAD, SKY));
        // By their numbers half of the pixels are wrong
        assertEquals(0.5, SetScores.of(images).get(Metric.ACC_WHOLE_SET));
        assertEquals(
                1.0,
                VocabularyScores.of(VocabularyScores.tables(images, 2)).get(Metric.ACC_VOCABULARY));
        assertEquals(
                0.5,
                VocabularyScores.of(VocabularyScores.tables(images, 1)).get(Metric.ACC_VOCABULARY));
    }

    @Test
    void withoutFeaturesOfAllImagesThereIsNone() {
        ImageScores known = image(1, 2, SKY, ROAD);
        assertTrue(VocabularyScores.tables(List.of(known, known.with(null)), 2).isEmpty());
    }
}
