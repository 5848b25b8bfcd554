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

import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.imagej.MacroLine;
import java.util.List;

/**
 * How the dialogs are arranged: first what everybody needs, then what belongs to the method in
 * detail.
 */
final class CommandDialogs {

    static final DialogRows SEGMENT =
            new DialogRows(
                    "Zero-shot segmentation from diffusion self-attention (Tian et al., CVPR"
                            + " 2024).",
                    List.of(
                            "imp",
                            "model",
                            "threshold",
                            "detail",
                            "minimum_area",
                            "split",
                            "crisp_borders",
                            "classifier",
                            "slices",
                            "frames",
                            "channels",
                            "link",
                            "show_labels",
                            "add_rois",
                            "show_table",
                            "draw_overlay",
                            "confidence_map"),
                    List.of(
                            "method",
                            "names",
                            "classes",
                            "vocabulary",
                            "vocabulary_file",
                            "geojson",
                            "link_gap",
                            "skip_failing_planes",
                            "working_size",
                            "timestep",
                            "noise",
                            "anchors_per_axis",
                            "iterations",
                            "aggregation",
                            "refine",
                            "pamr",
                            "centre_crop",
                            "granularity",
                            "corrections",
                            "device",
                            "precision"));

    /** An image of one plane has nothing to choose among. */
    static final DialogRows SEGMENT_PLANE =
            SEGMENT.folding(
                    List.of(
                            "slices",
                            "frames",
                            "channels",
                            "link",
                            "link_gap",
                            "skip_failing_planes"));

    static final DialogRows GET_MODEL =
            new DialogRows(
                    "Without your consent nothing is loaded: size and licence are told first.",
                    List.of("name", "accept_licence"),
                    List.of());

    static final DialogRows EXPLORE =
            new DialogRows(
                    "One look at the image; then a slider goes from fine to coarse. Accepting gives"
                            + " what "
                            + MacroLine.COMMAND
                            + " gives.",
                    List.of(
                            "imp",
                            "model",
                            "show_labels",
                            "add_rois",
                            "show_table",
                            "draw_overlay",
                            "confidence_map"),
                    List.of(
                            "method",
                            "split",
                            "working_size",
                            "timestep",
                            "noise",
                            "device",
                            "precision"));

    static final DialogRows TEACH =
            new DialogRows(
                    "One look at the image; then a few scribbles of each class show at once which"
                            + " pixels are alike.",
                    List.of(
                            "imp",
                            "model",
                            "show_labels",
                            "add_rois",
                            "show_table",
                            "draw_overlay",
                            "confidence_map"),
                    List.of("working_size", "device", "precision"));

    static final DialogRows WAND =
            new DialogRows(
                    "Selects what is at a place of the image, as a press of the wand does.",
                    List.of(
                            "imp",
                            "x",
                            "y",
                            "granularity",
                            "mode",
                            "connected_part",
                            "crisp_borders",
                            "model"),
                    List.of("seen", "working_size", "device", "precision"));

    static final DialogRows WAND_OPTIONS =
            new DialogRows(
                    "For the wand in the toolbar, from its next press on.",
                    List.of("model", "crisp_borders", "connected_part", "granularity"),
                    List.of("working_size", "device", "precision"));

    static final DialogRows BATCH =
            new DialogRows(
                    "Run it again to go on after an interruption: what is done is not done again.",
                    List.of(
                            "input",
                            "pattern",
                            "recursive",
                            "output",
                            "write_labels",
                            "write_class_images",
                            "write_rois",
                            "write_table",
                            "write_overlay",
                            "write_geojson",
                            "write_coco",
                            "write_yolo",
                            "model",
                            "threshold",
                            "detail",
                            "minimum_area",
                            "split",
                            "crisp_borders",
                            "classifier"),
                    List.of(
                            "method",
                            "names",
                            "classes",
                            "vocabulary",
                            "slices",
                            "frames",
                            "channels",
                            "link",
                            "link_gap",
                            "skip_failing_planes",
                            "working_size",
                            "timestep",
                            "noise",
                            "anchors_per_axis",
                            "iterations",
                            "aggregation",
                            "refine",
                            "pamr",
                            "centre_crop",
                            "granularity",
                            "device",
                            "precision"));

    static final DialogRows LARGE_IMAGE =
            new DialogRows(
                    "For files that are too large to be opened: they are read in parts, and labels"
                            + " are written to a file.",
                    List.of(
                            "address",
                            "result_file",
                            "model",
                            "threshold",
                            "detail",
                            "minimum_area",
                            "split",
                            "crisp_borders",
                            "slices",
                            "frames",
                            "channels"),
                    List.of(
                            "method",
                            "working_size",
                            "timestep",
                            "noise",
                            "anchors_per_axis",
                            "iterations",
                            "aggregation",
                            "refine",
                            "pamr",
                            "granularity",
                            "device",
                            "precision"),
                    List.of(
                            "classifier",
                            "names",
                            "classes",
                            "vocabulary",
                            "link",
                            "link_gap",
                            "skip_failing_planes",
                            "centre_crop"));

    static final DialogRows EVALUATE =
            new DialogRows(
                    "Run it again to go on after an interruption: what is measured is not measured"
                            + " again.",
                    List.of(
                            "dataset",
                            "folder",
                            "output",
                            "methods",
                            "models",
                            "thresholds",
                            "minimum_area",
                            "splits",
                            "crisp_borders",
                            "limit",
                            "cases"),
                    List.of(
                            "framing",
                            "image_list",
                            "ignore",
                            "clusters",
                            "timesteps",
                            "noise",
                            "working_size",
                            "anchors_per_axis",
                            "iterations",
                            "aggregation",
                            "refine",
                            "pamr",
                            "granularity",
                            "device",
                            "precision"));

    static final DialogRows ROIS_TO_LABELS =
            new DialogRows(
                    "Makes a label image of ROIs, such as edited ones.",
                    List.of("imp", "roi_set"),
                    List.of());

    private CommandDialogs() {}
}
