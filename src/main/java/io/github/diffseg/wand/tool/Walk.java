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

package io.github.diffseg.wand.tool;

import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.wand.SelectionMode;
import io.github.diffseg.wand.Touch;
import io.github.diffseg.wand.WandLine;
import io.github.diffseg.wand.WandPlane;
import java.awt.event.MouseWheelEvent;
import java.awt.event.MouseWheelListener;

/**
 * The walk from part to whole at one touched place, as the image's selection. It lasts until the
 * selection is another one, by whomever, or the image shows another plane. On the event thread.
 */
final class Walk implements AutoCloseable {

    private final ImagePlus image;
    private final ImageCanvas canvas;
    private final PlanePosition planePosition;
    private final WandPlane plane;
    private final Touch touch;
    private final SelectionMode mode;
    private final Roi before;
    private final MouseWheelListener wheel = this::turned;
    private final Runnable moved;

    private int position;
    private Roi shown;

    /**
     * @param moved told after each step
     */
    Walk(
            ImagePlus image,
            KnownPlanes.Seen seen,
            Touch touch,
            SelectionMode asked,
            double granularity,
            Runnable moved) {
        this.image = image;
        this.touch = touch;
        this.moved = moved;
        plane = seen.plane();
        planePosition = seen.position();
        canvas = image.getCanvas();
        Roi selection = image.getRoi();
        boolean area = selection != null && selection.isArea();
        // As in ImageJ's own tools, where nothing is selected keys mean nothing
        mode = area ? asked : SelectionMode.REPLACE;
        before = area ? (Roi) selection.clone() : null;
        // For Edit > Selection > Restore Selection
        image.saveRoi();
        canvas.addMouseWheelListener(wheel);
        position = touch.positionOf(granularity);
        show();
    }

    ImagePlus image() {
        return image;
    }

    WandPlane plane() {
        return plane;
    }

    double granularity() {
        return touch.granularity(position);
    }

    int position() {
        return position;
    }

    /** Where it is, in words. */
    String describe() {
        return (position + 1)
                + " of "
                + touch.count()
                + ", part to whole; granularity "
                + granularity();
    }

    /** The macro line that makes the selection of the one that was there before. */
    String line() {
        return WandLine.of(image.getTitle(), plane, touch, position, mode);
    }

    /** Whether the selection is still the one that was shown. */
    boolean lasts() {
        return image.getRoi() == shown && planePosition.equals(PlanePosition.of(image));
    }

    /** Goes to another segment at this place, as far as there are any. */
    void to(int wanted) {
        int next = Math.max(0, Math.min(touch.count() - 1, wanted));
        if (next != position && lasts()) {
            position = next;
            show();
            moved.run();
        }
    }

    private void show() {
        Roi selection = mode.combine(before, touch.outline(position));
        if (selection == null) {
            image.deleteRoi();
        } else {
            image.setRoi(selection);
        }
        shown = image.getRoi();
    }

    private void turned(MouseWheelEvent e) {
        if (lasts() && !e.isControlDown() && !e.isMetaDown()) {
            to(position - e.getWheelRotation());
            e.consume();
        } else {
            // It would have been the window's, had nobody listened here
            image.getWindow().mouseWheelMoved(e);
        }
    }

    @Override
    public void close() {
        canvas.removeMouseWheelListener(wheel);
    }
}
