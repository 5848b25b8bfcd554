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

package io.github.diffseg.evaluate;

import io.github.diffseg.Attention;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.evaluate.dataset.DataSet;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Example;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.evaluate.score.ConfidenceIntervals;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.evaluate.score.ImageScoring;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationMethod;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Threshold;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Compares rules that choose the scale of an image by its tree with fixed thresholds, on the same
 * passes of the embedded model.
 *
 * <p>Arguments: a layout of {@link DataSetLayout}, its folder, the label to ignore, how many
 * images, a method that has a tree, and thresholds: numbers, {@code 0.4@0.7} for 0.4 of the tree's
 * height, at most 0.7, or {@code auto} for the method's own rule. Prints a line for each threshold:
 * means of covering, ARI and mIoU, and in brackets what it gains over the first threshold, image by
 * image, with its 95 % interval; then the means, had each image its best threshold of these.
 */
public final class AutomaticScales {

    private static final List<Metric> METRICS =
            List.of(Metric.COVERING, Metric.ADJUSTED_RAND_INDEX, Metric.MIOU);
    private static final int RESAMPLES = 1000;

    private final DiffSeg diffSeg;
    private final ImageScoring scoring;
    private final Settings settings;

    private AutomaticScales(DiffSeg diffSeg, DataSet dataSet, Settings settings) {
        this.diffSeg = diffSeg;
        scoring = new ImageScoring(dataSet.kind(), dataSet.classes());
        this.settings = settings;
    }

    /** See above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        DataSet dataSet =
                DataSetLayout.of(arguments[0])
                        .open(Path.of(arguments[1]), null, Integer.parseInt(arguments[2]))
                        .limitedTo(Integer.parseInt(arguments[3]));
        Settings settings =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.METHOD, arguments[4])
                        .resolve(EmbeddedModel.folder().recommendation());
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        for (String text : Arrays.asList(arguments).subList(5, arguments.length)) {
            thresholds.put(text, threshold(text, settings.segmentation()));
        }
        List<Example> examples = dataSet.examples();
        Map<String, double[][]> scores = new LinkedHashMap<>();
        thresholds
                .keySet()
                .forEach(t -> scores.put(t, new double[METRICS.size()][examples.size()]));
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            AutomaticScales scales = new AutomaticScales(diffSeg, dataSet, settings);
            for (int i = 0; i < examples.size(); i++) {
                scales.measure(examples.get(i), thresholds, scores, i);
            }
        }
        print(scores, examples.size());
    }

    private static Threshold threshold(String text, SegmentationSettings settings) {
        if (text.equals("auto")) {
            return settings.threshold();
        }
        String[] parts = text.split("@");
        double first = Double.parseDouble(parts[0]);
        double base = settings.method() == SegmentationMethod.TREE ? 0 : 1;
        return parts.length == 1
                ? Threshold.of(first)
                : new Threshold.OfTheTree(base, first, Double.parseDouble(parts[1]));
    }

    private void measure(
            Example example,
            Map<String, Threshold> thresholds,
            Map<String, double[][]> scores,
            int image)
            throws IOException {
        LoadedExample loaded = Framing.WHOLE_IMAGE.load(example);
        RegionMask all = RegionMask.all(loaded.width(), loaded.height());
        Map<Double, Map<Metric, Double>> known = new HashMap<>();
        try (Attention attention =
                diffSeg.attend(loaded.pixels(), settings.attention(), Progress.NONE)) {
            thresholds.forEach(
                    (name, threshold) -> {
                        SegmentationSettings chosen =
                                attention.withChosenThreshold(
                                        settings.segmentation().withThreshold(threshold),
                                        Progress.NONE);
                        Map<Metric, Double> values =
                                known.computeIfAbsent(
                                        chosen.fixedThreshold(),
                                        number -> {
                                            LabelMap labels =
                                                    attention
                                                            .segment(chosen, all, Progress.NONE)
                                                            .labels();
                                            return scoring.score(
                                                            example.id(), loaded.truth(), labels)
                                                    .values();
                                        });
                        for (int m = 0; m < METRICS.size(); m++) {
                            scores.get(name)[m][image] = values.get(METRICS.get(m));
                        }
                    });
        }
    }

    private static void print(Map<String, double[][]> scores, int images) {
        double[][] first = scores.values().iterator().next();
        double[][] best = new double[METRICS.size()][images];
        for (double[] row : best) {
            Arrays.fill(row, Double.NEGATIVE_INFINITY);
        }
        scores.forEach(
                (name, values) -> {
                    StringBuilder line = new StringBuilder(name);
                    for (int m = 0; m < METRICS.size(); m++) {
                        double[] gains = new double[images];
                        for (int i = 0; i < images; i++) {
                            gains[i] = values[m][i] - first[m][i];
                            best[m][i] = Math.max(best[m][i], values[m][i]);
                        }
                        line.append(figure(METRICS.get(m), values[m], gains));
                    }
                    System.out.println(line);
                });
        System.out.printf(
                Locale.ROOT,
                "best of each image: %.3f, %.3f, %.3f; %d images%n",
                mean(best[0]),
                mean(best[1]),
                mean(best[2]),
                images);
    }

    private static String figure(Metric metric, double[] values, double[] gains) {
        Optional<Interval> interval = ConfidenceIntervals.ofMean(gains, RESAMPLES);
        return String.format(
                Locale.ROOT,
                " | %s %.3f (%+.3f [%.3f, %.3f])",
                metric,
                mean(values),
                mean(gains),
                interval.orElseThrow().low(),
                interval.orElseThrow().high());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
