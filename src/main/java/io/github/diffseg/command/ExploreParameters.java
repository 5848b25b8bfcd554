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
import org.scijava.plugin.Parameter;

/** What DiffSeg Explore... asks for: the image, the model, the method, and what accepting makes. */
abstract class ExploreParameters extends PlaneWindowParameters {

    @Parameter(
            label = SettingTexts.METHOD,
            choices = {SettingTexts.METHOD_DEFAULT, "tree", "cut", "walk"},
            persist = false,
            description = SettingTexts.METHOD_MEANS)
    private String method = SettingTexts.METHOD_DEFAULT;

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

    @Parameter(label = SettingTexts.NOISE, persist = false, description = SettingTexts.NOISE_MEANS)
    private boolean noise;
}
