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

package io.github.diffseg.explore.window;

import ij.ImagePlus;
import ij.gui.Overlay;
import io.github.diffseg.explore.Layer;
import io.github.diffseg.imagej.plane.PlanePosition;
import java.awt.Rectangle;
import java.util.Arrays;

/**
 * Something that is laid over a plane of an image. The user's own overlay stays; {@link #close()}
 * gives everything back.
 */
public final class ImageLayer implements AutoCloseable {

    private final ImagePlus image;
    private final LayerRoi roi;

    /** The user's own overlay where it was hidden; it stays so while ours is seen. */
    private final Overlay hidden;

    /**
     * Makes room for a layer; nothing is seen yet.
     *
     * @param image that it is laid over, in a window
     * @param position of the plane
     * @param bounds the part of the plane that it covers
     */
    public ImageLayer(ImagePlus image, PlanePosition position, Rectangle bounds) {
        this.image = image;
        roi = new LayerRoi(bounds);
        position.assignTo(roi);
        hidden = image.getHideOverlay() ? image.getOverlay() : null;
        if (hidden != null) {
            image.setOverlay(new Overlay());
        }
    }

    /**
     * Lays something over the plane, in place of what was there before.
     *
     * @param layer of the size of the bounds
     */
    public void show(Layer layer) {
        roi.setLayer(layer);
        Overlay overlay = image.getOverlay();
        if (overlay == null) {
            image.setOverlay(new Overlay(roi));
            return;
        }
        // Its own search would take any selection of the same bounds for ours
        if (Arrays.stream(overlay.toArray()).noneMatch(other -> other == roi)) {
            overlay.add(roi);
        }
        repaint();
    }

    @Override
    public void close() {
        Overlay overlay = image.getOverlay();
        if (overlay != null) {
            for (int i = overlay.size() - 1; i >= 0; i--) {
                if (overlay.get(i) instanceof LayerRoi) {
                    overlay.remove(i);
                }
            }
        }
        boolean empty = overlay == null || overlay.size() == 0;
        if (hidden != null) {
            if (!empty) {
                overlay.forEach(hidden::add);
            }
            image.setOverlay(hidden);
            image.setHideOverlay(empty);
        } else if (empty) {
            image.setOverlay(null);
        }
        repaint();
    }

    /** The window may have been closed. */
    private void repaint() {
        if (image.getCanvas() != null) {
            image.getCanvas().repaint();
        }
    }
}
