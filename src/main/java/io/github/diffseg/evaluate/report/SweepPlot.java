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

import ij.gui.Plot;
import io.github.diffseg.Settings;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.output.LabelColors;
import io.github.diffseg.segment.merging.Threshold;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Figures of DiffSeg over the threshold, or over the timestep where the threshold was fixed. One
 * line for each of a few metrics; with several models (or timesteps) one line of mIoU for each.
 */
final class SweepPlot {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 360;

    private static final List<Metric> METRICS =
            List.of(
                    Metric.ACC,
                    Metric.MIOU,
                    Metric.COVERING,
                    Metric.BOUNDARY_F,
                    Metric.ADJUSTED_RAND_INDEX);

    private SweepPlot() {}

    /** {@return the plot; empty if nothing was swept} */
    static Optional<BufferedImage> draw(EvaluationResult result) {
        List<Evaluated> runs =
                result.evaluated().stream()
                        .filter(e -> e.variant().method() == Method.DIFFSEG)
                        .toList();
        // A threshold that is chosen for each image has no place on an axis
        List<Evaluated> fixed = runs.stream().filter(Evaluated::hasFixedThreshold).toList();
        if (count(fixed, SweepPlot::threshold) > 1) {
            return Optional.of(
                    draw(result.dataSet(), fixed, SweepPlot::threshold, "threshold τ", true));
        }
        if (count(runs, SweepPlot::timestep) > 1) {
            return Optional.of(
                    draw(result.dataSet(), runs, SweepPlot::timestep, "timestep t", false));
        }
        return Optional.empty();
    }

    private static BufferedImage draw(
            String dataSet,
            List<Evaluated> runs,
            ToDoubleFunction<Evaluated> swept,
            String axis,
            boolean timestepIsFixed) {
        Map<String, List<Evaluated>> series = new LinkedHashMap<>();
        for (Evaluated run : runs) {
            Variant variant = run.variant();
            String name = variant.model();
            if (timestepIsFixed) {
                name += ", t " + variant.settings().attention().timestep();
            }
            series.computeIfAbsent(name, n -> new ArrayList<>()).add(run);
        }
        boolean one = series.size() == 1;
        Plot plot = new Plot("DiffSeg on " + dataSet, axis, one ? "figure" : "mIoU");
        plot.setSize(WIDTH, HEIGHT);
        List<String> legend = new ArrayList<>();
        series.forEach(
                (name, line) -> {
                    for (Metric metric : one ? METRICS : List.of(Metric.MIOU)) {
                        addLine(plot, line, swept, metric, legend.size());
                        legend.add(one ? metric.label() : name);
                    }
                });
        double least = runs.stream().mapToDouble(swept).min().orElseThrow();
        double most = runs.stream().mapToDouble(swept).max().orElseThrow();
        // Room for the legend
        plot.setLimits(least, most + 0.3 * (most - least), 0, 1);
        plot.setColor("black");
        plot.setLineWidth(1);
        plot.addLegend(String.join("\n", legend), "bottom-right");
        return plot.getImagePlus().getBufferedImage();
    }

    private static void addLine(
            Plot plot,
            List<Evaluated> line,
            ToDoubleFunction<Evaluated> swept,
            Metric metric,
            int index) {
        List<Evaluated> points =
                line.stream()
                        .filter(run -> run.scores().containsKey(metric))
                        .sorted(
                                (a, b) ->
                                        Double.compare(
                                                swept.applyAsDouble(a), swept.applyAsDouble(b)))
                        .toList();
        Color colour = LabelColors.of(index + 1);
        plot.setColor(colour, colour);
        plot.setLineWidth(2);
        plot.addPoints(
                points.stream().mapToDouble(swept).toArray(),
                points.stream().mapToDouble(run -> run.scores().get(metric)).toArray(),
                Plot.CONNECTED_CIRCLES);
    }

    private static long count(List<Evaluated> runs, ToDoubleFunction<Evaluated> setting) {
        return runs.stream().mapToDouble(setting).distinct().count();
    }

    private static double threshold(Evaluated run) {
        return ((Threshold.Fixed) settings(run).segmentation().threshold()).value();
    }

    private static double timestep(Evaluated run) {
        return settings(run).attention().timestep();
    }

    private static Settings settings(Evaluated run) {
        return run.variant().settings();
    }
}
