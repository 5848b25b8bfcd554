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
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.ImageScoring;
import io.github.diffseg.evaluate.score.Metric;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * DiffCut's noise and PAMR beside passes without noise and crisp borders, on the same three passes
 * of each image.
 *
 * <p>Arguments: a layout of {@link DataSetLayout}, its folder, the label to ignore, how many
 * images. Prints the means of each variant, and what it gains over another with 95 % intervals.
 */
public final class NoiseAndBorders {

    private static final int RESAMPLES = 1000;
    private static final List<Metric> METRICS =
            List.of(Metric.COVERING, Metric.ADJUSTED_RAND_INDEX, Metric.BOUNDARY_F);

    /** DiffCut's. */
    private static final int TIMESTEP = 50;

    private final DiffSeg diffSeg;
    private final ImageScoring scoring;
    private final Map<String, List<ImageScores>> scores = new LinkedHashMap<>();

    private NoiseAndBorders(DiffSeg diffSeg, DataSet set) {
        this.diffSeg = diffSeg;
        scoring = new ImageScoring(set.kind(), set.classes());
    }

    /** See above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        DataSet set =
                DataSetLayout.of(arguments[0])
                        .open(Path.of(arguments[1]), null, Integer.parseInt(arguments[2]))
                        .limitedTo(Integer.parseInt(arguments[3]));
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            NoiseAndBorders all = new NoiseAndBorders(diffSeg, set);
            for (Example example : set.examples()) {
                all.measure(example);
            }
            all.print();
        }
    }

    private void measure(Example example) throws IOException {
        LoadedExample loaded = Framing.WHOLE_IMAGE.load(example);
        SettingsRequest own = SettingsRequest.ALL_RECOMMENDED;
        SettingsRequest crisp = own.with(Setting.CRISP_BORDERS, true);
        SettingsRequest pamr = own.with(Setting.PAMR, true);
        SettingsRequest later = own.with(Setting.TIMESTEP, TIMESTEP);
        SettingsRequest noise = later.with(Setting.NOISE, true);
        try (Attention attention = attend(loaded, own)) {
            for (String method : List.of("merging", "cut")) {
                add(method, method, own, attention, example, loaded);
                add(method + " pamr", method, pamr, attention, example, loaded);
                add(method + " crisp", method, crisp, attention, example, loaded);
            }
        }
        try (Attention attention = attend(loaded, later)) {
            add("cut t 50", "cut", later, attention, example, loaded);
        }
        try (Attention attention = attend(loaded, noise)) {
            add("cut t 50 noise", "cut", noise, attention, example, loaded);
            SettingsRequest both = noise.with(Setting.PAMR, true);
            add("cut t 50 noise pamr", "cut", both, attention, example, loaded);
        }
        System.out.println(example.id());
    }

    private Attention attend(LoadedExample loaded, SettingsRequest asked) {
        return diffSeg.attend(loaded.pixels(), resolved(asked).attention(), Progress.NONE);
    }

    private void add(
            String name,
            String method,
            SettingsRequest request,
            Attention attention,
            Example example,
            LoadedExample loaded) {
        LabelMap labels =
                attention
                        .segment(
                                resolved(request.with(Setting.METHOD, method)).segmentation(),
                                loaded.pixels(),
                                RegionMask.all(loaded.width(), loaded.height()),
                                Progress.NONE)
                        .labels();
        scores.computeIfAbsent(name, n -> new ArrayList<>())
                .add(scoring.score(example.id(), loaded.truth(), labels));
    }

    private static Settings resolved(SettingsRequest request) {
        return request.resolve(EmbeddedModel.folder().recommendation());
    }

    private void print() {
        scores.forEach(
                (name, images) -> {
                    System.out.printf(Locale.ROOT, "%s, %d images:", name, images.size());
                    for (Metric metric : METRICS) {
                        System.out.print(" " + figure(values(name, metric)));
                    }
                    System.out.println();
                });
        compare("cut t 50 noise", "cut t 50");
        compare("cut t 50 noise", "cut");
        compare("cut t 50 noise pamr", "cut t 50 noise");
        compare("cut t 50 noise pamr", "merging");
        for (String method : List.of("cut", "merging")) {
            compare(method + " pamr", method);
            compare(method + " crisp", method);
            compare(method + " pamr", method + " crisp");
        }
    }

    private void compare(String name, String other) {
        System.out.print(name + " over " + other + ":");
        for (Metric metric : METRICS) {
            double[] gains = values(name, metric);
            double[] before = values(other, metric);
            Arrays.setAll(gains, i -> gains[i] - before[i]);
            System.out.print(" " + figure(gains));
        }
        System.out.println();
    }

    /** Of an image without it, such as the boundary of one without any, 0. */
    private double[] values(String name, Metric metric) {
        return scores.get(name).stream()
                .mapToDouble(image -> image.values().getOrDefault(metric, 0.0))
                .toArray();
    }

    private static String figure(double[] values) {
        Interval interval = ConfidenceIntervals.ofMean(values, RESAMPLES).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%.3f [%.2f, %.2f]",
                Arrays.stream(values).average().orElseThrow(),
                interval.low(),
                interval.high());
    }
}
