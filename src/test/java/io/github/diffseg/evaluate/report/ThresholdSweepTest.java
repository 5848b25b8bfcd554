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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.ImageScoring;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Images in two halves, whose border is some columns off. */
class ThresholdSweepTest {

    private static final int SIDE = 40;
    private static final int TRUE_BORDER = 20;

    /** Of a border that many columns off: one half grows by what the other loses. */
    private static double covering(int off) {
        double lost = (TRUE_BORDER - off) / (double) TRUE_BORDER;
        double grown = TRUE_BORDER / (double) (TRUE_BORDER + off);
        return (lost + grown) / 2;
    }

    private final ThresholdSweep sweep =
            ThresholdSweep.of(
                            result(
                                    run(Method.TREE, 0.3, 0, 4),
                                    run(Method.TREE, 0.6, 1, 1),
                                    run(Method.TREE, 0.9, 6, 0),
                                    run(Method.TREE, 0, 0, 1),
                                    run(Method.WALK, 1.2, 0, 0),
                                    run(Method.WALK, 0, 0, 0)))
                    .get(0);

    @Test
    void onlyWhatWasMeasuredAtSeveralFixedThresholdsIsASweep() {
        List<ThresholdSweep> all =
                ThresholdSweep.of(
                        result(
                                run(Method.TREE, 0.3, 0, 4),
                                run(Method.TREE, 0.6, 0, 4),
                                run(Method.WALK, 1.2, 0, 0),
                                run(Method.WALK, 0, 0, 0)));
        assertEquals(1, all.size());
        assertTrue(all.get(0).automatic().isEmpty());
        assertTrue(all.get(0).gain(Metric.COVERING, 100).isEmpty());
    }

    @Test
    void theBestFixedThresholdIsThatOfTheSet() {
        Evaluated best = sweep.bestFixed(Metric.COVERING);
        assertEquals(covering(1), best.scores().get(Metric.COVERING), 1e-12);
        assertEquals(0.6, best.variant().settings().segmentation().fixedThreshold());
    }

    @Test
    void theBestOfEachImageIsAtLeastThat() {
        assertEquals(1, sweep.bestOfEachImage(Metric.COVERING), 1e-12);
        assertEquals(0, sweep.bestOfEachImage(Metric.VARIATION_OF_INFORMATION), 1e-12);
    }

    @Test
    void theGainIsThatOfTheChosenThresholdsOverTheBestFixedOne() {
        ThresholdSweep.Gain gain = sweep.gain(Metric.COVERING, 200).orElseThrow();
        // Right in the one image, alike in the other
        assertEquals((1 - covering(1)) / 2, gain.mean(), 1e-12);
        assertTrue(gain.interval().orElseThrow().low() <= gain.mean());
        assertTrue(gain.mean() <= gain.interval().orElseThrow().high());
        assertTrue(sweep.gain(Metric.COVERING, 0).orElseThrow().interval().isEmpty());
    }

    @Test
    void theReportTellsOfIt() {
        EvaluationResult result =
                result(
                        run(Method.TREE, 0.3, 0, 4),
                        run(Method.TREE, 0.6, 1, 0),
                        run(Method.TREE, 0, 0, 1));
        String text = SweepTables.markdown(result);
        assertTrue(text.contains("| best for each image | 1.000 |"), text);
        assertTrue(text.contains("(τ 0.6)"), text);
        assertEquals(1, SweepTables.json(result).size());
        assertFalse(SweepTables.markdown(result(run(Method.TREE, 0, 0, 1))).contains("Thresholds"));
    }

    private static EvaluationResult result(Evaluated... evaluated) {
        return new EvaluationResult(
                "drawn", TruthKind.REGIONS, Map.of(), List.of(evaluated), 100, Map.of());
    }

    /**
     * @param threshold 0 for the automatic one
     * @param off by how many columns the border of each image is off
     */
    private static Evaluated run(Method method, double threshold, int... off) {
        Variant variant =
                new Variant(
                        method,
                        "model",
                        "hash",
                        SettingsRequest.ALL_RECOMMENDED
                                .with(Setting.METHOD, method.key())
                                .with(Setting.THRESHOLD, threshold)
                                .resolve(ModelChoice.open("embedded").recommendation()),
                        0);
        GroundTruth truth = new GroundTruth(SIDE, SIDE, List.of(halves(TRUE_BORDER)));
        ImageScoring scoring = new ImageScoring(TruthKind.REGIONS, 0);
        List<ImageScores> images = new ArrayList<>();
        for (int image = 0; image < off.length; image++) {
            LabelMap labels = new LabelMap(SIDE, SIDE, halves(TRUE_BORDER - off[image]), 2);
            images.add(scoring.score("image " + image, truth, labels));
        }
        return Evaluated.of(variant, images, 0, 1);
    }

    private static int[] halves(int border) {
        return IntStream.range(0, SIDE * SIDE).map(i -> i % SIDE < border ? 1 : 2).toArray();
    }
}
