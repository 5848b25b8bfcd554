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

import ij.ImagePlus;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.imagej.MacroLine;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.SessionAttention;
import java.io.IOException;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.TextWidget;

/**
 * Plugins › DiffSeg › DiffSeg Segment...: segments the current plane of an image.
 *
 * <p>Field names are macro keys: lower case, and none the tail of another after an underscore.
 * Values are checked here, because macros bypass what the dialog enforces.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = MacroLine.COMMAND, weight = 1)
        })
public final class SegmentCommand extends ModelCommand {

    @Parameter private SessionAttention sessionAttention;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String subject = "";

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String citation =
            "<html><div style='width:320px'>Zero-shot segmentation from diffusion self-attention"
                    + " (Tian et al., CVPR 2024). 0 means: as the model recommends. "
                    + Parameters.HELP
                    + "<br><br>"
                    + EmbeddedModel.starterNotice()
                    + "</div></html>";

    @Parameter(
            label = "Image",
            persist = false,
            description = "Its current plane is segmented; a selection restricts the result to it.")
    private ImagePlus imp;

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

    @Parameter(label = "Show label image", persist = false, description = Parameters.LABELS_MEANS)
    private boolean show_labels = true;

    @Parameter(
            label = "Add ROIs to ROI Manager",
            persist = false,
            description = Parameters.ROIS_MEANS)
    private boolean add_rois = true;

    @Parameter(label = "Show table", persist = false, description = Parameters.TABLE_MEANS)
    private boolean show_table;

    @Parameter(label = "Draw overlay", persist = false, description = Parameters.OVERLAY_MEANS)
    private boolean draw_overlay;

    @Parameter(
            label = "Show confidence map",
            persist = false,
            description = Parameters.CONFIDENCE_MEANS)
    private boolean confidence_map;

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
            label = SettingTexts.CORRECTIONS,
            persist = false,
            required = false,
            description = SettingTexts.CORRECTIONS_MEANS)
    private String corrections = "";

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

    @Parameter(type = ItemIO.OUTPUT, label = "Label image")
    private ImagePlus label_image;

    private SegmentedPlane result;

    /** {@return the result after a successful run, else null} */
    public SegmentedPlane result() {
        return result;
    }

    @Override
    String work(Progress progress) throws IOException {
        SettingsRequest request = SettingFields.of(this);
        SegmentedPlane segmented =
                withModel(
                        model,
                        device,
                        precision,
                        progress,
                        (diffSeg, opening) ->
                                new PlaneSegmenter(
                                                diffSeg,
                                                model,
                                                opening,
                                                sessionAttention.cache(),
                                                outputs())
                                        .segment(imp, request, progress));
        if (ModelChoice.isEmbedded(model)) {
            log().info(EmbeddedModel.starterNotice());
        }
        deliver(segmented, progress);
        String outcome = segmented.outcome();
        log().info("DiffSeg: " + outcome + " (" + segmented.provenance().modelWithVersion() + ")");
        return outcome;
    }

    private Outputs outputs() {
        return new Outputs(show_labels, add_rois, show_table, draw_overlay, confidence_map);
    }

    private void deliver(SegmentedPlane segmented, Progress progress) {
        ResultDelivery delivery = new ResultDelivery(segmented, outputs());
        progress.checkCancelled();
        delivery.show();
        if (show_labels) {
            label_image = delivery.labelImage();
            MacroImages.makeCurrent(label_image);
        }
        result = segmented;
    }
}
