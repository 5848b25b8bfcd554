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

package io.github.diffseg.imagej;

import io.github.diffseg.ChannelChoice;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.PlaneSettings;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.merging.Threshold;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what results were made with. */
public final class ResultOrigin {

    private final DiffSeg diffSeg;
    private final String modelParameter;
    private final Outputs outputs;

    /**
     * Tells of results of one model.
     *
     * @param modelParameter how users name that model
     * @param outputs that macro lines ask for
     */
    ResultOrigin(DiffSeg diffSeg, String modelParameter, Outputs outputs) {
        this.diffSeg = diffSeg;
        this.modelParameter = modelParameter;
        this.outputs = outputs;
    }

    /**
     * Tells of results that lie in files.
     *
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model
     */
    public ResultOrigin(DiffSeg diffSeg, String modelParameter) {
        this(diffSeg, modelParameter, Outputs.DEFAULT);
    }

    /**
     * {@return what the result of a file that was read in parts was made with}
     *
     * @param title of the file
     * @param plane of it, in words; empty for the whole file
     * @param asked settings of the user
     * @param used to segment, with the threshold as a number
     * @param tiles how many were segmented
     * @param command its name in macros
     * @param places what the command is told besides, such as where the file lies; the title last
     * @param progress may cancel
     */
    public Provenance ofFile(
            String title,
            String plane,
            Settings asked,
            Settings used,
            int tiles,
            String command,
            Map<String, String> places,
            Progress progress) {
        Map<String, String> parameters = parameters(used);
        // Of what DiffSeg Explore... records; the command has no such parameter
        parameters.remove(Setting.CORRECTIONS.key());
        parameters.putAll(places);
        return of(
                title,
                plane,
                "",
                asked,
                used,
                Map.of("tiles", String.valueOf(tiles)),
                MacroLine.of(command, parameters),
                progress);
    }

    /**
     * {@return what the result of a plane was made with}
     *
     * @param asked settings of the user
     * @param used to segment, with the threshold as a number
     * @param networkInput what the network saw, in words
     */
    Provenance of(
            DisplayedPlane plane,
            Settings asked,
            SegmentationSettings used,
            String networkInput,
            Progress progress) {
        return of(
                plane.copy().getTitle(),
                plane.description(),
                plane.selection(),
                asked,
                asked.with(used).with(recordedPlanes(plane, asked)),
                networkInput,
                progress);
    }

    /**
     * {@return what the result of an image of one plane was made with}
     *
     * @param title of the image
     * @param asked settings of the user
     * @param used to segment, with the threshold as a number
     * @param networkInput what the network saw, in words
     */
    Provenance of(
            String title,
            Settings asked,
            SegmentationSettings used,
            String networkInput,
            Progress progress) {
        return of(title, "", "", asked, asked.with(used), networkInput, progress);
    }

    private Provenance of(
            String title,
            String plane,
            String selection,
            Settings asked,
            Settings settings,
            String networkInput,
            Progress progress) {
        return of(
                title,
                plane,
                selection,
                asked,
                settings,
                Map.of("network_input", networkInput),
                macro(title, settings),
                progress);
    }

    private Provenance of(
            String title,
            String plane,
            String selection,
            Settings asked,
            Settings settings,
            Map<String, String> said,
            String macro,
            Progress progress) {
        StoredModel stored = diffSeg.storedModel();
        Map<String, String> shown = new LinkedHashMap<>(settings.byKey());
        asked.classifier().ifPresent(file -> shown.put("classifier_sha256", file.sha256()));
        if (asked.classifier().isEmpty()
                && !(asked.segmentation().threshold() instanceof Threshold.Fixed)) {
            shown.put(Provenance.THRESHOLD_CHOICE, Provenance.CHOSEN_FOR_THIS_IMAGE);
        }
        shown.put("precision", diffSeg.precision().compute().toString());
        shown.putAll(said);
        return new Provenance(
                stored.name(),
                stored.recommendation().version().orElse(""),
                diffSeg.modelHash(progress),
                stored.weightsTaken(),
                TorchEngine.description(),
                diffSeg.device().toString(),
                PluginVersion.current(),
                title,
                plane,
                selection,
                shown,
                macro);
    }

    /**
     * {@return what the stack was made with: a threshold that is chosen for each plane is told as
     * such}
     *
     * @param plane what one plane of a stack was made with
     * @param planes all of them, in words
     * @param asked with which settings
     */
    Provenance ofStack(Provenance plane, String planes, Settings asked) {
        Map<String, String> shown = new LinkedHashMap<>(plane.settings());
        shown.put(Setting.THRESHOLD.key(), asked.byKey().get(Setting.THRESHOLD.key()));
        if (!asked.planes().corrections().isEmpty()) {
            shown.put(Setting.CORRECTIONS.key(), asked.byKey().get(Setting.CORRECTIONS.key()));
        }
        String channels = plane.settings().get(Setting.CHANNELS.key());
        return new Provenance(
                plane.model(),
                plane.modelVersion(),
                plane.modelHash(),
                plane.modelFiles(),
                plane.engine(),
                plane.device(),
                plane.pluginVersion(),
                plane.image(),
                planes,
                plane.selection(),
                shown,
                macro(plane.image(), asked.with(asked.planes().with(ChannelChoice.of(channels)))));
    }

    /**
     * {@return model, device and precision by their names in macros, so that they are the same when
     * the line is run on another machine or with another edition of the model}
     */
    Map<String, String> recorded() {
        Map<String, String> recorded = new LinkedHashMap<>();
        recorded.put("model", recordedModel());
        recorded.put("device", diffSeg.device().toString());
        recorded.put("precision", diffSeg.precision().compute().toString());
        return recorded;
    }

    private String macro(String title, Settings settings) {
        return MacroLine.of(
                title,
                recordedModel(),
                diffSeg.device().toString(),
                diffSeg.precision().compute(),
                settings,
                outputs);
    }

    private Map<String, String> parameters(Settings settings) {
        return MacroLine.parameters(
                recordedModel(),
                diffSeg.device().toString(),
                diffSeg.precision().compute(),
                settings,
                Map.of());
    }

    private String recordedModel() {
        return ModelChoice.recorded(
                modelParameter, diffSeg.storedModel().recommendation().version());
    }

    /** With the channels that were shown, where naming them shows the same again. */
    private static PlaneSettings recordedPlanes(DisplayedPlane plane, Settings asked) {
        boolean canBeNamed =
                asked.planes().channels().isAsDisplayed()
                        && !plane.channels().isEmpty()
                        // These are of what is shown alone
                        && asked.segmentation().corrections().isEmpty();
        return canBeNamed
                ? asked.planes().with(new ChannelChoice(plane.channels()))
                : asked.planes();
    }
}
