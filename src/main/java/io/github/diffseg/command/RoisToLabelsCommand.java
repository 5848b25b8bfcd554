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
import ij.gui.Overlay;
import ij.gui.Roi;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.LabelImages;
import io.github.diffseg.output.RoiLabels;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.output.RoiPlanes;
import io.github.diffseg.output.RoiSets;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.scijava.ItemIO;
import org.scijava.ItemVisibility;
import org.scijava.command.Command;
import org.scijava.command.ContextCommand;
import org.scijava.log.LogService;
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
public final class RoisToLabelsCommand extends ContextCommand {

    /** The command's name in menus and macros. */
    public static final String NAME = "DiffSeg ROIs to Labels...";

    @Parameter private LogService log;

    @Parameter(visibility = ItemVisibility.MESSAGE, persist = false, required = false)
    private String subject = "";

    @Parameter(
            label = "Image",
            description = "The labels get its size and its calibration; it is not changed.")
    private ImagePlus imp;

    @Parameter(
            label = "ROI file (empty: ROI Manager)",
            required = false,
            autoFill = false,
            persist = false,
            style = FileWidget.OPEN_STYLE,
            description =
                    "A RoiSet.zip or .roi. Empty: the ROIs in the ROI Manager, else those of the"
                            + " image's overlay.")
    private File roi_set;

    @Parameter(type = ItemIO.OUTPUT, label = "Label image")
    private ImagePlus label_image;

    @Override
    public void run() {
        try {
            List<Roi> rois =
                    rois().stream()
                            .filter(roi -> RoiPlanes.isOnCurrent(roi, imp))
                            .filter(roi -> !RoiLabels.isAnnotation(roi))
                            .toList();
            if (rois.isEmpty()) {
                throw new UserException(
                        "There is no ROI for the current plane of \""
                                + imp.getTitle()
                                + "\"; text, pictures and scale bars do not count");
            }
            label_image = LabelImages.of(RoiLabels.of(rois, imp.getWidth(), imp.getHeight()), imp);
            FreeTitles.assignTo(label_image);
            MacroImages.makeCurrent(label_image);
        } catch (IOException e) {
            new CommandFailure(this, log).report(new UserException(e.getMessage(), e));
        } catch (RuntimeException | OutOfMemoryError e) {
            new CommandFailure(this, log).report(e);
        }
    }

    /** Whether there is somebody to be asked. */
    private boolean asks() {
        return Dialogs.hasWindows(getContext()) && !IJ.isMacro();
    }

    private List<Roi> rois() throws IOException {
        if (roi_set != null && !roi_set.getPath().isBlank()) {
            // Whoever names a file means its ROIs, whatever its image is called by now
            return RoiSets.read(Parameters.path("roi_set", roi_set.getPath()));
        }
        List<Roi> managed = RoiManagers.rois();
        if (!managed.isEmpty()) {
            return OtherImagesRois.settle(managed, imp, asks());
        }
        Overlay overlay = imp.getOverlay();
        if (overlay == null) {
            throw new UserException(
                    "There are no ROIs: neither in the ROI Manager nor on the image; add some, or"
                            + " give the path of a RoiSet.zip as roi_set");
        }
        return OtherImagesRois.settle(List.of(overlay.toArray()), imp, asks());
    }
}
