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

import ij.IJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.macro.Interpreter;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.output.LabelOverlays;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.output.SegmentTable;

/** Puts a result where ImageJ users and their macros look for it. */
final class ResultDelivery {

    private final SegmentedImage segmented;

    ResultDelivery(SegmentedImage segmented) {
        this.segmented = segmented;
    }

    /**
     * @return the label image, for the command's output; a macro that runs without windows finds it
     *     as the current image
     */
    ImagePlus labelImage() {
        ImagePlus labels = segmented.labelImage();
        if (Interpreter.isBatchMode() || !RoiManagers.available() && IJ.isMacro()) {
            Interpreter.addBatchModeImage(labels);
            WindowManager.setTempCurrentImage(labels);
        }
        return labels;
    }

    /** As a window; without windows, among the images of the macro. */
    void showConfidenceMap() {
        ImagePlus map = segmented.confidenceImage();
        if (Interpreter.isBatchMode() || !RoiManagers.available()) {
            Interpreter.addBatchModeImage(map);
        } else {
            map.show();
        }
    }

    /** To the ROI Manager, or without a display to the overlay of the input. */
    void addRois() {
        if (RoiManagers.available()) {
            RoiManagers.add(segmented.rois());
        } else {
            drawOverlay();
        }
    }

    void showTable() {
        if (RoiManagers.available()) {
            segmented.table().show(SegmentTable.TITLE);
        }
    }

    void drawOverlay() {
        LabelOverlays.show(segmented.input(), segmented.rois());
    }
}
