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

package io.github.diffseg.manager;

import io.github.diffseg.Attention;
import io.github.diffseg.AttentionSettings;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.device.DeviceChoice;
import io.github.diffseg.library.Catalogue;
import io.github.diffseg.library.CatalogueModel;
import io.github.diffseg.library.MeasuredTime;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelDescription;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.DurationText;
import io.github.diffseg.progress.Progress;
import java.util.Optional;
import net.imglib2.img.Img;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;

/**
 * How long a model will take for an image here: the embedded model is measured, and the others take
 * as many times as long as the catalogue says. That is a rough estimate, and is shown as one.
 */
final class ImageTime {

    private static final String UNKNOWN = "";
    private static final int SIDE = 512;
    private static final double NANOS = 1e9;

    private ImageTime() {}

    /**
     * Times one pass of the embedded model over an image of its working size, after one that warms
     * up.
     *
     * @param progress told how far it is; may cancel
     * @return how long it took
     * @throws io.github.diffseg.failure.UserException if the engine does not start
     */
    static MeasuredTime measure(Progress progress) {
        TorchEngine.start(progress);
        ComputeDevice device = DeviceChoice.of("auto");
        ModelFolder folder = EmbeddedModel.folder();
        AttentionSettings settings =
                SettingsRequest.ALL_RECOMMENDED.resolve(folder.recommendation()).attention();
        Img<ARGBType> image = ArrayImgs.argbs(SIDE, SIDE);
        int pixel = 0;
        for (ARGBType value : image) {
            value.set(ARGBType.rgba(pixel % SIDE / 2, pixel / SIDE / 2, (pixel++ / 31) % 256, 255));
        }
        try (DiffSeg diffSeg = DiffSeg.open(folder, device, progress)) {
            diffSeg.attend(image, settings, progress).close();
            long begin = System.nanoTime();
            try (Attention attention = diffSeg.attend(image, settings, progress)) {
                return new MeasuredTime((System.nanoTime() - begin) / NANOS, device.toString());
            }
        }
    }

    static String of(CatalogueModel model, Optional<MeasuredTime> measured) {
        return text(Optional.of(model.timesAsLongAsEmbedded()), measured);
    }

    static String of(ModelDescription model, Optional<MeasuredTime> measured) {
        if (model.place().name().equals(ModelPlace.EMBEDDED)) {
            return text(Optional.of(1.0), measured);
        }
        return text(
                Catalogue.models().stream()
                        .filter(known -> known.isAt(model.place()))
                        .findFirst()
                        .or(
                                () ->
                                        Catalogue.models().stream()
                                                .filter(k -> k.family().equals(model.family()))
                                                .findFirst())
                        .map(CatalogueModel::timesAsLongAsEmbedded),
                measured);
    }

    private static String text(Optional<Double> times, Optional<MeasuredTime> measured) {
        return times.isEmpty() || measured.isEmpty()
                ? UNKNOWN
                : "about " + DurationText.of(times.get() * measured.get().seconds());
    }
}
