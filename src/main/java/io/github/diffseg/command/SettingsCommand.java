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
import io.github.diffseg.command.dialog.LeastNumberWidget;
import org.scijava.ItemVisibility;
import org.scijava.plugin.Parameter;

/** The settings that every command takes which makes segments. */
abstract class SettingsCommand extends CutCommand {

    @Parameter(
            label = SettingTexts.MINIMUM_AREA,
            min = "0",
            persist = false,
            style = "least:keep all",
            description = SettingTexts.MINIMUM_AREA_MEANS)
    private int minimum_area;

    /** Recorded macros of earlier versions give it; null where nobody does. */
    @Parameter(
            label = SettingTexts.SPLIT_COMPONENTS,
            visibility = ItemVisibility.INVISIBLE,
            required = false,
            persist = false,
            description = SettingTexts.SPLIT_COMPONENTS_MEANS)
    private String split_components;

    @Parameter(
            label = SettingTexts.ANCHORS_PER_AXIS,
            min = "0",
            max = SettingTexts.ANCHORS_PER_AXIS_MOST,
            persist = false,
            style = LeastNumberWidget.RECOMMENDED,
            description = SettingTexts.ANCHORS_PER_AXIS_MEANS)
    private int anchors_per_axis;

    @Parameter(
            label = SettingTexts.ITERATIONS,
            min = "0",
            max = SettingTexts.ITERATIONS_MOST,
            persist = false,
            style = LeastNumberWidget.RECOMMENDED,
            description = SettingTexts.ITERATIONS_MEANS)
    private int iterations;

    @Parameter(
            label = SettingTexts.AGGREGATION,
            choices = {SettingTexts.RECOMMENDED, "per resolution", "per layer"},
            persist = false,
            description = SettingTexts.AGGREGATION_MEANS)
    private String aggregation = SettingTexts.RECOMMENDED;

    @Parameter(
            label = SettingTexts.REFINE,
            persist = false,
            description = SettingTexts.REFINE_MEANS)
    private boolean refine;

    @Parameter(label = SettingTexts.NOISE, persist = false, description = SettingTexts.NOISE_MEANS)
    private boolean noise;

    @Parameter(label = SettingTexts.PAMR, persist = false, description = SettingTexts.PAMR_MEANS)
    private boolean pamr;
}
