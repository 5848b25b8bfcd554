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

import ij.gui.ImageCanvas;
import ij.gui.Roi;
import io.github.diffseg.explore.Layer;
import io.github.diffseg.explore.View;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.stream.IntStream;

/**
 * Lays what is explored over an image. It is painted in the pixels of the screen, and only those
 * that are seen; so the time to paint depends on the window, not on the image, and lines are as
 * broad at each zoom.
 */
final class LayerRoi extends Roi {

    private static final long serialVersionUID = 1L;

    private static final String NAME = "DiffSeg explorer";
    private static final int RING = 5;
    private static final float STROKE = 2;

    private transient Layer layer;
    private transient View paintedView;
    private transient BufferedImage painted;

    LayerRoi(Rectangle bounds) {
        super(bounds);
        setName(NAME);
    }

    /** To be seen from the next time that the image is drawn. */
    void setLayer(Layer layer) {
        this.layer = layer;
        paintedView = null;
        painted = null;
    }

    @Override
    public void draw(Graphics g) {
        if (layer == null) {
            return;
        }
        Rectangle bounds = getBounds();
        int left = screenX(bounds.x);
        int top = screenY(bounds.y);
        Rectangle seen =
                new Rectangle(
                        left,
                        top,
                        screenX(bounds.x + bounds.width) - left,
                        screenY(bounds.y + bounds.height) - top);
        // None where it is drawn in the image's own pixels
        ImageCanvas canvas = ic;
        if (canvas != null) {
            seen = seen.intersection(new Rectangle(canvas.getSize()));
        }
        if (seen.isEmpty()) {
            return;
        }
        View view = view(seen, canvas, bounds);
        if (!view.equals(paintedView)) {
            painted = layer.paint(view);
            paintedView = view;
        }
        g.drawImage(painted, seen.x, seen.y, null);
        int number = 1;
        for (Point mark : layer.marks()) {
            // The middle of the pixel
            int x = (screenX(bounds.x + mark.x) + screenX(bounds.x + mark.x + 1)) / 2;
            int y = (screenY(bounds.y + mark.y) + screenY(bounds.y + mark.y + 1)) / 2;
            drawMark((Graphics2D) g.create(), x, y, number);
            number++;
        }
    }

    private static View view(Rectangle seen, ImageCanvas canvas, Rectangle bounds) {
        double zoom = canvas == null ? 1 : canvas.getMagnification();
        Rectangle source = canvas == null ? new Rectangle() : canvas.getSrcRect();
        return new View(
                pixels(seen.x, seen.width, zoom, source.x - bounds.x, bounds.width),
                pixels(seen.y, seen.height, zoom, source.y - bounds.y, bounds.height));
    }

    /** The plane's column or row at the middle of each of the screen. */
    private static int[] pixels(int from, int count, double zoom, int offset, int size) {
        return IntStream.range(from, from + count)
                .map(screen -> (int) Math.floor((screen + 0.5) / zoom) + offset)
                .map(pixel -> Math.max(0, Math.min(size - 1, pixel)))
                .toArray();
    }

    /** A ring around a pixel and a number beside it, white with a dark edge. */
    private static void drawMark(Graphics2D g, int x, int y, int number) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        Area mark = new Area(new Ellipse2D.Double(x - RING, y - RING, 2 * RING, 2 * RING));
        mark.subtract(
                new Area(
                        new Ellipse2D.Double(
                                x - RING + STROKE,
                                y - RING + STROKE,
                                2 * (RING - STROKE),
                                2 * (RING - STROKE))));
        Shape digit =
                new TextLayout(
                                Integer.toString(number),
                                new Font(Font.SANS_SERIF, Font.BOLD, 14),
                                g.getFontRenderContext())
                        .getOutline(
                                AffineTransform.getTranslateInstance(
                                        x + RING + STROKE, y - RING + STROKE));
        mark.add(new Area(digit));
        g.setColor(Color.BLACK);
        g.setStroke(new BasicStroke(2 * STROKE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(mark);
        g.setColor(Color.WHITE);
        g.fill(mark);
        g.dispose();
    }
}
