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

package io.github.diffseg.model;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings at which a model works best: from the folder's {@value #FILE} where it has one, else
 * built in for the Stable Diffusion families. Fields of the file, all optional: {@code size},
 * {@code timestep}, {@code threshold}, {@code automatic_threshold} (an object with {@code
 * share_of_anchor_distance_p95} and {@code at_most}), {@code iterations}, {@code anchors_per_axis},
 * {@code aggregation}, {@code name}, {@code version}, {@code licence}.
 *
 * @param size the working size in pixels (short side), in {@link SettingRange#WORKING_SIZE}
 * @param timestep t of the one UNet pass, in {@link SettingRange#TIMESTEP}
 * @param threshold τ of the merging, in {@link SettingRange#THRESHOLD}, where none is chosen for
 *     the image
 * @param automaticThreshold how a threshold is chosen for each image, if the model has such a rule
 * @param iterations N of the merging, in {@link SettingRange#ITERATIONS}
 * @param anchorsPerAxis M of the anchor grid, in {@link SettingRange#ANCHORS_PER_AXIS}
 * @param aggregation {@value #PER_RESOLUTION} or {@value #PER_LAYER}
 * @param name what the model is called, if the folder says
 * @param version which version of the model this is, if the folder says
 * @param licence the model's licence, if the folder says
 */
public record Recommendation(
        int size,
        int timestep,
        double threshold,
        Optional<AutomaticThreshold> automaticThreshold,
        int iterations,
        int anchorsPerAxis,
        String aggregation,
        Optional<String> name,
        Optional<String> version,
        Optional<String> licence) {

    /** Maps are averaged per resolution, as the reference code does. */
    public static final String PER_RESOLUTION = "per resolution";

    /** Each layer's map has its own weight, as in the paper. */
    public static final String PER_LAYER = "per layer";

    /**
     * The rule by which a threshold is chosen for each image: the smaller of a limit and a share of
     * the 95th percentile of the symmetric KL distances between the maps of the model's anchor
     * grid.
     *
     * @param shareOfAnchorDistanceP95 above 0, at most 100
     * @param atMost in {@link SettingRange#THRESHOLD}
     */
    public record AutomaticThreshold(double shareOfAnchorDistanceP95, double atMost) {}

    /** {@return the largest threshold that its rule chooses, or its threshold if it has no rule} */
    public double largestThreshold() {
        return automaticThreshold.map(AutomaticThreshold::atMost).orElse(threshold);
    }

    /** The file's name in a model folder. */
    static final String FILE = "diffseg.json";

    private static final int STABLE_DIFFUSION_SIZE = 512;
    private static final int STABLE_DIFFUSION_XL_SIZE = 1024;

    /** The paper's settings, at the size the family was trained for. */
    static Recommendation builtIn(boolean stableDiffusionXl) {
        int size = stableDiffusionXl ? STABLE_DIFFUSION_XL_SIZE : STABLE_DIFFUSION_SIZE;
        return new Recommendation(
                size,
                300,
                1.0,
                Optional.empty(),
                3,
                16,
                PER_RESOLUTION,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * Reads what the maker of a model recommends.
     *
     * @param file a {@value #FILE}
     * @param builtIn what counts where the file says nothing
     * @throws ModelException naming the field, its value and what is allowed
     */
    static Recommendation read(Path file, Recommendation builtIn) {
        Fields fields = new Fields(file, JsonFiles.readObject(file));
        return new Recommendation(
                fields.integer("size", SettingRange.WORKING_SIZE).orElse(builtIn.size),
                fields.integer("timestep", SettingRange.TIMESTEP).orElse(builtIn.timestep),
                fields.number("threshold", SettingRange.THRESHOLD).orElse(builtIn.threshold),
                fields.automaticThreshold(),
                fields.integer("iterations", SettingRange.ITERATIONS).orElse(builtIn.iterations),
                fields.integer("anchors_per_axis", SettingRange.ANCHORS_PER_AXIS)
                        .orElse(builtIn.anchorsPerAxis),
                fields.oneOf("aggregation", PER_RESOLUTION, PER_LAYER).orElse(builtIn.aggregation),
                fields.text("name"),
                fields.text("version"),
                fields.text("licence"));
    }

    /** The optional, checked fields of the file. */
    private record Fields(Path file, JsonObject json) {

        Optional<Integer> integer(String field, SettingRange range) {
            String allowed = "a whole number " + range;
            return number(field, allowed)
                    .map(
                            value -> {
                                if (!range.contains(value) || value % 1 != 0) {
                                    throw refused(field, allowed);
                                }
                                return value.intValue();
                            });
        }

        Optional<Double> number(String field, SettingRange range) {
            String allowed = "a number " + range;
            return number(field, allowed)
                    .map(
                            value -> {
                                if (!range.contains(value)) {
                                    throw refused(field, allowed);
                                }
                                return value;
                            });
        }

        Optional<AutomaticThreshold> automaticThreshold() {
            String field = "automatic_threshold";
            JsonElement rule = json.get(field);
            if (rule == null) {
                return Optional.empty();
            }
            if (!rule.isJsonObject()) {
                throw refused(field, "an object");
            }
            Fields fields = new Fields(file, rule.getAsJsonObject());
            String share = "share_of_anchor_distance_p95";
            return Optional.of(
                    new AutomaticThreshold(fields.required(share), fields.required("at_most")));
        }

        /** A positive number of a rule; the least threshold is the least share, too. */
        private double required(String field) {
            return number(field, SettingRange.THRESHOLD)
                    .orElseThrow(() -> refused(field, "a number " + SettingRange.THRESHOLD));
        }

        Optional<String> oneOf(String field, String first, String second) {
            Optional<String> value = text(field);
            if (value.isPresent() && !value.get().equals(first) && !value.get().equals(second)) {
                throw refused(field, "\"" + first + "\" or \"" + second + "\"");
            }
            return value;
        }

        Optional<String> text(String field) {
            return primitive(field, "a string")
                    .map(
                            value -> {
                                if (!value.isString() || value.getAsString().isBlank()) {
                                    throw refused(field, "a string that is not blank");
                                }
                                return value.getAsString();
                            });
        }

        private Optional<Double> number(String field, String allowed) {
            return primitive(field, allowed)
                    .map(
                            value -> {
                                if (!value.isNumber()) {
                                    throw refused(field, allowed);
                                }
                                return value.getAsDouble();
                            });
        }

        private Optional<JsonPrimitive> primitive(String field, String allowed) {
            JsonElement value = json.get(field);
            if (value == null) {
                return Optional.empty();
            }
            if (!value.isJsonPrimitive()) {
                throw refused(field, allowed);
            }
            return Optional.of(value.getAsJsonPrimitive());
        }

        private ModelException refused(String field, String allowed) {
            return new ModelException(
                    file + ": " + field + " is " + json.get(field) + "; it must be " + allowed);
        }
    }
}
