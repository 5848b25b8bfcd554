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
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.measure.ResultsTable;
import ij.plugin.filter.Analyzer;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.output.LabelOverlays;
import io.github.diffseg.output.RoiImages;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.output.SegmentTable;
import java.util.List;
import java.util.Optional;

/**
 * Puts a result where ImageJ users and their macros look for it. All of it is made before any of it
 * is shown, so that a failure leaves nothing behind.
 */
final class ResultDelivery {

    private final boolean headless = !RoiManagers.available();
    private final ImagePlus input;
    private final Outputs outputs;
    private final ImagePlus labels;
    private final List<Roi> rois;
    private final ImagePlus confidenceMap;
    private final Optional<ImagePlus> classes;
    private final ResultsTable table;

    ResultDelivery(ImageResult segmented, Outputs outputs) {
        this.input = segmented.input();
        this.outputs = outputs;
        this.labels = segmented.labelImage();
        FreeTitles.assignTo(labels);
        this.rois = outputs.rois() || outputs.overlay() ? segmented.rois() : List.of();
        this.confidenceMap = outputs.confidenceMap() ? segmented.confidenceImage() : null;
        if (confidenceMap != null) {
            FreeTitles.assignTo(confidenceMap);
        }
        this.classes = segmented.classImage();
        classes.ifPresent(FreeTitles::assignTo);
        this.table = outputs.table() ? segmented.table() : null;
    }

    ImagePlus labelImage() {
        return labels;
    }

    /** Shows all that was chosen. */
    void show() {
        if (outputs.rois() && !headless) {
            RoiImages.name(rois);
            RoiManagers.add(rois);
        }
        if (outputs.overlay() || outputs.rois() && headless) {
            showOverlay();
        }
        if (outputs.confidenceMap()) {
            show(confidenceMap);
        }
        classes.ifPresent(ResultDelivery::show);
        if (outputs.table()) {
            showTable();
        }
    }

    /** Not on an image that was cropped or scaled meanwhile, where it would lie wrongly. */
    private void showOverlay() {
        if (input.getWidth() == labels.getWidth() && input.getHeight() == labels.getHeight()) {
            LabelOverlays.show(input, rois);
        } else {
            IJ.log(
                    "DiffSeg: \""
                            + input.getTitle()
                            + "\" has another size by now, so no overlay was drawn on it");
        }
    }

    /** Without a display, macros find one table only: ImageJ's own, "Results". */
    private void showTable() {
        if (headless) {
            Analyzer.setResultsTable(table);
        } else {
            table.show(FreeTitles.ofTable(SegmentTable.title(input)));
        }
    }

    private static void show(ImagePlus image) {
        if (MacroImages.withoutWindows()) {
            Interpreter.addBatchModeImage(image);
        } else {
            image.show();
        }
    }
}
