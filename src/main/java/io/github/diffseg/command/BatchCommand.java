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

import ij.IJ;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.NamePattern;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/**
 * Plugins › DiffSeg › DiffSeg Batch...: segments a folder of images. The summary goes to the log
 * window; images that fail do not stop the rest.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = BatchCommand.NAME, weight = 3)
        })
public final class BatchCommand extends ModelCommand {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg Batch...";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String resume =
            "<html><div style='width:320px'>Run it again to go on after an interruption: what is done"
                    + " is not done again. 0 means: as the model recommends. "
                    + Parameters.HELP
                    + "</div></html>";

    @Parameter(
            label = "Input folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = "Folder of images.")
    private File input;

    @Parameter(
            label = "File names",
            persist = false,
            description = "A pattern such as *.tif; with a slash, of the path in the folder.")
    private String pattern = NamePattern.IMAGES;

    @Parameter(
            label = "Include subfolders",
            persist = false,
            description = "Also the images in folders within the input folder, however deep.")
    private boolean recursive;

    @Parameter(
            label = "Output folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = "Results and manifest.jsonl go there; made if missing.")
    private File output;

    @Parameter(
            label = "Write label images (.tif)",
            persist = false,
            description = Parameters.LABELS_MEANS)
    private boolean write_labels = true;

    @Parameter(
            label = "Write ROIs (.zip)",
            persist = false,
            description = "One ROI for each segment, as the ROI Manager saves and opens them.")
    private boolean write_rois = true;

    @Parameter(label = "Write tables (.csv)", persist = false, description = Parameters.TABLE_MEANS)
    private boolean write_table = true;

    @Parameter(
            label = "Write overlay pictures (.png)",
            persist = false,
            description = "The image with coloured, outlined segments, to look at.")
    private boolean write_overlay = true;

    @Parameter(
            label = "Write COCO data set (.json)",
            persist = false,
            description = "Run-length masks, one file for each image and coco.json for all.")
    private boolean write_coco;

    @Parameter(
            label = "Write YOLO polygons (.txt)",
            persist = false,
            description = "One line for each segment, all of class 0.")
    private boolean write_yolo;

    @Parameter(label = "Model", persist = false, description = Parameters.MODEL_MEANS)
    private String model = ModelChoice.EMBEDDED;

    @Parameter(
            label = SettingTexts.THRESHOLD,
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = SettingTexts.THRESHOLD_MEANS)
    private String threshold = SettingTexts.AUTOMATIC;

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
            label = SettingTexts.CRISP_BORDERS,
            persist = false,
            description = SettingTexts.CRISP_BORDERS_MEANS)
    private boolean crisp_borders;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String details =
            "<html><div style='width:320px'><b>The method in detail</b></div></html>";

    @Parameter(
            label = SettingTexts.WORKING_SIZE,
            min = "0",
            max = SettingTexts.WORKING_SIZE_MOST,
            stepSize = "64",
            persist = false,
            description = SettingTexts.WORKING_SIZE_MEANS)
    private int working_size;

    @Parameter(
            label = SettingTexts.TIMESTEP,
            min = "0",
            max = SettingTexts.TIMESTEP_MOST,
            persist = false,
            description = SettingTexts.TIMESTEP_MEANS)
    private int timestep;

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
            label = SettingTexts.CENTRE_CROP,
            persist = false,
            description = SettingTexts.CENTRE_CROP_MEANS)
    private boolean centre_crop;

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

    private BatchSummary summary;

    /** {@return what became of all images after a successful run, else null} */
    public BatchSummary summary() {
        return summary;
    }

    @Override
    String work(Progress progress) throws IOException {
        BatchRequest request =
                new BatchRequest(
                        Parameters.required("input", input),
                        pattern,
                        recursive,
                        Parameters.required("output", output),
                        exports(),
                        SettingFields.of(this));
        summary =
                withModel(
                        model,
                        device,
                        precision,
                        progress,
                        (diffSeg, opening) -> Batch.run(request, diffSeg, model, progress));
        IJ.log("DiffSeg: " + summary.text());
        return summary.done() + " of " + summary.total() + " images segmented";
    }

    private Set<Export> exports() {
        Set<Export> exports = EnumSet.noneOf(Export.class);
        addIf(exports, write_labels, Export.LABELS);
        addIf(exports, write_rois, Export.ROIS);
        addIf(exports, write_table, Export.TABLE);
        addIf(exports, write_overlay, Export.OVERLAY);
        addIf(exports, write_coco, Export.COCO);
        addIf(exports, write_yolo, Export.YOLO);
        return exports;
    }

    private static void addIf(Set<Export> exports, boolean chosen, Export export) {
        if (chosen) {
            exports.add(export);
        }
    }
}
