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
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.evaluate.dataset.DataSet;
import io.github.diffseg.evaluate.dataset.Example;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.evaluate.dataset.TruthKind;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.method.Variant;
import io.github.diffseg.evaluate.report.CaseGallery;
import io.github.diffseg.evaluate.report.Evaluated;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.evaluate.report.ResultLines;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.evaluate.score.ImageScoring;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.imagej.PluginVersion;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.vocabulary.SegmentFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs methods over a data set and measures them. A model looks at an image once for each timestep,
 * whatever number of thresholds and methods work on what it saw. Every score is written down as
 * soon as it is known; an evaluation that was stopped takes them up again.
 */
public final class Evaluation {

    private final EvaluationRequest request;
    private final Models models;
    private final Progress progress;
    private final DataSet dataSet;
    private final Framing framing;
    private final ImageScoring scoring;
    private final Map<Variant, Map<String, ImageScores>> scores = new LinkedHashMap<>();
    private final Map<Method, CaseGallery> galleries = new LinkedHashMap<>();
    private final Map<Method, Variant> shownVariants = new LinkedHashMap<>();
    private String device = "none";
    private String precision = "none";

    /** Opens models by the names that users give them. */
    @FunctionalInterface
    public interface Models {
        /**
         * Opens a model and works with it.
         *
         * @param work is given the opened model, and done when this returns
         */
        void use(String model, Progress progress, Consumer<DiffSeg> work) throws IOException;
    }

    private Evaluation(EvaluationRequest request, Models models, Progress progress)
            throws IOException {
        this.request = request;
        this.models = models;
        this.progress = progress;
        framing = request.framing();
        dataSet =
                request.layout()
                        .open(request.folder(), request.list(), request.ignore())
                        .limitedTo(request.limit());
        scoring = new ImageScoring(dataSet.kind(), dataSet.classes());
    }

    /**
     * Measures all that a request asks for.
     *
     * @param progress told which image is being worked on
     * @throws IOException if the data set cannot be read or a score not be written; the message is
     *     one sentence that names the file
     * @throws java.util.concurrent.CancellationException if the progress is cancelled; what was
     *     measured is kept
     */
    public static EvaluationResult run(EvaluationRequest request, Models models, Progress progress)
            throws IOException {
        ResultFiles.createFolder(request.output());
        Evaluation evaluation = new Evaluation(request, models, progress);
        Path list = request.output().resolve(ResultLines.FILE_NAME);
        Reports.checkFirstUse(list);
        try (ResultLines lines = ResultLines.open(list)) {
            evaluation.run(lines);
        }
        return evaluation.result();
    }

    private void run(ResultLines lines) throws IOException {
        VariantPlan plan = new VariantPlan(request, clusters());
        measure(plan.withoutModel(), null, null, lines);
        if (request.methods().stream().noneMatch(Method::needsAttention)) {
            return;
        }
        try {
            for (String model : request.models()) {
                models.use(model, progress, diffSeg -> run(plan, diffSeg, lines));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void run(VariantPlan plan, DiffSeg diffSeg, ResultLines lines) {
        device = diffSeg.device() + " (" + TorchEngine.description() + ")";
        precision = diffSeg.precision().compute().toString();
        try {
            for (Map.Entry<AttentionSettings, List<Variant>> pass :
                    plan.of(diffSeg.storedModel(), progress).entrySet()) {
                measure(pass.getValue(), diffSeg, pass.getKey(), lines);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The k of methods that are given one. */
    private int clusters() throws IOException {
        boolean needed =
                request.methods().stream()
                        .anyMatch(method -> method.clusters() == Method.Clusters.CONSTANT);
        if (request.clusters() > 0 || !needed) {
            return request.clusters();
        }
        double regions = 0;
        for (Example example : dataSet.examples()) {
            progress.checkCancelled();
            progress.report("Counting true regions", 0);
            regions += framing.loadTruth(example).meanRegions();
        }
        return (int) Math.max(1, Math.round(regions / dataSet.examples().size()));
    }

    private void measure(
            List<Variant> variants, DiffSeg diffSeg, AttentionSettings settings, ResultLines lines)
            throws IOException {
        variants.forEach(this::prepare);
        List<Example> examples = dataSet.examples();
        for (int i = 0; i < examples.size(); i++) {
            progress.checkCancelled();
            Progress ofImage = new ImageProgress(progress, i, examples.size());
            measure(examples.get(i), variants, diffSeg, settings, lines, ofImage);
        }
    }

    private void prepare(Variant variant) {
        scores.put(variant, new LinkedHashMap<>());
        if (shownVariants.putIfAbsent(variant.method(), variant) == null) {
            Path folder = request.output().resolve("cases").resolve(variant.method().key());
            galleries.put(variant.method(), new CaseGallery(folder, request.cases()));
        }
    }

    private void measure(
            Example example,
            List<Variant> variants,
            DiffSeg diffSeg,
            AttentionSettings settings,
            ResultLines lines,
            Progress ofImage)
            throws IOException {
        List<Variant> missing = new ArrayList<>();
        for (Variant variant : variants) {
            ImageScores known = lines.find(key(variant, example)).orElse(null);
            if (known == null) {
                missing.add(variant);
            } else {
                scores.get(variant).put(example.id(), known);
                if (isShown(variant)) {
                    galleries.get(variant.method()).known(known);
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        ofImage.report("Reading", 0);
        LoadedExample loaded = framing.load(example);
        if (diffSeg == null) {
            measure(example, loaded, missing, null, lines, ofImage);
            return;
        }
        try (Attention attention = diffSeg.attend(loaded.pixels(), settings, ofImage)) {
            measure(example, loaded, missing, attention, lines, ofImage);
        }
    }

    private void measure(
            Example example,
            LoadedExample loaded,
            List<Variant> variants,
            Attention attention,
            ResultLines lines,
            Progress ofImage)
            throws IOException {
        for (Variant variant : variants) {
            ofImage.checkCancelled();
            ofImage.report(variant.method().label(), 0);
            LabelMap labels = variant.segment(loaded, attention, ofImage);
            ImageScores measured =
                    scoring.score(example.id(), loaded.truth(), labels)
                            .with(features(attention, labels));
            // The picture first: a score that is written down is not measured again
            if (isShown(variant)) {
                galleries.get(variant.method()).add(measured, loaded, labels);
            }
            lines.add(key(variant, example), measured);
            scores.get(variant).put(example.id(), measured);
        }
    }

    /** For a vocabulary over the set: null where there can be none. */
    private List<SegmentFeature> features(Attention attention, LabelMap labels) {
        boolean possible =
                attention != null
                        && attention.hasEncoderFeatures()
                        && dataSet.kind() == TruthKind.CLASSES;
        return possible ? attention.featuresOf(labels) : null;
    }

    private boolean isShown(Variant variant) {
        return variant.equals(shownVariants.get(variant.method()));
    }

    /** Scores of another version, device or precision are not those of this one. */
    private ResultLines.Key key(Variant variant, Example example) throws IOException {
        String run =
                String.join(
                        "|",
                        "version=" + PluginVersion.current(),
                        "device=" + device,
                        "precision=" + precision,
                        request.layout().toString(),
                        "classes=" + dataSet.classes(),
                        "ignore=" + request.ignore(),
                        "square=" + framing.square(),
                        variant.key());
        String files = FileVersion.of(example.image()) + " " + LabelsVersion.of(example.labels());
        return new ResultLines.Key(run, example.id(), files);
    }

    private EvaluationResult result() {
        List<Evaluated> evaluated = new ArrayList<>();
        scores.forEach(
                (variant, images) ->
                        evaluated.add(
                                Evaluated.of(
                                        variant,
                                        dataSet.examples().stream()
                                                .map(example -> images.get(example.id()))
                                                .toList(),
                                        request.resamples(),
                                        request.clusters() > 0
                                                ? request.clusters()
                                                : Math.max(1, dataSet.classes()))));
        evaluated.sort((a, b) -> a.variant().method().compareTo(b.variant().method()));
        Map<String, List<CaseGallery.Case>> cases = new LinkedHashMap<>();
        shownVariants.forEach(
                (method, variant) -> cases.put(variant.label(), galleries.get(method).cases()));
        cases.values().removeIf(List::isEmpty);
        return new EvaluationResult(
                dataSet.name(),
                dataSet.kind(),
                conditions(),
                evaluated,
                request.resamples(),
                cases);
    }

    private Map<String, String> conditions() {
        Map<String, String> conditions = new LinkedHashMap<>();
        conditions.put("images", Integer.toString(dataSet.examples().size()));
        conditions.put("evaluated on", framing.toString());
        conditions.put("version", PluginVersion.current());
        conditions.put("device", device);
        conditions.put("precision", precision);
        conditions.put("bootstrap", request.resamples() + " resamples");
        scores.keySet().stream()
                .filter(variant -> variant.settings() != null)
                .forEach(
                        variant ->
                                conditions.put(
                                        "model " + variant.model(),
                                        "SHA-256 "
                                                + variant.modelHash()
                                                + ", working size "
                                                + variant.settings().attention().workingSize()
                                                + " px"));
        return conditions;
    }
}
