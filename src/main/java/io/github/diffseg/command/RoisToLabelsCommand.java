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
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.command.dialog.Dialogs;
import io.github.diffseg.command.dialog.HasDialog;
import io.github.diffseg.output.LabelImages;
import io.github.diffseg.output.RoiLabels;
import io.github.diffseg.output.RoiSets;
import io.github.diffseg.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.FileWidget;

/**
 * Plugins › DiffSeg › DiffSeg ROIs to Labels...: makes a label image of ROIs, such as those of
 * DiffSeg Segment after they have been edited. ROIs of other planes of a stack are left out.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = RoisToLabelsCommand.NAME, weight = 4)
        })
public final class RoisToLabelsCommand extends FramedCommand implements HasDialog {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg ROIs to Labels...";

    @Parameter(label = "Image", description = ParameterTexts.LABELLED_IMAGE)
    private ImagePlus imp;

    @Parameter(
            label = "ROI file (empty: ROI Manager)",
            required = false,
            autoFill = false,
            persist = false,
            style = FileWidget.OPEN_STYLE,
            description = ParameterTexts.ROI_FILE)
    private File roi_set;

    @Parameter(type = ItemIO.OUTPUT, label = "Label image")
    private ImagePlus label_image;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.ROIS_TO_LABELS;
    }

    @Override
    String work(Progress progress) throws IOException {
        List<Roi> rois = ChosenRois.onCurrentPlane(rois(), imp);
        label_image = LabelImages.of(RoiLabels.of(rois, imp.getWidth(), imp.getHeight()), imp);
        FreeTitles.assignTo(label_image);
        MacroImages.makeCurrent(label_image);
        return rois.size() + " ROIs are labels";
    }

    private List<Roi> rois() throws IOException {
        if (roi_set != null && !roi_set.getPath().isBlank()) {
            // Whoever names a file means its ROIs, whatever its image is called by now
            return RoiSets.read(Parameters.path("roi_set", roi_set.getPath()));
        }
        boolean asks = Dialogs.hasWindows(getContext()) && !IJ.isMacro();
        return ChosenRois.ofManagerOrOverlay(imp, asks);
    }
}
