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

import io.github.diffseg.SettingTexts;
import io.github.diffseg.evaluate.EvaluationRequest;
import io.github.diffseg.evaluate.NumberLists;
import io.github.diffseg.evaluate.SplitList;
import io.github.diffseg.evaluate.dataset.DataSetLayout;
import io.github.diffseg.evaluate.dataset.Framing;
import io.github.diffseg.evaluate.method.Method;
import io.github.diffseg.model.ModelChoice;
import java.io.File;
import java.util.Arrays;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;

/** What DiffSeg Evaluate... asks for besides settings: which data set, methods and models. */
abstract class EvaluationParameters extends SettingsCommand {

    @Parameter(
            label = "Data set",
            choices = {
                "objects",
                "regions",
                "classes",
                "coco-stuff-27",
                "cityscapes",
                "bsds500",
                "dsb2018"
            },
            persist = false,
            description = ParameterTexts.DATA_SET)
    private String dataset = "objects";

    @Parameter(
            label = "Folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = ParameterTexts.DATA_SET_FOLDER)
    private File folder;

    @Parameter(
            label = "Output folder",
            persist = false,
            style = FileWidget.DIRECTORY_STYLE,
            description = ParameterTexts.REPORTS)
    private File output;

    @Parameter(
            label = "Methods",
            choices = {
                "diffseg",
                "tree",
                "cut",
                "walk",
                "k-means-c",
                "k-means-s",
                "colour-k-means",
                "superpixels",
                "otsu-watershed",
                "cells",
                "all"
            },
            persist = false,
            description = ParameterTexts.METHODS)
    private String methods = "diffseg";

    @Parameter(label = "Models", persist = false, description = ParameterTexts.MODELS)
    private String models = ModelChoice.EMBEDDED;

    @Parameter(label = "Thresholds", persist = false, description = ParameterTexts.THRESHOLDS)
    private String thresholds = SettingTexts.AUTOMATIC;

    @Parameter(
            label = "Splits",
            choices = {SettingTexts.SPLIT_NONE, "components", "touching", "components,touching"},
            persist = false,
            description = ParameterTexts.SPLITS)
    private String splits = SettingTexts.SPLIT_NONE;

    @Parameter(label = "Timesteps", persist = false, description = ParameterTexts.TIMESTEPS)
    private String timesteps = SettingTexts.RECOMMENDED;

    @Parameter(
            label = "Images at most",
            min = "0",
            persist = false,
            style = "least:all",
            description = ParameterTexts.LIMIT)
    private int limit;

    @Parameter(
            label = "Worst and best cases",
            min = "0",
            persist = false,
            style = "least:none",
            description = ParameterTexts.CASES)
    private int cases = 3;

    @Parameter(
            label = "Framing",
            choices = {Framing.PUBLISHED, "whole", "256", "320", "512", "1024"},
            persist = false,
            description = ParameterTexts.FRAMING)
    private String framing = Framing.PUBLISHED;

    @Parameter(
            label = "Image list",
            required = false,
            persist = false,
            description = ParameterTexts.IMAGE_LIST)
    private String image_list = "";

    @Parameter(
            label = "Ignored label",
            min = "-1",
            persist = false,
            style = "least:none",
            description = ParameterTexts.IGNORE)
    private int ignore = DataSetLayout.NO_IGNORE;

    @Parameter(
            label = "Clusters",
            min = "0",
            persist = false,
            style = "least:as many as there are true regions",
            description = ParameterTexts.CLUSTERS)
    private int clusters;

    /**
     * {@return what was asked for}
     *
     * @throws io.github.diffseg.failure.UserException if a folder is missing or a value cannot be
     *     right
     */
    final EvaluationRequest request() {
        DataSetLayout layout = DataSetLayout.of(dataset);
        boolean noList = image_list == null || image_list.isBlank();
        return EvaluationRequest.of(
                        layout,
                        Parameters.required("folder", folder),
                        Parameters.required("output", output))
                .list(noList ? null : Parameters.path("image_list", image_list))
                .ignore(ignore)
                .limit(limit)
                .framing(Framing.of(framing, layout.publishedFraming()))
                .methods(Method.of(methods))
                .models(Arrays.stream(models.split(",")).map(String::strip).toList())
                .thresholds(NumberLists.thresholds("thresholds", thresholds))
                .timesteps(NumberLists.timesteps("timesteps", timesteps))
                .splits(SplitList.of(splits))
                .settings(settings())
                .clusters(clusters)
                .cases(cases)
                .build();
    }
}
