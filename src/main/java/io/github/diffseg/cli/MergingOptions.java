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

package io.github.diffseg.cli;

import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import picocli.CommandLine.Option;

/** The options that segmenting and measuring share; {@link Setting} explains them. */
final class MergingOptions {

    @Option(
            names = "--anchors-per-axis",
            defaultValue = "0",
            description = "${bundle:setting.anchors_per_axis}")
    private int anchorsPerAxis;

    @Option(
            names = "--iterations",
            defaultValue = "0",
            description = "${bundle:setting.iterations}")
    private int iterations;

    @Option(
            names = "--working-size",
            defaultValue = "0",
            description = "${bundle:setting.working_size}")
    private int workingSize;

    @Option(
            names = "--aggregation",
            defaultValue = SettingTexts.RECOMMENDED,
            description = "${bundle:setting.aggregation}")
    private String aggregation;

    @Option(names = "--refine", description = "${bundle:setting.refine}")
    private boolean refine;

    @Option(
            names = "--minimum-area",
            defaultValue = "0",
            description = "${bundle:setting.minimum_area}")
    private int minimumArea;

    @Option(
            names = "--split-components",
            hidden = true,
            description = SettingTexts.SPLIT_COMPONENTS_MEANS)
    private boolean splitComponents;

    @Option(
            names = "--granularity",
            defaultValue = "0",
            description = "${bundle:setting.granularity}")
    private double granularity;

    @Option(names = "--crisp-borders", description = "${bundle:setting.crisp_borders}")
    private boolean crispBorders;

    @Option(names = "--pamr", description = "${bundle:setting.pamr}")
    private boolean pamr;

    @Option(names = "--noise", description = "${bundle:setting.noise}")
    private boolean noise;

    /**
     * {@return what the user asks for, all else left to the model}
     *
     * @param split what is a segment of its own
     * @throws io.github.diffseg.failure.UserException if a value is out of its range
     */
    SettingsRequest request(String split) {
        return SettingsRequest.ALL_RECOMMENDED
                .with(Setting.ANCHORS_PER_AXIS, anchorsPerAxis)
                .with(Setting.ITERATIONS, iterations)
                .with(Setting.WORKING_SIZE, workingSize)
                .with(Setting.AGGREGATION, aggregation)
                .with(Setting.REFINE, refine)
                .with(Setting.MINIMUM_AREA, minimumArea)
                .with(Setting.SPLIT, split)
                .with(Setting.GRANULARITY, granularity)
                .with(Setting.CRISP_BORDERS, crispBorders)
                .with(Setting.PAMR, pamr)
                .with(Setting.NOISE, noise)
                .withSplitComponents(splitComponents);
    }
}
