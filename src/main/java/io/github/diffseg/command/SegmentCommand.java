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

import ij.ImagePlus;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.imagej.ImageSegmentation;
import io.github.diffseg.imagej.MacroLine;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelChoice;
import java.time.Duration;
import java.time.Instant;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.app.StatusService;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.task.TaskService;
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
public final class SegmentCommand extends ContextCommand {

    @Parameter private TaskService taskService;

    @Parameter private StatusService statusService;

    @Parameter private LogService log;

    @Parameter private OpenModels openModels;

    @Parameter private SessionAttention sessionAttention;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String citation =
            "<html><div style='width:320px'>Zero-shot segmentation from diffusion self-attention"
                    + " (Tian et al., CVPR 2024). 0 means: as the model recommends.<br><br>"
                    + EmbeddedModel.starterNotice()
                    + "</div></html>";

    @Parameter(
            label = "Image",
            persist = false,
            description = "Its current plane is segmented; a selection restricts the result to it.")
    private ImagePlus imp;

    @Parameter(
            label = "Model",
            persist = false,
            description =
                    "\"embedded\" for the small starter model, or the path of a Stable Diffusion"
                            + " folder in diffusers layout.")
    private String model = ModelChoice.EMBEDDED;

    @Parameter(
            label = "Threshold",
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description =
                    "Attention maps closer than this (symmetric KL divergence) are one object;"
                            + " higher gives fewer, larger segments."
                            + CHOSEN_FOR_EACH_IMAGE)
    private String threshold = SettingsRequest.AUTOMATIC;

    @Parameter(
            label = "Minimum area (px)",
            min = "0",
            persist = false,
            description = "Smaller segments are given to the neighbour that wins there next.")
    private int minimum_area;

    @Parameter(
            label = "Split components",
            persist = false,
            description = "Each connected part becomes a segment of its own, e.g. each cell.")
    private boolean split_components;

    @Parameter(
            label = "Crisp borders",
            persist = false,
            description = "Borders move to the edges of the image.")
    private boolean crisp_borders;

    @Parameter(
            label = "Show label image",
            persist = false,
            description = "Pixel values are the numbers of the segments; 0 is no segment.")
    private boolean show_labels = true;

    @Parameter(
            label = "Add ROIs to ROI Manager",
            persist = false,
            description = "One ROI for each segment, with its holes and all its parts.")
    private boolean add_rois = true;

    @Parameter(
            label = "Show table",
            persist = false,
            description = "Area, place, mean intensity and confidence of each segment.")
    private boolean show_table;

    @Parameter(
            label = "Draw overlay",
            persist = false,
            description = "Outlines on the image itself, in place of those of an earlier run.")
    private boolean draw_overlay;

    @Parameter(
            label = "Show confidence map",
            persist = false,
            description = "A 32-bit image of how clearly the winner wins at each pixel.")
    private boolean confidence_map;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String details =
            "<html><div style='width:320px'><b>The method in detail</b></div></html>";

    @Parameter(
            label = "Working size (px)",
            min = "0",
            max = "4096",
            stepSize = "64",
            persist = false,
            description = "Short side at which the network sees the image." + AS_RECOMMENDED)
    private int working_size;

    @Parameter(
            label = "Timestep",
            min = "0",
            max = "999",
            persist = false,
            description = "Noise level that the network is told, 1 to 999." + AS_RECOMMENDED)
    private int timestep;

    @Parameter(
            label = "Anchors per axis",
            min = "0",
            max = "64",
            persist = false,
            description = "Side of the grid of anchors that merging starts from." + AS_RECOMMENDED)
    private int anchors_per_axis;

    @Parameter(
            label = "Iterations",
            min = "0",
            max = "100",
            persist = false,
            description = "How often proposals are merged." + AS_RECOMMENDED)
    private int iterations;

    @Parameter(
            label = "Aggregation",
            choices = {SettingsRequest.RECOMMENDED, "per resolution", "per layer"},
            persist = false,
            description =
                    "Weighting of attention maps: per resolution (reference code) or per layer"
                            + " (paper).")
    private String aggregation = SettingsRequest.RECOMMENDED;

    @Parameter(
            label = "Refine by k-means",
            persist = false,
            description = "K-means over all attention maps, started at the merged proposals.")
    private boolean refine;

    @Parameter(
            label = "Centre crop",
            persist = false,
            description = "Segment only the largest centred square, as in the paper's protocol.")
    private boolean centre_crop;

    @Parameter(
            label = "Granularity",
            min = "0",
            max = "100",
            stepSize = "0.05",
            persist = false,
            style = "format:0.####",
            description =
                    "Where the merge tree of DiffSeg Explore... is cut; higher gives fewer, larger"
                            + " segments. 0: merging at the threshold, as in the paper.")
    private double granularity;

    @Parameter(
            label = "Corrections",
            persist = false,
            required = false,
            description = "Changes to the cut, as DiffSeg Explore... records them.")
    private String corrections = "";

    @Parameter(
            label = "Device",
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = "auto (a GPU if there is one), cpu, gpu or gpu:N.")
    private String device = "auto";

    @Parameter(
            label = "Precision",
            choices = {ComputePrecision.AUTOMATIC, "float32", "bfloat16", "float16"},
            persist = false,
            description =
                    "Number format of the networks; automatic is float32 on the processor and"
                            + " float16 on a GPU.")
    private String precision = ComputePrecision.AUTOMATIC;

    @Parameter(type = ItemIO.OUTPUT, label = "Label image")
    private ImagePlus label_image;

    private SegmentedImage result;

    @Override
    public void run() {
        TaskProgress progress =
                new TaskProgress(
                        taskService.createTask("DiffSeg"), statusService, this::isCanceled);
        String outcome = "DiffSeg: stopped";
        try {
            outcome = segment(progress);
        } catch (RuntimeException | OutOfMemoryError e) {
            new CommandFailure(this, log).report(e);
        } finally {
            progress.finish(outcome);
        }
    }

    /**
     * @return the result after a successful run, else null
     */
    public SegmentedImage result() {
        return result;
    }

    private String segment(TaskProgress progress) {
        SettingsRequest request =
                new SettingsRequest(
                        SettingsRequest.threshold(threshold),
                        anchors_per_axis,
                        iterations,
                        timestep,
                        working_size,
                        centre_crop,
                        aggregation,
                        refine,
                        minimum_area,
                        split_components,
                        granularity,
                        corrections == null ? "" : corrections,
                        crisp_borders);
        Instant begin = Instant.now();
        TorchEngine.start(progress);
        ComputeDevice computeDevice = ComputeDevice.of(device);
        ComputePrecision computePrecision = ComputePrecision.of(precision, computeDevice);
        SegmentedImage segmented =
                openModels.use(
                        model,
                        computeDevice,
                        computePrecision,
                        progress,
                        diffSeg -> {
                            Duration opening = Duration.between(begin, Instant.now());
                            return new ImageSegmentation(
                                            diffSeg,
                                            model,
                                            opening,
                                            sessionAttention.cache(),
                                            outputs())
                                    .segment(imp, request, progress);
                        });
        if (ModelChoice.isEmbedded(model)) {
            log.info(EmbeddedModel.starterNotice());
        }
        deliver(segmented, progress);
        String outcome = "DiffSeg: " + segmented.outcome();
        log.info(outcome + " (" + segmented.provenance().modelWithVersion() + ")");
        return outcome;
    }

    private Outputs outputs() {
        return new Outputs(show_labels, add_rois, show_table, draw_overlay, confidence_map);
    }

    private void deliver(SegmentedImage segmented, TaskProgress progress) {
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
