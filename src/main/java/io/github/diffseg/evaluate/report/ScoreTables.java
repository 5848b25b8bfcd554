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

import ij.measure.ResultsTable;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Results as ImageJ tables, for windows and CSV files. */
public final class ScoreTables {

    private static final int DECIMALS = 6;

    private ScoreTables() {}

    /**
     * One row for each variant: the figures of the set and the ends of their intervals. Cells are
     * empty (NaN) where a figure is not defined.
     */
    public static ResultsTable summary(EvaluationResult result) {
        ResultsTable table = table();
        for (Evaluated evaluated : result.evaluated()) {
            table.incrementCounter();
            table.addValue("Variant", evaluated.variant().label());
            table.addValue("Images", evaluated.images().size());
            table.addValue("Segments", evaluated.meanSegments());
            for (Metric metric : measured(result)) {
                add(table, metric.label(), evaluated.scores(), metric);
                Interval interval = evaluated.intervals().get(metric);
                if (metric.hasInterval()) {
                    table.addValue(
                            metric.label() + " low",
                            interval == null ? Double.NaN : interval.low());
                    table.addValue(
                            metric.label() + " high",
                            interval == null ? Double.NaN : interval.high());
                }
            }
        }
        return table;
    }

    /** One row for each image of each variant. */
    public static ResultsTable images(EvaluationResult result) {
        ResultsTable table = table();
        for (Evaluated evaluated : result.evaluated()) {
            for (ImageScores image : evaluated.images()) {
                table.incrementCounter();
                table.addValue("Variant", evaluated.variant().label());
                table.addValue("Image", image.image());
                table.addValue("Segments", image.segments());
                for (Metric metric : measured(result)) {
                    if (!metric.ofSetsOnly()) {
                        add(table, metric.label(), image.values(), metric);
                    }
                }
            }
        }
        return table;
    }

    /** The metrics that are defined for any variant, in their order. */
    static List<Metric> measured(EvaluationResult result) {
        return Arrays.stream(Metric.values())
                .filter(
                        metric ->
                                result.evaluated().stream()
                                        .anyMatch(e -> e.scores().containsKey(metric)))
                .toList();
    }

    private static void add(
            ResultsTable table, String column, Map<Metric, Double> values, Metric metric) {
        table.addValue(column, values.getOrDefault(metric, Double.NaN));
    }

    private static ResultsTable table() {
        ResultsTable table = new ResultsTable();
        table.showRowNumbers(false);
        table.setPrecision(DECIMALS);
        return table;
    }
}
