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
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.segment.Corrections;
import io.github.diffseg.segment.SegmentationSettings;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Settings as a user asks for them, where 0 (or {@value #RECOMMENDED}) leaves a choice to the
 * model's recommendation.
 *
 * @param threshold τ, from {@value #SMALLEST_THRESHOLD} to {@value #LARGEST_THRESHOLD}, or 0
 * @param anchorsPerAxis M, from 1 to {@value #MOST_ANCHORS}, or 0
 * @param iterations N, from 1 to {@value #MOST_ITERATIONS}, or 0
 * @param timestep t, from 1 to 999, or 0
 * @param workingSize short side in pixels, from 64 to 4096, or 0
 * @param centreCrop whether only the largest centred square is segmented
 * @param aggregation {@code "per resolution"}, {@code "per layer"} or {@value #RECOMMENDED}
 * @param refine whether k-means replaces the proposals
 * @param minimumArea in pixels, 0 keeps all segments
 * @param splitComponents whether each connected part is a segment of its own
 * @param granularity where the merge tree is cut, from {@value #SMALLEST_THRESHOLD} to {@value
 *     #LARGEST_THRESHOLD}, or 0 for the paper's merging at the threshold
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

    /** Below it, float32 no longer tells maps apart. */
    public static final double SMALLEST_THRESHOLD = 1e-4;

    /** Above it, everything is one segment: maps of grids in use are less than this apart. */
    public static final double LARGEST_THRESHOLD = 100;

    /** The side of the anchor grid at most; its square is compared with all maps. */
    public static final int MOST_ANCHORS = 64;

    /** The number of merging iterations at most; merging ends long before. */
    public static final int MOST_ITERATIONS = 100;

    /** All choices left to the model, no option used. */
    public static final SettingsRequest ALL_RECOMMENDED =
            new SettingsRequest(0, 0, 0, 0, 0, false, RECOMMENDED, false, 0, false);

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it, the
     *     value and what is allowed
     */
    public SettingsRequest {
        if (threshold != 0
                && !(threshold >= SMALLEST_THRESHOLD && threshold <= LARGEST_THRESHOLD)) {
            throw outOfRange("threshold", threshold, SMALLEST_THRESHOLD, LARGEST_THRESHOLD);
        }
        if (granularity != 0
                && !(granularity >= SMALLEST_THRESHOLD && granularity <= LARGEST_THRESHOLD)) {
            throw new IllegalArgumentException(
                    "granularity is "
                            + plain(granularity)
                            + "; it must be from "
                            + plain(SMALLEST_THRESHOLD)
                            + " to "
                            + plain(LARGEST_THRESHOLD)
                            + ", or 0 for merging at the threshold, as in the paper");
        }
        requireRange("anchors_per_axis", anchorsPerAxis, 1, MOST_ANCHORS);
        requireRange("iterations", iterations, 1, MOST_ITERATIONS);
        requireRange("timestep", timestep, 1, 999);
        requireRange("working_size", workingSize, 64, 4096);
        if (minimumArea < 0) {
            throw new IllegalArgumentException(
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
                                        : aggregation));
        SegmentationSettings segmentation =
                new SegmentationSettings(
                        threshold == 0 ? recommendation.threshold() : threshold,
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
        request.put("threshold", threshold);
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

    private static void requireAggregation(String aggregation) {
        boolean known = aggregation != null && isRecommended(aggregation);
        for (Aggregation each : Aggregation.values()) {
            known |= aggregation != null && each.toString().equals(normalized(aggregation));
        }
        if (!known) {
            throw new IllegalArgumentException(
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

    private static String normalized(String choice) {
        return choice.trim().toLowerCase(Locale.ROOT);
    }

    private static boolean isRecommended(String aggregation) {
        return normalized(aggregation).equals(RECOMMENDED);
    }

    private static void requireRange(String name, int value, int least, int most) {
        if (value != 0 && (value < least || value > most)) {
            throw outOfRange(name, value, least, most);
        }
    }

    private static IllegalArgumentException outOfRange(
            String name, Number value, Number least, Number most) {
        return new IllegalArgumentException(
                name
                        + " is "
                        + plain(value)
                        + "; it must be from "
                        + plain(least)
                        + " to "
                        + plain(most)
                        + ", or 0 for the model's recommendation");
    }

    /** Without the exponents that Java gives small numbers. */
    private static String plain(Number number) {
        return Double.isFinite(number.doubleValue())
                ? new BigDecimal(number.toString()).stripTrailingZeros().toPlainString()
                : number.toString();
    }
}
