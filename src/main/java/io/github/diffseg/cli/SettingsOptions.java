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

import io.github.diffseg.ChannelChoice;
import io.github.diffseg.Detail;
import io.github.diffseg.PlaneRange;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingTexts;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.model.EmbeddedModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options that decide what a segment is; {@link Setting} explains them. */
public final class SettingsOptions {

    @Option(
            names = "--method",
            defaultValue = SettingTexts.METHOD_DEFAULT,
            description = "${bundle:setting.method}")
    private String method;

    @Option(
            names = {"-t", "--threshold"},
            defaultValue = SettingTexts.AUTOMATIC,
            description = "${bundle:setting.threshold}")
    private String threshold;

    @Option(
            names = "--split",
            defaultValue = SettingTexts.SPLIT_NONE,
            description = "${bundle:setting.split}")
    private String split;

    @Option(names = "--timestep", defaultValue = "0", description = "${bundle:setting.timestep}")
    private int timestep;

    @Option(names = "--centre-crop", description = "${bundle:setting.centre_crop}")
    private boolean centreCrop;

    @Option(
            names = "--detail",
            defaultValue = Detail.WHOLE_TEXT,
            description = "${bundle:setting.detail}")
    private String detail;

    @Mixin private MergingOptions merging;

    @Option(
            names = "--corrections",
            defaultValue = "",
            description = "${bundle:setting.corrections}")
    private String corrections;

    @Option(
            names = "--classifier",
            defaultValue = "",
            paramLabel = "FILE",
            description = "${bundle:setting.classifier}")
    private String classifier;

    @Option(
            names = "--names",
            defaultValue = "",
            paramLabel = "WORDS",
            description = "${bundle:setting.names}")
    private String names;

    @Option(
            names = "--slices",
            defaultValue = PlaneRange.CURRENT,
            paramLabel = "LIST",
            description = "${bundle:setting.slices}")
    private String slices;

    @Option(
            names = "--frames",
            defaultValue = PlaneRange.CURRENT,
            paramLabel = "LIST",
            description = "${bundle:setting.frames}")
    private String frames;

    @Option(
            names = "--channels",
            defaultValue = ChannelChoice.DISPLAYED,
            paramLabel = "LIST",
            description = "${bundle:setting.channels}")
    private String channels;

    @Option(
            names = "--link",
            defaultValue = SettingTexts.LINK_NONE,
            description = "${bundle:setting.link}")
    private String link;

    @Option(names = "--link-gap", defaultValue = "0", description = "${bundle:setting.link_gap}")
    private int linkGap;

    @Option(names = "--skip-failing-planes", description = "${bundle:setting.skip_failing_planes}")
    private boolean skipFailingPlanes;

    @Option(
            names = "--classes",
            defaultValue = SettingTexts.CLASSES_OFF,
            paramLabel = "NUMBER",
            description = "${bundle:setting.classes}")
    private String classes;

    @Option(
            names = "--vocabulary",
            defaultValue = "",
            paramLabel = "FILE",
            description = "${bundle:setting.vocabulary}")
    private String vocabulary;

    /**
     * {@return what the user asks for}
     *
     * @throws io.github.diffseg.failure.UserException if a value is out of its range
     */
    public SettingsRequest request() {
        return merging.request(split)
                .with(Setting.METHOD, method)
                .with(Setting.THRESHOLD, threshold)
                .with(Setting.TIMESTEP, timestep)
                .with(Setting.CENTRE_CROP, centreCrop)
                .with(Setting.DETAIL, detail)
                .with(Setting.CORRECTIONS, corrections)
                .with(Setting.CLASSIFIER, classifier)
                .with(Setting.NAMES, names)
                .with(Setting.SLICES, slices)
                .with(Setting.FRAMES, frames)
                .with(Setting.CHANNELS, channels)
                .with(Setting.LINK, link)
                .with(Setting.LINK_GAP, linkGap)
                .with(Setting.SKIP_FAILING_PLANES, skipFailingPlanes)
                .with(Setting.CLASSES, classes)
                .with(Setting.VOCABULARY, vocabulary);
    }

    /**
     * As {@link #request}, for a single image, which may have corrections.
     *
     * @throws io.github.diffseg.failure.UserException also if settings contradict each other, such
     *     as corrections without granularity
     */
    SettingsRequest requestOfOneImage() {
        SettingsRequest request = request();
        // Whatever a model recommends takes the place of zeros alone
        request.resolve(EmbeddedModel.folder().recommendation());
        return request;
    }
}
