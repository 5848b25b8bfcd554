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

import io.github.diffseg.evaluate.score.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Sweeps over thresholds in words and as JSON: what is chosen beside what could be had. */
final class SweepTables {

    private static final String EXPLANATION =
            "Best fixed: the one threshold that is best for these images by their truth. Best for"
                    + " each image: the best of the swept ones, by the truth of that image, and for"
                    + " each figure anew; an upper bound that nobody can have without the truth."
                    + " Gain: automatic less best fixed, the mean over the images with its"
                    + " interval.";

    private SweepTables() {}

    /** {@return a section of the report; empty if there was no sweep} */
    static String markdown(EvaluationResult result) {
        List<ThresholdSweep> sweeps = ThresholdSweep.of(result);
        if (sweeps.isEmpty()) {
            return "";
        }
        List<Metric> metrics = sweeps.get(0).metrics();
        StringBuilder text = new StringBuilder("\n## Thresholds\n\n| method | threshold |");
        for (Metric metric : metrics) {
            text.append(' ').append(metric.label());
            text.append(metric.higherIsBetter() ? " ↑ |" : " ↓ |");
        }
        text.append("\n|---|---|").append("---|".repeat(metrics.size())).append('\n');
        for (ThresholdSweep sweep : sweeps) {
            sweep.automatic()
                    .ifPresent(
                            automatic ->
                                    row(
                                            text,
                                            sweep,
                                            "automatic",
                                            metrics,
                                            metric -> number(automatic.scores().get(metric))));
            row(
                    text,
                    sweep,
                    "best fixed of " + sweep.fixed().size(),
                    metrics,
                    metric -> {
                        Evaluated best = sweep.bestFixed(metric);
                        return number(best.scores().get(metric)) + " (τ " + threshold(best) + ")";
                    });
            row(
                    text,
                    sweep,
                    "best for each image",
                    metrics,
                    metric -> number(sweep.bestOfEachImage(metric)));
            if (sweep.automatic().isPresent()) {
                row(text, sweep, "gain", metrics, metric -> gain(sweep, metric, result));
            }
        }
        return text.append('\n').append(EXPLANATION).append('\n').toString();
    }

    private static void row(
            StringBuilder text,
            ThresholdSweep sweep,
            String threshold,
            List<Metric> metrics,
            Function<Metric, String> cell) {
        text.append("| ").append(sweep.label()).append(" | ").append(threshold).append(" | ");
        text.append(metrics.stream().map(cell).collect(Collectors.joining(" | ")));
        text.append(" |\n");
    }

    private static String gain(ThresholdSweep sweep, Metric metric, EvaluationResult result) {
        return sweep.gain(metric, result.resamples())
                .map(
                        gain ->
                                number(gain.mean())
                                        + gain.interval()
                                                .map(
                                                        interval ->
                                                                " ["
                                                                        + number(interval.low())
                                                                        + ", "
                                                                        + number(interval.high())
                                                                        + "]")
                                                .orElse(""))
                .orElse("–");
    }

    /** {@return the sweeps as maps, in the order of the table} */
    static List<Map<String, Object>> json(EvaluationResult result) {
        return ThresholdSweep.of(result).stream().map(SweepTables::json).toList();
    }

    private static Map<String, Object> json(ThresholdSweep sweep) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("method", sweep.label());
        for (Metric metric : sweep.metrics()) {
            Map<String, Object> figures = new LinkedHashMap<>();
            Evaluated best = sweep.bestFixed(metric);
            sweep.automatic().ifPresent(a -> figures.put("automatic", a.scores().get(metric)));
            figures.put("best_fixed", best.scores().get(metric));
            figures.put("best_fixed_threshold", threshold(best));
            figures.put("best_for_each_image", sweep.bestOfEachImage(metric));
            json.put(metric.label(), figures);
        }
        return json;
    }

    private static String threshold(Evaluated evaluated) {
        return evaluated.variant().settings().byKey().get("threshold").toString();
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
