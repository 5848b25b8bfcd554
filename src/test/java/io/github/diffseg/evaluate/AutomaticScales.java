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
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Example;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.evaluate.metrics.AdjustedRandIndex;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.SegmentationCovering;
import io.github.diffseg.evaluate.score.ConfidenceIntervals;
import io.github.diffseg.evaluate.score.ConfidenceIntervals.Interval;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.cut.ComparedCells;
import io.github.diffseg.segment.cut.RandomWalk;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rules for an automatic scale that were tried beside the present ones: for the trees of {@code
 * tree} and {@code walk}, the level whose segments change least when the timestep does, and the one
 * most like the cut at the eigengap of the walk. The levels are shares of the tree's height.
 *
 * <p>Arguments: a layout of {@link DataSetLayout}, its folder, the label to ignore, how many
 * images, and second timesteps. Prints a line for each image and rule, then the means, and what a
 * rule gains over the present one with 95 % intervals.
 */
public final class AutomaticScales {

    private static final double[] SHARES = {
        0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9
    };
    private static final String PRESENT = "present";
    private static final int RESAMPLES = 1000;

    private record Score(double covering, double ari, int segments) {}

    private final DiffSeg diffSeg;
    private final int[] timesteps;
    private final Map<String, List<Score>> scores = new LinkedHashMap<>();

    private AutomaticScales(DiffSeg diffSeg, int[] timesteps) {
        this.diffSeg = diffSeg;
        this.timesteps = timesteps;
    }

    /** See above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        List<Example> examples =
                DataSetLayout.of(arguments[0])
                        .open(Path.of(arguments[1]), null, Integer.parseInt(arguments[2]))
                        .limitedTo(Integer.parseInt(arguments[3]))
                        .examples();
        int[] timesteps = Arrays.stream(arguments).skip(4).mapToInt(Integer::parseInt).toArray();
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            AutomaticScales scales = new AutomaticScales(diffSeg, timesteps);
            for (Example example : examples) {
                scales.measure(example);
            }
            scales.print();
        }
    }

    private void measure(Example example) throws IOException {
        LoadedExample loaded = Framing.WHOLE_IMAGE.load(example);
        Map<String, List<int[]>> others = new LinkedHashMap<>();
        for (int timestep : timesteps) {
            try (Attention attention = attend(loaded, timestep)) {
                for (String method : List.of("tree", "walk")) {
                    others.put(
                            method + timestep,
                            levels(hierarchy(attention, loaded, method), base(method)));
                }
            }
        }
        try (Attention attention = attend(loaded, 0)) {
            int[] eigengap = atEigengap(attention, loaded);
            for (String method : List.of("tree", "walk")) {
                SegmentationHierarchy hierarchy = hierarchy(attention, loaded, method);
                List<int[]> levels = levels(hierarchy, base(method));
                double present =
                        attention
                                .withChosenThreshold(
                                        settings(method, 0).segmentation(), Progress.NONE)
                                .fixedThreshold();
                add(example, method, PRESENT, at(hierarchy, present), loaded);
                for (int timestep : timesteps) {
                    int[] stable = stable(levels, others.get(method + timestep));
                    add(example, method, "stable to t " + timestep, stable, loaded);
                }
                add(example, method, "eigengap", likest(levels, eigengap), loaded);
                add(example, method, "best", best(levels, loaded.truth()), loaded);
            }
        }
    }

    private Attention attend(LoadedExample loaded, int timestep) {
        return diffSeg.attend(
                loaded.pixels(), settings("tree", timestep).attention(), Progress.NONE);
    }

    private static Settings settings(String method, int timestep) {
        return SettingsRequest.ALL_RECOMMENDED
                .with(Setting.METHOD, method)
                .with(Setting.TIMESTEP, timestep)
                .resolve(EmbeddedModel.folder().recommendation());
    }

    private static SegmentationHierarchy hierarchy(
            Attention attention, LoadedExample loaded, String method) {
        return attention.hierarchy(
                settings(method, 0).segmentation(),
                loaded.pixels(),
                RegionMask.all(loaded.width(), loaded.height()),
                Progress.NONE);
    }

    private static double base(String method) {
        return method.equals("walk") ? 1 : 0;
    }

    private static List<int[]> levels(SegmentationHierarchy hierarchy, double base) {
        double height = hierarchy.tree().rootHeight();
        List<int[]> levels = new ArrayList<>();
        for (double share : SHARES) {
            levels.add(at(hierarchy, Math.max(1e-4, base + share * Math.max(0, height - base))));
        }
        return levels;
    }

    private static int[] at(SegmentationHierarchy hierarchy, double level) {
        Grouping grouping = Grouping.of(hierarchy.tree(), level, Corrections.NONE);
        return Arrays.stream(hierarchy.leafOfPixel()).map(grouping::groupOf).toArray();
    }

    private static int[] atEigengap(Attention attention, LoadedExample loaded) {
        try (ComparedCells cells =
                RandomWalk.compared(
                        attention.maps(), attention.gridHeight(), attention.gridWidth())) {
            double level = cells.granularityByEigengap(Progress.NONE);
            return at(hierarchy(attention, loaded, "walk"), level);
        }
    }

    /** A single segment is always the same and says nothing. */
    private static int[] stable(List<int[]> levels, List<int[]> others) {
        int[] best = levels.get(0);
        double most = -1;
        for (int i = 0; i < levels.size(); i++) {
            double alike = ari(levels.get(i), others.get(i));
            boolean several = count(levels.get(i)) > 1 && count(others.get(i)) > 1;
            if (several && alike > most) {
                most = alike;
                best = levels.get(i);
            }
        }
        return best;
    }

    private static int[] likest(List<int[]> levels, int[] wanted) {
        int[] best = levels.get(0);
        double most = -1;
        for (int[] level : levels) {
            double alike = ari(level, wanted);
            if (alike > most) {
                most = alike;
                best = level;
            }
        }
        return best;
    }

    private static int[] best(List<int[]> levels, GroundTruth truth) {
        int[] best = levels.get(0);
        double most = -1;
        for (int[] level : levels) {
            double covering = score(level, truth).covering();
            if (covering > most) {
                most = covering;
                best = level;
            }
        }
        return best;
    }

    private static double ari(int[] one, int[] other) {
        return AdjustedRandIndex.of(ConfusionTable.of(one, other, count(one), -2));
    }

    private static int count(int[] segments) {
        return Arrays.stream(segments).max().orElseThrow() + 1;
    }

    private static Score score(int[] segments, GroundTruth truth) {
        double covering = 0;
        double ari = 0;
        for (int[] annotation : truth.annotations()) {
            int[] rows = annotation.clone();
            int classes = Math.max(1, Arrays.stream(rows).max().orElseThrow() + 1);
            ConfusionTable table = ConfusionTable.of(rows, segments, classes, GroundTruth.IGNORED);
            covering += SegmentationCovering.of(table) / truth.annotations().size();
            ari += AdjustedRandIndex.of(table) / truth.annotations().size();
        }
        return new Score(covering, ari, count(segments));
    }

    private void add(
            Example example, String method, String rule, int[] segments, LoadedExample loaded) {
        Score score = score(segments, loaded.truth());
        scores.computeIfAbsent(method + " " + rule, name -> new ArrayList<>()).add(score);
        System.out.printf(
                Locale.ROOT,
                "%s %s %s: %.3f %.3f %d%n",
                example.id(),
                method,
                rule,
                score.covering,
                score.ari,
                score.segments);
    }

    private void print() {
        scores.forEach(
                (name, values) -> {
                    List<Score> present =
                            scores.get(name.substring(0, name.indexOf(' ') + 1) + PRESENT);
                    System.out.printf(
                            Locale.ROOT,
                            "%s, %d images: covering %s, ARI %s, %.1f segments%n",
                            name,
                            values.size(),
                            gain(
                                    values.stream().mapToDouble(Score::covering).toArray(),
                                    present.stream().mapToDouble(Score::covering).toArray()),
                            gain(
                                    values.stream().mapToDouble(Score::ari).toArray(),
                                    present.stream().mapToDouble(Score::ari).toArray()),
                            values.stream().mapToInt(Score::segments).average().orElseThrow());
                });
    }

    private static String gain(double[] values, double[] present) {
        double[] gains = new double[values.length];
        Arrays.setAll(gains, i -> values[i] - present[i]);
        Interval interval = ConfidenceIntervals.ofMean(gains, RESAMPLES).orElseThrow();
        return String.format(
                Locale.ROOT,
                "%.3f (%+.3f [%.3f, %.3f])",
                Arrays.stream(values).average().orElseThrow(),
                Arrays.stream(gains).average().orElseThrow(),
                interval.low(),
                interval.high());
    }
}
