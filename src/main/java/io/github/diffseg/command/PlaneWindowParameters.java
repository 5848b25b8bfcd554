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
import ij.plugin.frame.Recorder;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.model.ModelChoice;
import org.scijava.plugin.Parameter;

/**
 * What commands ask for that open a window beside an image: the image, the model, and what comes
 * out in the end.
 */
abstract class PlaneWindowParameters extends ModelCommand {

    @Parameter(label = "Image", description = ParameterTexts.EXPLORED_IMAGE)
    private ImagePlus imp;

    @Parameter(label = "Model", persist = false, description = ParameterTexts.MODEL)
    private String model = ModelChoice.EMBEDDED;

    @Parameter(label = "Show label image", persist = false, description = ParameterTexts.LABELS)
    private boolean show_labels = true;

    @Parameter(
            label = "Add ROIs to ROI Manager",
            persist = false,
            description = ParameterTexts.ROIS)
    private boolean add_rois = true;

    @Parameter(label = "Show table", persist = false, description = ParameterTexts.TABLE)
    private boolean show_table;

    @Parameter(label = "Draw overlay", persist = false, description = ParameterTexts.OVERLAY)
    private boolean draw_overlay;

    @Parameter(
            label = "Show confidence map",
            persist = false,
            description = ParameterTexts.CONFIDENCE)
    private boolean confidence_map;

    private volatile ImageWatch watch;

    @Override
    boolean isUnwanted() {
        return isCanceled() || watch.isClosed();
    }

    @Override
    public void run() {
        if (Recorder.record) {
            // ImageJ's menu would record the call, without parameters
            Recorder.setCommand(null);
        }
        try (ImageWatch opened = new ImageWatch(image())) {
            watch = opened;
            super.run();
        }
    }

    /** {@return the image} */
    final ImagePlus image() {
        return imp;
    }

    /** {@return the parameter of that name} */
    final String model() {
        return model;
    }

    /** {@return what comes out in the end} */
    final Outputs outputs() {
        return new Outputs(show_labels, add_rois, show_table, draw_overlay, confidence_map, "", "");
    }
}
