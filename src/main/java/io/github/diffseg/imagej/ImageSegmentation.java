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

import ij.ImagePlus;
import io.github.diffseg.Attention;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Segmentation;
import io.github.diffseg.Settings;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.StageTimes;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.image.DisplayedPlane;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.Recommendation;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.LabelMap;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Segments the current plane of an ImageJ image: what commands and batches call. */
public final class ImageSegmentation {

    private final DiffSeg diffSeg;
    private final String modelParameter;
    private final Duration opening;

    /**
     * @param diffSeg an opened model; stays the caller's
     * @param modelParameter how users name that model, for the macro line that replays a result
     * @param opening how long the caller waited for the model
     */
    public ImageSegmentation(DiffSeg diffSeg, String modelParameter, Duration opening) {
        this.diffSeg = diffSeg;
        this.modelParameter = modelParameter;
        this.opening = opening;
    }

    /**
     * @param image is not changed; a selection on it restricts the result to it
     * @param request threshold and the like
     * @param progress told of each step
     * @return the result
     * @throws IllegalArgumentException if the image cannot be segmented; the message says why
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public SegmentedImage segment(ImagePlus image, SettingsRequest request, Progress progress) {
        DisplayedPlane plane = DisplayedPlane.of(image);
        Settings settings = request.resolve(diffSeg.folder().recommendation());
        try (Attention attention = diffSeg.attend(plane.pixels(), settings.attention(), progress)) {
            Segmentation segmentation =
                    attention.segment(settings.segmentation(), plane.mask(), progress);
            LabelMap labels = plane.toFullImage(segmentation.labels());
            StageTimes times =
                    new StageTimes(
                            opening,
                            attention.encoding(),
                            attention.attending(),
                            attention.aggregating(),
                            segmentation.segmenting());
            Provenance provenance = provenance(image, settings, attention, progress);
            return new SegmentedImage(image, labels, segmentation, provenance, times);
        }
    }

    private Provenance provenance(
            ImagePlus image, Settings settings, Attention attention, Progress progress) {
        ModelFolder folder = diffSeg.folder();
        Recommendation recommendation = folder.recommendation();
        String device = diffSeg.device().toString();
        Map<String, String> shown =
                new LinkedHashMap<>(MacroLine.parameters(modelParameter, device, settings));
        shown.remove("model");
        shown.remove("device");
        shown.put(
                "network_input",
                attention.workingSize().width() + " x " + attention.workingSize().height());
        return new Provenance(
                recommendation.name().orElse(folder.name()),
                recommendation.version().orElse(""),
                folder.hash(progress),
                TorchEngine.description(),
                device,
                PluginVersion.current(),
                image.getTitle(),
                shown,
                MacroLine.of(image.getTitle(), modelParameter, device, settings));
    }
}
