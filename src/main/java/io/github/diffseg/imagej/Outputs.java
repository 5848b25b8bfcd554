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

package io.github.diffseg.imagej;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a user wants to see of a result.
 *
 * @param labels the label image
 * @param rois in the ROI Manager, or without a display as overlay of the image
 * @param table in a window
 * @param overlay on the image
 * @param confidenceMap as an image
 * @param geoJson path of a file for QuPath; empty: none
 * @param vocabularyFile path of a file that the classes are written to; empty: none
 */
public record Outputs(
        boolean labels,
        boolean rois,
        boolean table,
        boolean overlay,
        boolean confidenceMap,
        String geoJson,
        String vocabularyFile) {

    /** Those of DiffSeg Segment... unless the user chooses others. */
    public static final Outputs DEFAULT = new Outputs(true, true, false, false, false, "", "");

    /** {@return each as macros write it, by its name in macros} */
    Map<String, String> byKey() {
        Map<String, String> outputs = new LinkedHashMap<>();
        outputs.put("show_labels", Boolean.toString(labels));
        outputs.put("add_rois", Boolean.toString(rois));
        outputs.put("show_table", Boolean.toString(table));
        outputs.put("draw_overlay", Boolean.toString(overlay));
        outputs.put("confidence_map", Boolean.toString(confidenceMap));
        outputs.put("geojson", geoJson);
        outputs.put("vocabulary_file", vocabularyFile);
        return outputs;
    }
}
