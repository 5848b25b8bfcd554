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

import java.awt.Dimension;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JFrame;
import javax.swing.JPanel;

/** A window of controls, beside an image's. */
public final class ControlsWindow {

    private static final int GAP = 8;

    private final JFrame frame;
    private final WindowAdapter raising = new Raising();
    private Window image;

    /**
     * Makes the window; {@link #showBeside} shows it.
     *
     * @param name of the window, for tests
     * @param title of the window
     * @param controls in it
     * @param closing told when the user closes the window, which stays until {@link #dispose}
     */
    public ControlsWindow(String name, String title, JPanel controls, Runnable closing) {
        frame = new JFrame(title);
        frame.setName(name);
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(
                new WindowAdapter() {
                    @Override
                    public void windowClosing(WindowEvent e) {
                        closing.run();
                    }
                });
        frame.setContentPane(controls);
    }

    /** {@return the window itself} */
    public JFrame frame() {
        return frame;
    }

    /**
     * Shows it at that side of the image's window where there is room: right, left, below or above;
     * else at the screen's right edge. It stays above the image, and keeps all its buttons however
     * small it is made.
     *
     * @param image the window of the image
     */
    public void showBeside(Window image) {
        frame.pack();
        frame.setMinimumSize(frame.getSize());
        frame.setLocation(
                beside(
                        image.getBounds(),
                        frame.getSize(),
                        image.getGraphicsConfiguration().getBounds()));
        frame.setVisible(true);
        this.image = image;
        image.addWindowListener(raising);
    }

    /**
     * {@return where to place it, on the screen}
     *
     * @param image bounds of its window
     * @param size of the window to place
     * @param screen its bounds
     */
    static Point beside(Rectangle image, Dimension size, Rectangle screen) {
        int lowestX = Math.max(screen.x, screen.x + screen.width - size.width);
        int lowestY = Math.max(screen.y, screen.y + screen.height - size.height);
        int x = Math.max(screen.x, Math.min(image.x, lowestX));
        int y = Math.max(screen.y, Math.min(image.y, lowestY));
        Point[] sides = {
            new Point(image.x + image.width + GAP, y),
            new Point(image.x - GAP - size.width, y),
            new Point(x, image.y + image.height + GAP),
            new Point(x, image.y - GAP - size.height),
        };
        for (Point side : sides) {
            if (screen.contains(new Rectangle(side, size))) {
                return side;
            }
        }
        return new Point(lowestX, lowestY);
    }

    /** Brings it to the front, with the focus. */
    public void toFront() {
        frame.setState(Frame.NORMAL);
        frame.setAutoRequestFocus(true);
        frame.toFront();
    }

    /** Closes it for good. */
    public void dispose() {
        if (image != null) {
            image.removeWindowListener(raising);
        }
        frame.dispose();
    }

    /** A click in the image must not hide the controls. */
    private final class Raising extends WindowAdapter {

        @Override
        public void windowActivated(WindowEvent e) {
            // The image keeps the focus
            frame.setAutoRequestFocus(false);
            frame.toFront();
        }
    }
}
