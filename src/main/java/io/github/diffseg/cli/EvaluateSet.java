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

package io.github.diffseg.cli;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.evaluate.Evaluation;
import io.github.diffseg.evaluate.EvaluationRequest;
import io.github.diffseg.evaluate.NumberLists;
import io.github.diffseg.evaluate.SplitList;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures DiffSeg and its baselines on a data set from the command line. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures how well images with known labels are segmented. Run it again to go on after"
                    + " an interruption: what is measured is not measured again.",
            "Writes report.md, report.json, summary.csv, images.csv, sweep.png if something was"
                    + " swept, the worst and best cases as pictures, and results.jsonl."
        },
        footer = {"", "Exit status: 0 done, 1 failed, 2 wrong usage."})
final class EvaluateSet implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Your copy of the data set.")
    private Path folder;

    @Option(
            names = "--dataset",
            required = true,
            description =
                    "coco-stuff-27, cityscapes, bsds500, dsb2018, or a folder of your own: classes (labels"
                            + " mean the same in all images), regions, objects (on background 0).")
    private String dataset;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            defaultValue = "diffseg-evaluation",
            description = "Where the report goes; made if missing. Default: ${DEFAULT-VALUE}.")
    private Path output;

    @Option(
            names = "--methods",
            defaultValue = "diffseg",
            description =
                    "diffseg, tree, cut, walk, k-means-c, k-means-s, colour-k-means, superpixels,"
                            + " otsu-watershed, cells, or all but cells: all; separated by commas."
                            + " Default: ${DEFAULT-VALUE}.")
    private String methods;

    @Option(
            names = {"-m", "--models"},
            defaultValue = ModelChoice.EMBEDDED,
            description =
                    "\"embedded\", checkpoints (.safetensors) or model folders, separated by"
                            + " commas. Default:"
                            + " ${DEFAULT-VALUE}.")
    private String models;

    @Mixin private DeviceOptions place;

    @Option(
            names = {"-t", "--thresholds"},
            defaultValue = SettingTexts.AUTOMATIC,
            description =
                    "Such as auto,0.9,1.1 or 0.3:1.5:0.1, each ${bundle:range.threshold},"
                            + " or auto: as the model recommends, which may choose one for each"
                            + " image. Default: ${DEFAULT-VALUE}.")
    private String thresholds;

    @Option(
            names = "--splits",
            defaultValue = SettingTexts.SPLIT_NONE,
            description =
                    "none, components, touching, separated by commas: which parts are segments of"
                            + " their own. Default: ${DEFAULT-VALUE}.")
    private String splits;

    @Option(
            names = "--timesteps",
            defaultValue = "0",
            description =
                    "Such as 1,100,300, each ${bundle:range.timestep}. Default:"
                            + " ${DEFAULT-VALUE}, as the model recommends.")
    private String timesteps;

    @Option(
            names = "--framing",
            defaultValue = Framing.PUBLISHED,
            description =
                    "published (as the data set's figures were measured), whole (images), or the"
                            + " side in pixels (from "
                            + Framing.LEAST
                            + " to "
                            + Framing.MOST
                            + ") to which the largest centred square is resampled."
                            + " Default: ${DEFAULT-VALUE}.")
    private String framing;

    @Option(
            names = "--image-list",
            description = "Text file of image names (coco-stuff-27), one a line. Default: none.")
    private Path imageList;

    @Option(
            names = "--ignore",
            defaultValue = "-1",
            description =
                    "Label that counts nowhere, in a folder of your own; -1: none."
                            + " Default: ${DEFAULT-VALUE}.")
    private int ignore;

    @Option(
            names = "--limit",
            defaultValue = "0",
            description =
                    "So many images at most, evenly spread, 0 or more; 0: all. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int limit;

    @Option(
            names = "--clusters",
            defaultValue = "0",
            description =
                    "k of the baselines, 0 or more; 0: the mean number of true regions."
                            + " Default: ${DEFAULT-VALUE}.")
    private int clusters;

    @Option(
            names = "--cases",
            defaultValue = "3",
            description =
                    "Pictures of so many of the worst and of the best images, 0 or more."
                            + " Default: ${DEFAULT-VALUE}.")
    private int cases;

    @Mixin private MergingOptions merging;

    @Option(
            names = {"-q", "--quiet"},
            description = "Tell no progress.")
    private boolean quiet;

    @Override
    public Integer call() throws IOException {
        Progress progress = quiet ? Progress.NONE : new LineProgress(spec.commandLine().getErr());
        place.check(spec);
        EvaluationRequest request = WrongUsage.refuse(spec, this::request);
        BiFunction<StoredModel, Progress, DiffSeg> opener = place.opener();
        EvaluationResult result =
                Evaluation.run(
                        request,
                        (model, step, work) -> {
                            StoredModel storedModel = ModelChoice.open(model);
                            try (DiffSeg diffSeg = opener.apply(storedModel, step)) {
                                work.accept(diffSeg);
                            }
                        },
                        progress);
        List<Path> files = Reports.write(result, output);
        spec.commandLine().getOut().println(Reports.table(result));
        files.forEach(file -> spec.commandLine().getOut().println("  " + file));
        return 0;
    }

    private EvaluationRequest request() {
        DataSetLayout layout = DataSetLayout.of(dataset);
        return EvaluationRequest.of(layout, folder, output)
                .list(imageList)
                .ignore(ignore)
                .limit(limit)
                .framing(Framing.of(framing, layout.publishedFraming()))
                .methods(Method.of(methods))
                .models(Arrays.stream(models.split(",")).map(String::strip).toList())
                .thresholds(NumberLists.thresholds("thresholds", thresholds))
                .timesteps(NumberLists.timesteps("timesteps", timesteps))
                .splits(SplitList.of(splits))
                .settings(merging.request(SettingTexts.SPLIT_NONE))
                .clusters(clusters)
                .cases(cases)
                .build();
    }
}
