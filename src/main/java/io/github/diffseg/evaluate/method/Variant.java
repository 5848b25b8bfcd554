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

package io.github.diffseg.evaluate.method;

import io.github.diffseg.Attention;
import io.github.diffseg.Settings;
import io.github.diffseg.evaluate.dataset.LoadedExample;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.label.Splitting;
import java.util.ArrayList;
import java.util.List;

/**
 * A method with everything that decides its result.
 *
 * @param method what
 * @param model the model's name; empty for methods that need none
 * @param modelHash the hash of its files; empty for methods that need none
 * @param settings of the model and the merging; null for methods that need no model
 * @param clusters k; 0 for methods that are given none, or one with each image
 */
public record Variant(
        Method method, String model, String modelHash, Settings settings, int clusters) {

    /** {@return what makes this variant differ from all others, as text} */
    public String key() {
        return String.join(
                "|", method.name(), modelHash, String.valueOf(settings), "k=" + clusters);
    }

    /** {@return the name in reports} */
    public String label() {
        List<String> details = new ArrayList<>();
        if (settings != null) {
            details.add(model);
            details.add("t " + settings.attention().timestep());
            if (settings.attention().noise()) {
                details.add("noise");
            }
        }
        switch (method.clusters()) {
            case NONE -> {
                if (settings != null) {
                    details.add("τ " + settings.byKey().get("threshold"));
                    details.addAll(parts(settings.segmentation().splitting()));
                    details.addAll(borders(settings.segmentation()));
                }
            }
            case CONSTANT -> details.add("k " + clusters);
            case OF_THE_TRUTH -> details.add("k of the truth");
        }
        return details.isEmpty()
                ? method.label()
                : method.label() + " (" + String.join(", ", details) + ")";
    }

    private static List<String> parts(Splitting splitting) {
        return switch (splitting) {
            case NONE -> List.of();
            case COMPONENTS -> List.of("connected parts");
            case TOUCHING -> List.of("touching objects apart");
        };
    }

    private static List<String> borders(SegmentationSettings settings) {
        if (settings.crispBorders()) {
            return List.of("crisp borders");
        }
        return settings.pamr() ? List.of("PAMR") : List.of();
    }

    /**
     * Segments one image.
     *
     * @param attention of this variant's model and settings; null if the method needs none
     */
    public LabelMap segment(LoadedExample example, Attention attention, Progress progress) {
        int width = example.width();
        int height = example.height();
        return switch (method) {
            case DIFFSEG, TREE, CUT, WALK ->
                    attention
                            .segment(
                                    settings.segmentation(),
                                    example.pixels(),
                                    RegionMask.all(width, height),
                                    progress)
                            .labels();
            case K_MEANS_C -> AttentionKMeans.segment(attention, width, height, clusters, progress);
            case K_MEANS_S -> {
                int regions = (int) Math.round(example.truth().meanRegions());
                yield AttentionKMeans.segment(
                        attention, width, height, Math.max(1, regions), progress);
            }
            case CELLS -> GridCells.of(attention.encoderFeatures(), width, height);
            case COLOUR_K_MEANS -> ColourKMeans.segment(LabPixels.of(example.pixels()), clusters);
            case OTSU_WATERSHED -> OtsuWatershed.segment(example.pixels());
            case SUPERPIXELS -> SuperpixelMerging.segment(LabPixels.of(example.pixels()), clusters);
        };
    }
}
