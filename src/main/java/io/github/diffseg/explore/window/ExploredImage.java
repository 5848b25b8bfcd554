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

import ij.IJ;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.Layer;
import java.awt.Rectangle;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseListener;

/**
 * The image that is explored: something is laid over it, and clicks on it mean segments. The user's
 * own overlay stays; {@link #close()} gives everything back.
 */
final class ExploredImage implements AutoCloseable {

    /** What is told of a click. */
    interface Clicks {

        /**
         * A pixel was clicked.
         *
         * @param x column of the image
         * @param y row of the image
         * @param second whether shift was held
         */
        void clicked(int x, int y, boolean second);
    }

    private final Rectangle bounds;
    private final ImageLayer layer;
    private final ImageCanvas canvas;
    private final MouseListener[] ownListeners;
    private final MouseListener listener;

    /**
     * Takes the image's clicks and makes room for a layer over it.
     *
     * @param source what is explored of the image
     */
    ExploredImage(ExploreSource source, Clicks clicks) {
        bounds = source.plane().bounds();
        layer = new ImageLayer(source.image(), source.plane().position(), bounds);
        canvas = source.image().getCanvas();
        ownListeners = canvas.getMouseListeners();
        listener = new Listener(clicks);
        // The canvas would start or remove a selection with the same click
        for (MouseListener own : ownListeners) {
            canvas.removeMouseListener(own);
        }
        canvas.addMouseListener(listener);
    }

    /** Lays something over the explored part, in place of what was there before. */
    void show(Layer shown) {
        layer.show(shown);
    }

    @Override
    public void close() {
        canvas.removeMouseListener(listener);
        for (MouseListener own : ownListeners) {
            canvas.addMouseListener(own);
        }
        layer.close();
    }

    private final class Listener extends MouseAdapter {

        private final Clicks clicks;

        Listener(Clicks clicks) {
            this.clicks = clicks;
        }

        @Override
        public void mousePressed(MouseEvent e) {
            if (belongsToImageJ(e)) {
                canvas.mousePressed(e);
                return;
            }
            int x = canvas.offScreenX(e.getX()) - bounds.x;
            int y = canvas.offScreenY(e.getY()) - bounds.y;
            if (x >= 0 && y >= 0 && x < bounds.width && y < bounds.height) {
                clicks.clicked(x, y, e.isShiftDown());
            }
        }

        @Override
        public void mouseReleased(MouseEvent e) {
            if (belongsToImageJ(e)) {
                canvas.mouseReleased(e);
            }
        }

        @Override
        public void mouseExited(MouseEvent e) {
            canvas.mouseExited(e);
        }

        @Override
        public void mouseEntered(MouseEvent e) {
            canvas.mouseEntered(e);
        }

        private boolean belongsToImageJ(MouseEvent e) {
            int tool = Toolbar.getToolId();
            return IJ.spaceBarDown()
                    || e.getButton() != MouseEvent.BUTTON1
                    || tool == Toolbar.HAND
                    || tool == Toolbar.MAGNIFIER;
        }
    }
}
