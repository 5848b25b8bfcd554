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
import ij.gui.Roi;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.SelectionMode;
import io.github.diffseg.wand.Touch;
import io.github.diffseg.wand.WandLine;
import io.github.diffseg.wand.WandPlane;
import java.awt.Rectangle;
import org.scijava.command.Command;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Wand...: selects what is at a place of the current plane, as a press
 * of the wand does, without a mouse.
 */
@Plugin(
        type = Command.class,
        headless = true,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = WandLine.COMMAND, weight = 2.6)
        })
public final class WandCommand extends WandParameters {

    @Parameter(label = "Image", description = ParameterTexts.TOUCHED_IMAGE)
    private ImagePlus imp;

    @Parameter(label = "x (px)", min = "0", persist = false, description = ParameterTexts.TOUCHED_X)
    private int x;

    @Parameter(label = "y (px)", min = "0", persist = false, description = ParameterTexts.TOUCHED_Y)
    private int y;

    @Parameter(
            label = "Selection",
            choices = {"replace", "add", "subtract"},
            persist = false,
            description = ParameterTexts.SELECTION_MODE)
    private String mode = "replace";

    @Parameter(label = "Seen", persist = false, description = ParameterTexts.SEEN)
    private String seen = SeenPart.WHOLE;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.WAND;
    }

    @Override
    String work(Progress progress) {
        SelectionMode chosen = mode();
        requireWithin("x", x, imp.getWidth(), "column");
        requireWithin("y", y, imp.getHeight(), "row");
        Rectangle part = SeenPart.parse(seen, imp.getWidth(), imp.getHeight(), imp.getTitle());
        if (!part.contains(x, y)) {
            throw new UserException(
                    "x, y is "
                            + x
                            + ", "
                            + y
                            + ", which is outside of what is seen, \""
                            + seen
                            + "\"; choose a place within, or seen=whole");
        }
        WandPlane plane = lookAt(DisplayedPlane.ofPart(imp, part), progress);
        Touch touch =
                plane.touch(x, y, connectedPartOnly())
                        .orElseThrow(() -> new UserException("There is no segment at x, y"));
        int position = touch.positionOf(plane.startingGranularity());
        Roi selected = chosen.combine(imp.getRoi(), touch.outline(position));
        // Edit > Selection > Restore Selection brings the old one back
        imp.saveRoi();
        if (selected == null) {
            imp.deleteRoi();
        } else {
            imp.setRoi(selected);
        }
        return "selected with granularity " + touch.granularity(position);
    }

    private SelectionMode mode() {
        SelectionMode chosen =
                SelectionMode.of(mode)
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                "mode is \""
                                                        + mode
                                                        + "\"; it must be one of "
                                                        + SelectionMode.names()));
        Roi selection = imp.getRoi();
        if (chosen == SelectionMode.SUBTRACT && (selection == null || !selection.isArea())) {
            throw new UserException(
                    "mode is \"subtract\", but \""
                            + imp.getTitle()
                            + "\" has no selection with an area; make one first");
        }
        return chosen;
    }

    private void requireWithin(String name, int value, int size, String what) {
        if (value < 0 || value >= size) {
            throw new UserException(
                    name
                            + " is "
                            + value
                            + "; it must be a "
                            + what
                            + " of \""
                            + imp.getTitle()
                            + "\", 0 to "
                            + (size - 1));
        }
    }
}
