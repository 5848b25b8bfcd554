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

package io.github.diffseg.evaluate;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.segment.label.Splitting;
import java.nio.file.Path;
import java.util.List;

/**
 * What shall be evaluated on what.
 *
 * @param layout the kind of data set
 * @param folder the user's copy of it
 * @param list a text file of image names, for COCO-Stuff-27; null: none given
 * @param ignore the label that counts nowhere, for folders of one's own; −1: none
 * @param limit how many images at most, evenly spread; 0: all
 * @param framing which part of the images, at which size
 * @param methods at least one
 * @param models names or folders; at least one if a method needs attention
 * @param thresholds of DiffSeg; 0 is the model's recommendation, fixed or chosen for each image; at
 *     least one
 * @param timesteps 0 is the model's recommendation; at least one
 * @param splits which parts of segments are segments of their own; none leaves it to the settings;
 *     at least one
 * @param settings all other settings; its threshold and timestep are not used
 * @param clusters k of the methods that are given one; 0: the mean number of true regions
 * @param cases how many of the worst, and of the best, images of each method are drawn
 * @param resamples of the bootstrap; 0: no intervals
 * @param output a folder; made if missing; an evaluation that was stopped goes on there
 */
public record EvaluationRequest(
        DataSetLayout layout,
        Path folder,
        Path list,
        int ignore,
        int limit,
        Framing framing,
        List<Method> methods,
        List<String> models,
        List<Double> thresholds,
        List<Integer> timesteps,
        List<Splitting> splits,
        SettingsRequest settings,
        int clusters,
        int cases,
        int resamples,
        Path output) {

    /** The resamples that give intervals two stable digits. */
    public static final int RESAMPLES = 1000;

    /**
     * Checks that such an evaluation can be run.
     *
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public EvaluationRequest {
        require(!methods.isEmpty(), "methods is empty; give at least one");
        require(!models.isEmpty(), "models is empty; give at least one");
        require(!thresholds.isEmpty(), "thresholds is empty; give at least one, or 0");
        require(!timesteps.isEmpty(), "timesteps is empty; give at least one, or 0");
        require(!splits.isEmpty(), "splits is empty; give at least one, or none");
        require(limit >= 0, "limit is " + limit + "; it must be 0 (all) or more images");
        require(clusters >= 0, "clusters is " + clusters + "; it must be 0 (the mean) or more");
        require(cases >= 0, "cases is " + cases + "; it must be 0 or more");
        require(resamples >= 0, "resamples is " + resamples + "; it must be 0 or more");
        require(
                list == null || layout == DataSetLayout.COCO_STUFF_27,
                "image_list is for " + DataSetLayout.COCO_STUFF_27 + " only");
        require(
                !(boolean) settings.get(Setting.CENTRE_CROP),
                "centre_crop is for segmenting; an evaluation crops truth and image by framing");
        settings.detail().requireWhole();
        // Refused here, before hours of measuring
        thresholds.forEach(threshold -> with(settings, threshold, 0));
        timesteps.forEach(timestep -> with(settings, 0, timestep));
    }

    /**
     * {@return a builder of a request that measures DiffSeg with the embedded model at its
     * recommended settings on all images as they are published}
     *
     * @param layout the kind of data set
     * @param folder the user's copy of it
     * @param output a folder; made if missing
     */
    public static Builder of(DataSetLayout layout, Path folder, Path output) {
        return new Builder(layout, folder, output);
    }

    /** A request for one threshold, timestep and way of splitting. */
    SettingsRequest settings(double threshold, int timestep, Splitting splitting) {
        SettingsRequest one = with(settings, threshold, timestep);
        return splitting == Splitting.NONE ? one : one.with(Setting.SPLIT, splitting);
    }

    private static SettingsRequest with(SettingsRequest settings, double threshold, int timestep) {
        return settings.with(Setting.THRESHOLD, threshold).with(Setting.TIMESTEP, timestep);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new UserException(message);
        }
    }

    /** Names each value, of which many are of one type. */
    public static final class Builder {

        private final DataSetLayout layout;
        private final Path folder;
        private final Path output;
        private Path list;
        private int ignore = DataSetLayout.NO_IGNORE;
        private int limit;
        private Framing framing;
        private List<Method> methods = List.of(Method.DIFFSEG);
        private List<String> models = List.of(ModelChoice.EMBEDDED);
        private List<Double> thresholds = List.of(0.0);
        private List<Integer> timesteps = List.of(0);
        private List<Splitting> splits = List.of(Splitting.NONE);
        private SettingsRequest settings = SettingsRequest.ALL_RECOMMENDED;
        private int clusters;
        private int cases;
        private int resamples = RESAMPLES;

        private Builder(DataSetLayout layout, Path folder, Path output) {
            this.layout = layout;
            this.folder = folder;
            this.output = output;
            framing = layout.publishedFraming();
        }

        /** Sets {@link EvaluationRequest#list()}. */
        public Builder list(Path value) {
            list = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#ignore()}. */
        public Builder ignore(int value) {
            ignore = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#limit()}. */
        public Builder limit(int value) {
            limit = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#framing()}. */
        public Builder framing(Framing value) {
            framing = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#methods()}. */
        public Builder methods(List<Method> value) {
            methods = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#models()}. */
        public Builder models(List<String> value) {
            models = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#thresholds()}. */
        public Builder thresholds(List<Double> value) {
            thresholds = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#timesteps()}. */
        public Builder timesteps(List<Integer> value) {
            timesteps = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#splits()}. */
        public Builder splits(List<Splitting> value) {
            splits = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#settings()}. */
        public Builder settings(SettingsRequest value) {
            settings = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#clusters()}. */
        public Builder clusters(int value) {
            clusters = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#cases()}. */
        public Builder cases(int value) {
            cases = value;
            return this;
        }

        /** Sets {@link EvaluationRequest#resamples()}. */
        public Builder resamples(int value) {
            resamples = value;
            return this;
        }

        /**
         * {@return the request with these values}
         *
         * @throws UserException if a value is out of its range; the message names it
         */
        public EvaluationRequest build() {
            return new EvaluationRequest(
                    layout,
                    folder,
                    list,
                    ignore,
                    limit,
                    framing,
                    methods,
                    models,
                    thresholds,
                    timesteps,
                    splits,
                    settings,
                    clusters,
                    cases,
                    resamples,
                    output);
        }
    }
}
