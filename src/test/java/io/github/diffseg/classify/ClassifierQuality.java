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

package io.github.diffseg.classify;

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.evaluate.DrawnSet;
import io.github.diffseg.evaluate.dataset.DataSet;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Example;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.image.GuidePixels;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Measures classes taught by few touches, placed by {@link Touches}, in the same image, as mean IoU
 * of its classes: by the network's features, by filters, by colour, each with the same classifier.
 *
 * <p>Arguments: a layout of {@link DataSetLayout} or {@code drawn}, its folder, the label to
 * ignore, how many images, then λs. Prints a line for each image, features and number of touches,
 * then the means.
 */
public final class ClassifierQuality {

    private static final int[] TOUCHES = {1, 3, 5, 10};
    private static final int LEAST_PIXELS = 200;
    private static final int MOST_LABELS = 64;

    private ClassifierQuality() {}

    /** See above for the arguments. */
    public static void main(String[] arguments) throws IOException {
        DataSet set = dataSet(arguments[0], Path.of(arguments[1]), Integer.parseInt(arguments[2]));
        DataSet part = set.limitedTo(Integer.parseInt(arguments[3]));
        double[] lambdas =
                arguments.length == 4
                        ? new double[] {Training.REGULARISATION}
                        : Arrays.stream(arguments)
                                .skip(4)
                                .mapToDouble(Double::parseDouble)
                                .toArray();
        Map<String, List<Double>> means = new LinkedHashMap<>();
        StoredModel model = EmbeddedModel.folder();
        AttentionSettings settings =
                SettingsRequest.ALL_RECOMMENDED
                        .resolve(model.recommendation())
                        .attention()
                        .withFeatures();
        boolean objects = arguments[0].equals("dsb2018");
        try (DiffSeg diffSeg = DiffSeg.open(model, ComputeDevice.CPU, Progress.NONE)) {
            for (Example example : part.examples()) {
                measure(example, objects, diffSeg, settings, lambdas, means);
            }
        }
        System.out.println("mean of " + part.examples().size() + " images of " + part.name());
        means.forEach(
                (what, values) ->
                        System.out.printf(
                                Locale.ROOT,
                                "%s %.3f%n",
                                what,
                                values.stream().mapToDouble(v -> v).average().orElseThrow()));
    }

    private static DataSet dataSet(String name, Path folder, int ignore) throws IOException {
        if (name.equals("drawn")) {
            Files.createDirectories(folder);
            DrawnSet.write(folder);
            return DataSetLayout.REGIONS.open(folder, null, DataSetLayout.NO_IGNORE);
        }
        return DataSetLayout.of(name).open(folder, null, ignore);
    }

    private static void measure(
            Example example,
            boolean objects,
            DiffSeg diffSeg,
            AttentionSettings settings,
            double[] lambdas,
            Map<String, List<Double>> means)
            throws IOException {
        LoadedExample loaded = Framing.WHOLE_IMAGE.load(example);
        int width = loaded.width();
        int[] truth = loaded.truth().annotations().get(0).clone();
        if (objects) {
            Arrays.setAll(truth, i -> Math.min(1, truth[i]));
        }
        int[] labels = labels(truth);
        if (labels.length < 2) {
            System.out.println(example.id() + ": one class only, left out");
            return;
        }
        List<FeatureMap> network;
        try (Attention attention = diffSeg.attend(loaded.pixels(), settings, Progress.NONE)) {
            network = attention.features(loaded.pixels());
        }
        int[] rgb = GuidePixels.of(loaded.pixels(), new Rectangle(width, loaded.height())).rgb();
        FeatureMap filters = FilterFeatures.of(rgb, width);
        Map<String, List<FeatureMap>> kinds = new LinkedHashMap<>();
        kinds.put("network", network);
        kinds.put("filters", List.of(filters));
        kinds.put("colour", List.of(PictureFeatures.colour(rgb, width)));
        for (int touches : TOUCHES) {
            TaughtPlane touched = touched(truth, width, labels, touches);
            for (Map.Entry<String, List<FeatureMap>> kind : kinds.entrySet()) {
                for (double lambda : lambdas) {
                    double score = score(kind.getValue(), touched, truth, labels, lambda);
                    String what = kind.getKey() + " " + touches + " " + lambda;
                    System.out.printf(Locale.ROOT, "%s %s %.3f%n", example.id(), what, score);
                    means.computeIfAbsent(what, w -> new ArrayList<>()).add(score);
                }
            }
        }
    }

    private static int[] labels(int[] truth) {
        int[] counts = new int[MOST_LABELS];
        for (int label : truth) {
            if (label >= 0) {
                counts[label]++;
            }
        }
        return IntStream.range(0, MOST_LABELS)
                .filter(label -> counts[label] >= LEAST_PIXELS)
                .toArray();
    }

    private static TaughtPlane touched(int[] truth, int width, int[] labels, int touches) {
        List<Integer> pixels = new ArrayList<>();
        List<Integer> classOf = new ArrayList<>();
        for (int k = 0; k < labels.length; k++) {
            for (int pixel : Touches.of(truth, width, labels[k], touches)) {
                pixels.add(pixel);
                classOf.add(k);
            }
        }
        return new TaughtPlane(
                List.of(),
                width,
                truth.length / width,
                pixels.stream().mapToInt(i -> i).toArray(),
                classOf.stream().mapToInt(i -> i).toArray());
    }

    private static double score(
            List<FeatureMap> maps, TaughtPlane touched, int[] truth, int[] labels, double lambda) {
        int width = touched.width();
        int height = touched.height();
        TaughtPlane plane =
                new TaughtPlane(maps, width, height, touched.pixels(), touched.classOf());
        List<String> names = Arrays.stream(labels).mapToObj(Integer::toString).toList();
        float[] shares =
                Training.train(List.of(plane), names, null, lambda, Progress.NONE)
                        .probabilities(maps, width, height, Progress.NONE);
        long[] both = new long[labels.length];
        long[] either = new long[labels.length];
        for (int i = 0; i < truth.length; i++) {
            int found = 0;
            for (int k = 1; k < labels.length; k++) {
                if (shares[k * truth.length + i] > shares[found * truth.length + i]) {
                    found = k;
                }
            }
            int wanted = Arrays.binarySearch(labels, truth[i]);
            if (wanted < 0) {
                continue;
            }
            either[wanted]++;
            if (wanted == found) {
                both[found]++;
            } else {
                either[found]++;
            }
        }
        double sum = 0;
        for (int k = 0; k < labels.length; k++) {
            sum += (double) both[k] / either[k];
        }
        return sum / labels.length;
    }
}
