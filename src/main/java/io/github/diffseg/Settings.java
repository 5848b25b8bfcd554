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

package io.github.diffseg;

import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.Threshold;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that decides a result, apart from image, model and device.
 *
 * @param attention how the image becomes an attention tensor
 * @param segmentation how the attention tensor becomes segments
 */
public record Settings(AttentionSettings attention, SegmentationSettings segmentation) {

    private String threshold() {
        return segmentation.threshold() instanceof Threshold.Fixed fixed
                ? Double.toString(fixed.value())
                : SettingsRequest.AUTOMATIC;
    }

    /**
     * @return each setting as macros write it, by its name in macros, in the order to show them
     */
    public Map<String, String> byName() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("threshold", threshold());
        settings.put("anchors_per_axis", Integer.toString(segmentation.anchorsPerAxis()));
        settings.put("iterations", Integer.toString(segmentation.iterations()));
        settings.put("timestep", Integer.toString(attention.timestep()));
        settings.put("working_size", Integer.toString(attention.workingSize()));
        settings.put("centre_crop", Boolean.toString(attention.centreCrop()));
        settings.put("aggregation", attention.aggregation().toString());
        settings.put("refine", Boolean.toString(segmentation.refine()));
        settings.put("minimum_area", Integer.toString(segmentation.minimumArea()));
        settings.put("split_components", Boolean.toString(segmentation.splitComponents()));
        settings.put("granularity", Double.toString(segmentation.granularity()));
        if (!segmentation.corrections().isEmpty()) {
            settings.put("corrections", segmentation.corrections().toString());
        }
        settings.put("crisp_borders", Boolean.toString(segmentation.crispBorders()));
        return settings;
    }
}
