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
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.MacroLine;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelChoice;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.service.SessionAttention;
import java.util.Optional;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/** Plugins › DiffSeg › DiffSeg Segment...: segments an image, or planes of a stack. */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = MacroLine.COMMAND, weight = 1)
        })
public final class SegmentCommand extends SegmentParameters {

    @Parameter private SessionAttention sessionAttention;

    @Parameter(type = ItemIO.OUTPUT, label = "Label image")
    private ImagePlus label_image;

    private ImageResult result;

    /** {@return the result after a successful run, else null} */
    public ImageResult result() {
        return result;
    }

    @Override
    public DialogRows dialog() {
        boolean plane = image() != null && image().getStackSize() == 1;
        return plane ? CommandDialogs.SEGMENT_PLANE : CommandDialogs.SEGMENT;
    }

    @Override
    String work(Progress progress) {
        SettingsRequest request = settings();
        Outputs outputs = outputs();
        Optional<GeoJsonFile> geoJson = GeoJsonFile.of(outputs.geoJson());
        Optional<NewVocabulary> vocabulary =
                NewVocabulary.of(outputs.vocabularyFile(), request.classes());
        ImageResult segmented =
                withModel(
                        model(),
                        progress,
                        (diffSeg, opening) ->
                                StackSegmenter.segment(
                                        new PlaneSegmenter(
                                                diffSeg,
                                                model(),
                                                opening,
                                                sessionAttention.cache(),
                                                outputs),
                                        image(),
                                        request,
                                        progress));
        if (ModelChoice.isEmbedded(model())) {
            log().info(EmbeddedModel.starterNotice());
        }
        ResultDelivery delivery = new ResultDelivery(segmented, outputs);
        progress.checkCancelled();
        geoJson.ifPresent(file -> file.write(segmented));
        vocabulary.ifPresent(
                file -> file.write(segmented.vocabularyClasses().orElseThrow().vocabulary()));
        delivery.show();
        if (outputs.labels()) {
            label_image = delivery.labelImage();
            MacroImages.makeCurrent(label_image);
        }
        result = segmented;
        String outcome = segmented.outcome();
        log().info("DiffSeg: " + outcome + " (" + segmented.provenance().modelWithVersion() + ")");
        return outcome;
    }
}
