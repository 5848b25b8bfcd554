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
import io.github.diffseg.imagej.Outputs;
import org.scijava.plugin.Parameter;

/**
 * What DiffSeg Segment... asks for besides model and settings: the image, and what to make of it.
 *
 * <p>Field names are macro keys: lower case, and none the tail of another after an underscore.
 */
abstract class SegmentParameters extends OneModelCommand {

    @Parameter(label = "Image", persist = false, description = ParameterTexts.SEGMENTED_IMAGE)
    private ImagePlus imp;

    @Parameter(label = "Show label image", persist = false, description = ParameterTexts.LABELS)
    private boolean show_labels = true;

    @Parameter(
            label = "Add ROIs to ROI Manager",
            persist = false,
            description = ParameterTexts.ROIS)
    private boolean add_rois = true;

    @Parameter(label = "Show table", persist = false, description = ParameterTexts.TABLE)
    private boolean show_table;

    @Parameter(label = "Draw overlay", persist = false, description = ParameterTexts.OVERLAY)
    private boolean draw_overlay;

    @Parameter(
            label = "Show confidence map",
            persist = false,
            description = ParameterTexts.CONFIDENCE)
    private boolean confidence_map;

    @Parameter(
            label = "GeoJSON file",
            persist = false,
            required = false,
            description = ParameterTexts.GEO_JSON)
    private String geojson = "";

    @Parameter(
            label = "Store the vocabulary",
            persist = false,
            required = false,
            description = ParameterTexts.VOCABULARY_FILE)
    private String vocabulary_file = "";

    @Parameter(
            label = SettingTexts.CORRECTIONS,
            persist = false,
            required = false,
            description = SettingTexts.CORRECTIONS_MEANS)
    private String corrections = "";

    /** {@return the image to segment} */
    final ImagePlus image() {
        return imp;
    }

    /** {@return what to make of it} */
    final Outputs outputs() {
        return new Outputs(
                show_labels,
                add_rois,
                show_table,
                draw_overlay,
                confidence_map,
                geojson == null ? "" : geojson.strip(),
                vocabulary_file == null ? "" : vocabulary_file.strip());
    }
}
