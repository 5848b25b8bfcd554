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

package io.github.diffseg.command;

import static io.github.diffseg.command.Parameters.AS_RECOMMENDED;
import static io.github.diffseg.command.Parameters.CHOSEN_FOR_EACH_IMAGE;

import ij.IJ;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.evaluate.Evaluation;
import io.github.diffseg.evaluate.EvaluationRequest;
import io.github.diffseg.evaluate.NumberLists;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.evaluate.report.EvaluationResult;
import io.github.diffseg.evaluate.report.Reports;
import io.github.diffseg.evaluate.report.ScoreTables;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.util.Arrays;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/**
 * Plugins › DiffSeg › DiffSeg Evaluate...: measures segmentations of images whose labels are known.
 * The report goes to files, the figures of the set also to a table.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = EvaluateCommand.NAME, weight = 5)
        })
public final class EvaluateCommand extends ModelCommand {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg Evaluate...";

    private static final String TABLE = "DiffSeg Evaluation";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String resume =
            "<html><div style='width:320px'>Run it again to go on after an interruption: what is measured"
                    + " is not measured again. "
                    + Parameters.HELP
                    + "</div></html>";

    @Parameter(
            label = "Data set",
            choices = {
                "objects",
                "regions",
                "classes",
                "coco-stuff-27",
                "cityscapes",
                "bsds500",
                "dsb2018"
            },
            persist = false,
            description =
                    "objects: label images with background 0; regions: each image's own labels;"
                            + " classes: labels mean the same in all images.")
    private String dataset = "objects";

    @Parameter(
            label = "Folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = "Your copy; of your own images: images/ and masks/, or <name>_masks.")
    private File folder;

    @Parameter(
            label = "Output folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = "Reports and results.jsonl go there; made if missing.")
    private File output;

    @Parameter(
            label = "Methods",
            choices = {"diffseg", "k-means-c", "k-means-s", "colour-k-means", "superpixels", "all"},
            persist = false,
            description =
                    "diffseg, a baseline, or all of them; in macros also several, separated by"
                            + " commas.")
    private String methods = "diffseg";

    @Parameter(
            label = "Models",
            persist = false,
            description = "\"embedded\" or paths of model folders, separated by commas.")
    private String models = ModelChoice.EMBEDDED;

    @Parameter(
            label = "Thresholds",
            persist = false,
            description =
                    "Such as auto,0.9,1.1 or 0.3:1.5:0.1 for a sweep." + CHOSEN_FOR_EACH_IMAGE)
    private String thresholds = SettingTexts.AUTOMATIC;

    @Parameter(
            label = "Timesteps",
            persist = false,
            description = "Such as 1,100,300 for a sweep." + AS_RECOMMENDED)
    private String timesteps = "0";

    @Parameter(
            label = "Images at most",
            min = "0",
            persist = false,
            description = "Evenly spread over the data set. 0: all.")
    private int limit;

    @Parameter(
            label = "Worst and best cases",
            min = "0",
            persist = false,
            description = "Pictures of so many of the worst and of the best images.")
    private int cases = 3;

    @Parameter(
            label = SettingTexts.MINIMUM_AREA,
            min = "0",
            persist = false,
            description = SettingTexts.MINIMUM_AREA_MEANS)
    private int minimum_area;

    @Parameter(
            label = SettingTexts.SPLIT_COMPONENTS,
            persist = false,
            description = SettingTexts.SPLIT_COMPONENTS_MEANS)
    private boolean split_components;

    @Parameter(
            label = "Framing",
            choices = {Framing.PUBLISHED, "whole", "256", "320", "512", "1024"},
            persist = false,
            description =
                    "published (as the data set's figures were measured), whole (images), or the"
                            + " side in pixels to which the largest centred square is resampled; in"
                            + " macros any number.")
    private String framing = Framing.PUBLISHED;

    @Parameter(
            label = "Image list",
            required = false,
            persist = false,
            description =
                    "Path of a text file of image names, for coco-stuff-27 only; may be empty.")
    private String image_list = "";

    @Parameter(
            label = "Ignored label",
            min = "-1",
            persist = false,
            description = "Counts nowhere, in images of your own. -1: none.")
    private int ignore = DataSetLayout.NO_IGNORE;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String details =
            "<html><div style='width:320px'><b>The method in detail</b></div></html>";

    @Parameter(
            label = "Clusters",
            min = "0",
            persist = false,
            description = "k of the baselines. 0: the mean number of true regions.")
    private int clusters;

    @Parameter(
            label = SettingTexts.WORKING_SIZE,
            min = "0",
            max = SettingTexts.WORKING_SIZE_MOST,
            stepSize = "64",
            persist = false,
            description = SettingTexts.WORKING_SIZE_MEANS)
    private int working_size;

    @Parameter(
            label = SettingTexts.ANCHORS_PER_AXIS,
            min = "0",
            max = SettingTexts.ANCHORS_PER_AXIS_MOST,
            persist = false,
            description = SettingTexts.ANCHORS_PER_AXIS_MEANS)
    private int anchors_per_axis;

    @Parameter(
            label = SettingTexts.ITERATIONS,
            min = "0",
            max = SettingTexts.ITERATIONS_MOST,
            persist = false,
            description = SettingTexts.ITERATIONS_MEANS)
    private int iterations;

    @Parameter(
            label = SettingTexts.AGGREGATION,
            choices = {SettingTexts.RECOMMENDED, "per resolution", "per layer"},
            persist = false,
            description = SettingTexts.AGGREGATION_MEANS)
    private String aggregation = SettingTexts.RECOMMENDED;

    @Parameter(
            label = SettingTexts.REFINE,
            persist = false,
            description = SettingTexts.REFINE_MEANS)
    private boolean refine;

    @Parameter(
            label = SettingTexts.GRANULARITY,
            min = "0",
            max = SettingTexts.GRANULARITY_MOST,
            stepSize = "0.05",
            persist = false,
            style = "format:0.####",
            description = SettingTexts.GRANULARITY_MEANS)
    private double granularity;

    @Parameter(
            label = SettingTexts.CRISP_BORDERS,
            persist = false,
            description = SettingTexts.CRISP_BORDERS_MEANS)
    private boolean crisp_borders;

    @Parameter(
            label = "Device",
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = Parameters.DEVICE_MEANS)
    private String device = "auto";

    @Parameter(
            label = "Precision",
            choices = {ComputePrecision.AUTOMATIC, "float32", "bfloat16", "float16"},
            persist = false,
            description = Parameters.PRECISION_MEANS)
    private String precision = ComputePrecision.AUTOMATIC;

    private EvaluationResult result;

    /** {@return what was measured, after a successful run, else null} */
    public EvaluationResult result() {
        return result;
    }

    @Override
    String work(Progress progress) throws IOException {
        EvaluationRequest request = request();
        EvaluationResult measured =
                Evaluation.run(
                        request,
                        (model, step, use) ->
                                withModel(
                                        model,
                                        device,
                                        precision,
                                        step,
                                        (diffSeg, opening) -> {
                                            use.accept(diffSeg);
                                            return null;
                                        }),
                        progress);
        Reports.write(measured, output.toPath());
        result = measured;
        String outcome = "the report is " + output.toPath().resolve("report.md");
        IJ.log("DiffSeg: " + outcome);
        if (RoiManagers.available()) {
            ScoreTables.summary(measured).show(TABLE);
        }
        return outcome;
    }

    private EvaluationRequest request() {
        DataSetLayout layout = DataSetLayout.of(dataset);
        boolean noList = image_list == null || image_list.isBlank();
        return new EvaluationRequest(
                layout,
                Parameters.required("folder", folder),
                noList ? null : Parameters.path("image_list", image_list),
                ignore,
                limit,
                Framing.of(framing, layout.publishedFraming()),
                Method.of(methods),
                Arrays.stream(models.split(",")).map(String::strip).toList(),
                NumberLists.thresholds("thresholds", thresholds),
                NumberLists.integers("timesteps", timesteps),
                SettingFields.of(this),
                clusters,
                cases,
                EvaluationRequest.RESAMPLES,
                Parameters.required("output", output));
    }
}
