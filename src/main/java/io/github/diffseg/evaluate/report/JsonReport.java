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

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonSerializer;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.Metric;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A result for programs. Figures that are not defined are left out. */
final class JsonReport {

    /** The field that tells such a report from other files. */
    static final String VARIANTS = "variants";

    private JsonReport() {}

    static String of(EvaluationResult result) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("data_set", result.dataSet());
        json.put("labels_are", result.kind());
        json.put("conditions", result.conditions());
        json.put(VARIANTS, result.evaluated().stream().map(JsonReport::variant).toList());
        json.put("thresholds", SweepTables.json(result));
        JsonSerializer<Optional<?>> optional =
                (value, type, context) -> context.serialize(value.orElse(null));
        Gson gson =
                new GsonBuilder()
                        .registerTypeHierarchyAdapter(Optional.class, optional)
                        .setPrettyPrinting()
                        .disableHtmlEscaping()
                        .create();
        return gson.toJson(json) + "\n";
    }

    private static Map<String, Object> variant(Evaluated evaluated) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("label", evaluated.variant().label());
        json.put("variant", evaluated.variant());
        json.put("mean_segments", evaluated.meanSegments());
        Map<String, Object> scores = new LinkedHashMap<>();
        for (Map.Entry<Metric, Double> score : evaluated.scores().entrySet()) {
            Map<String, Double> figure = new LinkedHashMap<>();
            figure.put("value", score.getValue());
            Interval interval = evaluated.intervals().get(score.getKey());
            if (interval != null) {
                figure.put("low", interval.low());
                figure.put("high", interval.high());
            }
            scores.put(score.getKey().label(), figure);
        }
        json.put("scores", scores);
        List<Map<String, Object>> images =
                evaluated.images().stream().map(JsonReport::image).toList();
        json.put("images", images);
        return json;
    }

    private static Map<String, Object> image(ImageScores scores) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("image", scores.image());
        json.put("segments", scores.segments());
        Map<String, Double> values = new LinkedHashMap<>();
        scores.values().forEach((metric, value) -> values.put(metric.label(), value));
        json.put("scores", values);
        return json;
    }
}
