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

import ij.ImagePlus;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.SessionAttention;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.WandPlane;
import java.awt.Rectangle;
import org.scijava.plugin.Parameter;

/** What the wand asks for, with a mouse or without. */
abstract class WandParameters extends CutCommand {

    @Parameter private SessionAttention sessionAttention;

    @Parameter(label = "Model", persist = false, description = ParameterTexts.MODEL)
    private String model = ModelChoice.EMBEDDED;

    @Parameter(
            label = "Connected part only",
            persist = false,
            description = ParameterTexts.CONNECTED_PART)
    private boolean connected_part = true;

    /** {@return the parameter of that name} */
    final boolean connectedPartOnly() {
        return connected_part;
    }

    /** Which part of an image to look at, where its window shows that. */
    final SeenPart part(ImagePlus image, Rectangle view, Progress progress) {
        SettingsRequest request = settings();
        int workingSize =
                withModel(
                        model,
                        progress,
                        (diffSeg, opening) ->
                                request.resolve(diffSeg.storedModel().recommendation())
                                        .attention()
                                        .workingSize());
        return SeenPart.of(image.getWidth(), image.getHeight(), view, workingSize);
    }

    /** Looks at a plane, with the model and the attention of the session. */
    final WandPlane lookAt(DisplayedPlane plane, Progress progress) {
        SettingsRequest request = settings();
        return withModel(
                model,
                progress,
                (diffSeg, opening) -> {
                    PlaneSegmenter segmenter =
                            new PlaneSegmenter(diffSeg, model, opening, sessionAttention.cache());
                    return WandPlane.look(segmenter, plane, segmenter.settings(request), progress);
                });
    }
}
