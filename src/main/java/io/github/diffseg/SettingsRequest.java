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

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.model.SettingRange;
import io.github.diffseg.segment.Corrections;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.Threshold;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings as a user asks for them, where 0 (or {@value #RECOMMENDED}) leaves a choice to the
 * model's recommendation.
 *
 * @param threshold τ, in {@link SettingRange#THRESHOLD}, or 0: chosen for each image where the
 *     model has a rule for that, else the model's fixed one
 * @param anchorsPerAxis M, in {@link SettingRange#ANCHORS_PER_AXIS}, or 0
 * @param iterations N, in {@link SettingRange#ITERATIONS}, or 0
 * @param timestep t, in {@link SettingRange#TIMESTEP}, or 0
 * @param workingSize short side in pixels, in {@link SettingRange#WORKING_SIZE}, or 0
 * @param centreCrop whether only the largest centred square is segmented
 * @param aggregation {@code "per resolution"}, {@code "per layer"} or {@value #RECOMMENDED}
 * @param refine whether k-means replaces the proposals
 * @param minimumArea in pixels, 0 keeps all segments
 * @param splitComponents whether each connected part is a segment of its own
 * @param granularity where the merge tree is cut, in {@link SettingRange#THRESHOLD}, or 0 for the
 *     paper's merging at the threshold
 * @param corrections to the cut, as {@link Corrections#parse} reads them
 * @param crispBorders whether borders move to the edges of the image
 */
public record SettingsRequest(
        double threshold,
        int anchorsPerAxis,
        int iterations,
        int timestep,
        int workingSize,
        boolean centreCrop,
        String aggregation,
        boolean refine,
        int minimumArea,
        boolean splitComponents,
        double granularity,
        String corrections,
        boolean crispBorders)
        implements Serializable {

    /** Leaves the aggregation to the model. */
    public static final String RECOMMENDED = "recommended";

    /** Leaves the threshold to the model, which may choose it for each image. */
    public static final String AUTOMATIC = "auto";

    /** All choices left to the model, no option used. */
    public static final SettingsRequest ALL_RECOMMENDED =
            new SettingsRequest(0, 0, 0, 0, 0, false, RECOMMENDED, false, 0, false);

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it, the
     *     value and what is allowed
     */
    public SettingsRequest {
        String otherwise = ", or 0 for the model's recommendation";
        require("threshold", threshold, SettingRange.THRESHOLD, ", or \"" + AUTOMATIC + "\"");
        require(
                "granularity",
                granularity,
                SettingRange.THRESHOLD,
                ", or 0 for merging at the threshold, as in the paper");
        require("anchors_per_axis", anchorsPerAxis, SettingRange.ANCHORS_PER_AXIS, otherwise);
        require("iterations", iterations, SettingRange.ITERATIONS, otherwise);
        require("timestep", timestep, SettingRange.TIMESTEP, otherwise);
        require("working_size", workingSize, SettingRange.WORKING_SIZE, otherwise);
        if (minimumArea < 0) {
            throw new UserException(
                    "minimum_area is " + minimumArea + "; it must be 0 or more pixels");
        }
        requireAggregation(aggregation);
    }

    /** Merging as in the paper, borders as the attention has them. */
    public SettingsRequest(
            double threshold,
            int anchorsPerAxis,
            int iterations,
            int timestep,
            int workingSize,
            boolean centreCrop,
            String aggregation,
            boolean refine,
            int minimumArea,
            boolean splitComponents) {
        this(
                threshold,
                anchorsPerAxis,
                iterations,
                timestep,
                workingSize,
                centreCrop,
                aggregation,
                refine,
                minimumArea,
                splitComponents,
                0,
                "",
                false);
    }

    /**
     * @param recommendation of the model
     * @return the settings with every choice made
     */
    public Settings resolve(Recommendation recommendation) {
        AttentionSettings attention =
                new AttentionSettings(
                        workingSize == 0 ? recommendation.size() : workingSize,
                        centreCrop,
                        timestep == 0 ? recommendation.timestep() : timestep,
                        Aggregation.of(
                                        isRecommended(aggregation)
                                                ? recommendation.aggregation()
                                                : aggregation)
                                .orElseThrow());
        SegmentationSettings segmentation =
                new SegmentationSettings(
                        threshold == 0 ? threshold(recommendation) : Threshold.of(threshold),
                        iterations == 0 ? recommendation.iterations() : iterations,
                        anchorsPerAxis == 0 ? recommendation.anchorsPerAxis() : anchorsPerAxis,
                        refine,
                        minimumArea,
                        splitComponents,
                        granularity,
                        Corrections.parse(corrections),
                        crispBorders);
        return new Settings(attention, segmentation);
    }

    /**
     * @return each value by its name in macros, as {@link Settings#byName} names them
     */
    public Map<String, Object> byName() {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("threshold", threshold == 0 ? AUTOMATIC : Double.toString(threshold));
        request.put("anchors_per_axis", anchorsPerAxis);
        request.put("iterations", iterations);
        request.put("timestep", timestep);
        request.put("working_size", workingSize);
        request.put("centre_crop", centreCrop);
        request.put("aggregation", aggregation);
        request.put("refine", refine);
        request.put("minimum_area", minimumArea);
        request.put("split_components", splitComponents);
        request.put("granularity", granularity);
        request.put("corrections", corrections);
        request.put("crisp_borders", crispBorders);
        return request;
    }

    /**
     * Reads a threshold as users write it.
     *
     * @param text {@value #AUTOMATIC}, a number in {@link SettingRange#THRESHOLD}, or 0 for {@value
     *     #AUTOMATIC}
     * @return the number, 0 for {@value #AUTOMATIC}
     * @throws IllegalArgumentException if it is nothing of that
     */
    public static double threshold(String text) {
        String value = text == null ? "" : text.trim();
        if (value.equalsIgnoreCase(AUTOMATIC)) {
            return 0;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw new UserException(
                    "threshold is \""
                            + text
                            + "\"; it must be "
                            + SettingRange.THRESHOLD
                            + ", or \""
                            + AUTOMATIC
                            + "\"",
                    e);
        }
    }

    private static Threshold threshold(Recommendation recommendation) {
        return recommendation
                .automaticThreshold()
                .<Threshold>map(
                        rule ->
                                new Threshold.Automatic(
                                        rule.shareOfAnchorDistanceP95(),
                                        SettingRange.THRESHOLD.least(),
                                        rule.atMost(),
                                        recommendation.anchorsPerAxis()))
                .orElseGet(() -> Threshold.of(recommendation.threshold()));
    }

    private static void requireAggregation(String aggregation) {
        boolean known =
                aggregation != null
                        && (isRecommended(aggregation) || Aggregation.of(aggregation).isPresent());
        if (!known) {
            throw new UserException(
                    "aggregation is \""
                            + aggregation
                            + "\"; it must be \""
                            + Aggregation.PER_RESOLUTION
                            + "\", \""
                            + Aggregation.PER_LAYER
                            + "\" or \""
                            + RECOMMENDED
                            + "\"");
        }
    }

    private static boolean isRecommended(String aggregation) {
        return aggregation.trim().toLowerCase(Locale.ROOT).equals(RECOMMENDED);
    }

    private static void require(String name, Number value, SettingRange range, String otherwise) {
        if (value.doubleValue() != 0 && !range.contains(value.doubleValue())) {
            throw new UserException(
                    name
                            + " is "
                            + SettingRange.plain(value)
                            + "; it must be "
                            + range
                            + otherwise);
        }
    }
}
