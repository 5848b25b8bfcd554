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

import io.github.diffseg.ChannelChoice;
import io.github.diffseg.Detail;
import io.github.diffseg.PlaneRange;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.command.dialog.LeastNumberWidget;
import io.github.diffseg.model.ModelChoice;
import java.io.File;
import org.scijava.plugin.Parameter;
import org.scijava.widget.FileWidget;
import org.scijava.widget.TextWidget;

/** The model and the settings of the commands that segment with one model and one value of each. */
abstract class OneModelCommand extends SettingsCommand {

    @Parameter(label = "Model", persist = false, description = ParameterTexts.MODEL)
    private String model = ModelChoice.EMBEDDED;

    @Parameter(
            label = SettingTexts.METHOD,
            choices = {SettingTexts.METHOD_DEFAULT, "tree", "cut", "walk"},
            persist = false,
            description = SettingTexts.METHOD_MEANS)
    private String method = SettingTexts.METHOD_DEFAULT;

    @Parameter(
            label = SettingTexts.THRESHOLD,
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = SettingTexts.THRESHOLD_MEANS)
    private String threshold = SettingTexts.AUTOMATIC;

    @Parameter(
            label = SettingTexts.SPLIT,
            choices = {SettingTexts.SPLIT_NONE, "components", "touching"},
            persist = false,
            description = SettingTexts.SPLIT_MEANS)
    private String split = SettingTexts.SPLIT_NONE;

    @Parameter(
            label = SettingTexts.TIMESTEP,
            min = "0",
            max = SettingTexts.TIMESTEP_MOST,
            persist = false,
            style = LeastNumberWidget.RECOMMENDED,
            description = SettingTexts.TIMESTEP_MEANS)
    private int timestep;

    @Parameter(
            label = SettingTexts.CENTRE_CROP,
            persist = false,
            description = SettingTexts.CENTRE_CROP_MEANS)
    private boolean centre_crop;

    @Parameter(
            label = SettingTexts.CLASSIFIER,
            required = false,
            autoFill = false,
            persist = false,
            style = FileWidget.OPEN_STYLE,
            description = SettingTexts.CLASSIFIER_MEANS)
    private File classifier = new File("");

    @Parameter(
            label = SettingTexts.NAMES,
            persist = false,
            required = false,
            description = SettingTexts.NAMES_MEANS)
    private String names = "";

    @Parameter(
            label = SettingTexts.DETAIL,
            persist = false,
            style = TextWidget.FIELD_STYLE,
            description = SettingTexts.DETAIL_MEANS)
    private String detail = Detail.WHOLE_TEXT;

    @Parameter(
            label = SettingTexts.SLICES,
            persist = false,
            description = SettingTexts.SLICES_MEANS)
    private String slices = PlaneRange.CURRENT;

    @Parameter(
            label = SettingTexts.FRAMES,
            persist = false,
            description = SettingTexts.FRAMES_MEANS)
    private String frames = PlaneRange.CURRENT;

    @Parameter(
            label = SettingTexts.CHANNELS,
            persist = false,
            description = SettingTexts.CHANNELS_MEANS)
    private String channels = ChannelChoice.DISPLAYED;

    @Parameter(
            label = SettingTexts.LINK,
            choices = {SettingTexts.LINK_NONE, "slices", "frames"},
            persist = false,
            description = SettingTexts.LINK_MEANS)
    private String link = SettingTexts.LINK_NONE;

    @Parameter(
            label = SettingTexts.LINK_GAP,
            min = "0",
            persist = false,
            style = "least:none",
            description = SettingTexts.LINK_GAP_MEANS)
    private int link_gap;

    @Parameter(
            label = SettingTexts.SKIP_FAILING_PLANES,
            persist = false,
            description = SettingTexts.SKIP_FAILING_PLANES_MEANS)
    private boolean skip_failing_planes;

    @Parameter(
            label = SettingTexts.CLASSES,
            persist = false,
            required = false,
            style = TextWidget.FIELD_STYLE,
            description = SettingTexts.CLASSES_MEANS)
    private String classes = SettingTexts.CLASSES_OFF;

    @Parameter(
            label = SettingTexts.VOCABULARY,
            persist = false,
            required = false,
            description = SettingTexts.VOCABULARY_MEANS)
    private String vocabulary = "";

    /** {@return the parameter of that name} */
    final String model() {
        return model;
    }
}
