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

import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.Export;
import io.github.diffseg.batch.NamePattern;
import java.io.File;
import java.util.EnumSet;
import java.util.Set;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** What DiffSeg Batch... asks for besides model and settings: which images, and which files. */
abstract class BatchParameters extends OneModelCommand {

    @Parameter(
            label = "Input folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = ParameterTexts.IMAGES)
    private File input;

    @Parameter(label = "File names", persist = false, description = ParameterTexts.PATTERN)
    private String pattern = NamePattern.IMAGES;

    @Parameter(
            label = "Include subfolders",
            persist = false,
            description = ParameterTexts.RECURSIVE)
    private boolean recursive;

    @Parameter(
            label = "Output folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = ParameterTexts.RESULTS)
    private File output;

    @Parameter(
            label = "Write label images (.tif)",
            persist = false,
            description = ParameterTexts.LABELS)
    private boolean write_labels = true;

    @Parameter(
            label = "Write class images (.tif)",
            persist = false,
            description = ParameterTexts.CLASS_FILES)
    private boolean write_class_images;

    @Parameter(label = "Write ROIs (.zip)", persist = false, description = ParameterTexts.ROI_FILES)
    private boolean write_rois = true;

    @Parameter(label = "Write tables (.csv)", persist = false, description = ParameterTexts.TABLE)
    private boolean write_table = true;

    @Parameter(
            label = "Write overlay pictures (.png)",
            persist = false,
            description = ParameterTexts.OVERLAY_FILES)
    private boolean write_overlay = true;

    @Parameter(
            label = "Write GeoJSON (.geojson)",
            persist = false,
            description = ParameterTexts.GEO_JSON_FILES)
    private boolean write_geojson;

    @Parameter(
            label = "Write COCO data set (.json)",
            persist = false,
            description = ParameterTexts.COCO_FILES)
    private boolean write_coco;

    @Parameter(
            label = "Write YOLO polygons (.txt)",
            persist = false,
            description = ParameterTexts.YOLO_FILES)
    private boolean write_yolo;

    /**
     * {@return what was asked for}
     *
     * @throws io.github.diffseg.failure.UserException if a folder is missing or a value is out of
     *     its range
     */
    final BatchRequest request() {
        return new BatchRequest(
                Parameters.required("input", input),
                pattern,
                recursive,
                Parameters.required("output", output),
                exports(),
                settings());
    }

    private Set<Export> exports() {
        Set<Export> exports = EnumSet.noneOf(Export.class);
        addIf(exports, write_labels, Export.LABELS);
        addIf(exports, write_class_images, Export.CLASSES);
        addIf(exports, write_rois, Export.ROIS);
        addIf(exports, write_table, Export.TABLE);
        addIf(exports, write_overlay, Export.OVERLAY);
        addIf(exports, write_geojson, Export.GEOJSON);
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
