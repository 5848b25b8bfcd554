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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScoresTest {

    private static final int SIDE = 40;

    @Test
    void aPerfectSegmentationHasPerfectFigures() {
        for (TruthKind kind : TruthKind.values()) {
            ImageScores scores =
                    new ImageScoring(kind, 7).score("a", truth(3, 5, 20), prediction(20));
            for (Metric metric : Metric.values()) {
                if (!metric.ofSetsOnly()) {
                    double perfect = metric == Metric.VARIATION_OF_INFORMATION ? 0 : 1;
                    assertEquals(perfect, scores.values().get(metric), 1e-12, metric.label());
                }
            }
        }
    }

    @Test
    void annotatorsAreAveraged() {
        GroundTruth two =
                new GroundTruth(
                        SIDE,
                        SIDE,
                        List.of(
                                truth(1, 2, 20).annotations().get(0),
                                truth(1, 1, 20).annotations().get(0)));
        assertEquals(1.5, two.meanRegions());
        ImageScores scores = new ImageScoring(TruthKind.REGIONS, 0).score("a", two, prediction(20));
        assertEquals((1 + 0.5) / 2, scores.values().get(Metric.ACC), 1e-12);
        assertEquals(0.5, scores.values().get(Metric.VARIATION_OF_INFORMATION), 1e-12);
        assertEquals(1, scores.values().get(Metric.BOUNDARY_F), 1e-12);
        assertNull(scores.table());
    }

    @Test
    void matchingOnceForTheSetIsAnotherProtocol() {
        ImageScoring scoring = new ImageScoring(TruthKind.CLASSES, 2);
        // Segment numbers change sides between the images
        List<ImageScores> images =
                List.of(
                        scoring.score("a", truth(0, 1, 30), prediction(30)),
                        scoring.score("b", truth(1, 0, 30), prediction(30)));
        Map<Metric, Double> scores = SetScores.of(images);
        assertEquals(1, scores.get(Metric.ACC));
        assertEquals(1, scores.get(Metric.MIOU));
        assertEquals(0.5, scores.get(Metric.ACC_WHOLE_SET));
        assertFalse(SetScores.withoutSetMatching(images).containsKey(Metric.ACC_WHOLE_SET));
    }

    @Test
    void intervalsHoldTheFigureAndNarrowWithMoreImages() {
        ImageScoring scoring = new ImageScoring(TruthKind.REGIONS, 0);
        List<ImageScores> few = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            few.add(scoring.score("" + i, truth(1, 2, 20), prediction(20 + 2 * i)));
        }
        List<ImageScores> many = new ArrayList<>();
        IntStream.range(0, 8).forEach(i -> many.addAll(few));
        Interval ofFew = ConfidenceIntervals.of(few, 500).get(Metric.ACC);
        Interval ofMany = ConfidenceIntervals.of(many, 500).get(Metric.ACC);
        double accuracy = SetScores.of(few).get(Metric.ACC);
        assertTrue(ofFew.low() < ofMany.low() && ofMany.low() < accuracy);
        assertTrue(accuracy < ofMany.high() && ofMany.high() < ofFew.high());
        assertEquals(ofFew, ConfidenceIntervals.of(few, 500).get(Metric.ACC));
        assertTrue(ConfidenceIntervals.of(few, 0).isEmpty());
    }

    private static GroundTruth truth(int left, int right, int border) {
        return new GroundTruth(SIDE, SIDE, List.of(halves(left, right, border)));
    }

    private static LabelMap prediction(int border) {
        return new LabelMap(SIDE, SIDE, halves(1, 2, border), 2);
    }

    private static int[] halves(int left, int right, int border) {
        return IntStream.range(0, SIDE * SIDE).map(i -> i % SIDE < border ? left : right).toArray();
    }
}
