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

import io.github.diffseg.Settings;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.evaluate.score.ConfidenceIntervals;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.evaluate.score.SetScores;
import io.github.diffseg.segment.merging.Threshold;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What thresholds could have given, by metric: one method at several fixed ones, and at the one
 * that it chooses itself if that was measured. The best fixed one is chosen by the truth of the
 * very set, the best of each image by that of the very image, so both are upper bounds and nothing
 * that a user could have.
 *
 * @param label of method, model and timestep
 * @param fixed at each fixed threshold, at least two
 * @param automatic at the threshold that is chosen for each image, if it was measured
 */
record ThresholdSweep(String label, List<Evaluated> fixed, Optional<Evaluated> automatic) {

    /** Of a sweep, in their order: those that an image has by itself. */
    private static final List<Metric> METRICS =
            List.of(
                    Metric.MIOU,
                    Metric.ADJUSTED_RAND_INDEX,
                    Metric.VARIATION_OF_INFORMATION,
                    Metric.COVERING,
                    Metric.BOUNDARY_F,
                    Metric.AVERAGE_PRECISION_50);

    /** Variants that differ in nothing but the threshold. */
    private record Group(Method method, String modelHash, Settings settings) {

        static Group of(Variant variant) {
            Settings settings = variant.settings();
            return new Group(
                    variant.method(),
                    variant.modelHash(),
                    settings.with(settings.segmentation().withThreshold(Threshold.of(1))));
        }
    }

    /** {@return the sweeps over at least two fixed thresholds, in the order of the variants} */
    static List<ThresholdSweep> of(EvaluationResult result) {
        Map<Group, List<Evaluated>> groups = new LinkedHashMap<>();
        for (Evaluated evaluated : result.evaluated()) {
            if (evaluated.variant().method().hasThreshold()) {
                groups.computeIfAbsent(Group.of(evaluated.variant()), g -> new ArrayList<>())
                        .add(evaluated);
            }
        }
        List<ThresholdSweep> sweeps = new ArrayList<>();
        for (List<Evaluated> group : groups.values()) {
            List<Evaluated> fixed = group.stream().filter(Evaluated::hasFixedThreshold).toList();
            if (fixed.size() > 1) {
                Variant first = fixed.get(0).variant();
                sweeps.add(
                        new ThresholdSweep(
                                first.method().label()
                                        + " ("
                                        + first.model()
                                        + ", t "
                                        + first.settings().attention().timestep()
                                        + ")",
                                fixed,
                                group.stream().filter(e -> !e.hasFixedThreshold()).findFirst()));
            }
        }
        return sweeps;
    }

    /** {@return the metrics that all of these have} */
    List<Metric> metrics() {
        return METRICS.stream()
                .filter(metric -> fixed.stream().allMatch(e -> e.scores().containsKey(metric)))
                .toList();
    }

    /** {@return the run with the threshold that is best for the set} */
    Evaluated bestFixed(Metric metric) {
        Evaluated best = fixed.get(0);
        for (Evaluated evaluated : fixed) {
            if (isBetter(metric, evaluated.scores().get(metric), best.scores().get(metric))) {
                best = evaluated;
            }
        }
        return best;
    }

    /** {@return the figure of the set, had each image its best threshold of these} */
    double bestOfEachImage(Metric metric) {
        List<ImageScores> best = new ArrayList<>(fixed.get(0).images());
        for (Evaluated evaluated : fixed) {
            for (int i = 0; i < best.size(); i++) {
                ImageScores other = evaluated.images().get(i);
                if (isBetter(
                        metric, other.values().get(metric), best.get(i).values().get(metric))) {
                    best.set(i, other);
                }
            }
        }
        return SetScores.of(best).get(metric);
    }

    /**
     * {@return the mean over the images of what the chosen thresholds gain over the best fixed one,
     * and its interval; empty where no threshold was chosen, or an image lacks the figure}
     *
     * @param resamples for the interval
     */
    Optional<Gain> gain(Metric metric, int resamples) {
        if (automatic.isEmpty()) {
            return Optional.empty();
        }
        List<ImageScores> chosen = automatic.get().images();
        List<ImageScores> best = bestFixed(metric).images();
        double[] gains =
                IntStream.range(0, chosen.size())
                        .mapToDouble(
                                i ->
                                        chosen.get(i).values().getOrDefault(metric, Double.NaN)
                                                - best.get(i)
                                                        .values()
                                                        .getOrDefault(metric, Double.NaN))
                        .toArray();
        double mean = IntStream.range(0, gains.length).mapToDouble(i -> gains[i]).sum();
        return Double.isNaN(mean)
                ? Optional.empty()
                : Optional.of(
                        new Gain(
                                mean / gains.length, ConfidenceIntervals.ofMean(gains, resamples)));
    }

    /** A mean with its interval, if there is one. */
    record Gain(double mean, Optional<Interval> interval) {}

    private static boolean isBetter(Metric metric, Double value, Double than) {
        return value != null
                && (than == null || (metric.higherIsBetter() ? value > than : value < than));
    }
}
