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

import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import javax.swing.JFrame;

/** The window of the controls, beside the image's. */
final class ExplorerWindow {

    private static final int GAP = 8;

    private final JFrame frame;

    /**
     * @param title of the image
     * @param controls in it
     * @param closing told when the user closes the window, which stays until {@link #dispose}
     */
    ExplorerWindow(String title, ExplorerPanel controls, Runnable closing) {
        frame = new JFrame("DiffSeg Explore: " + title);
        frame.setName("DiffSeg Explore");
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(
                new WindowAdapter() {
                    @Override
                    public void windowClosing(WindowEvent e) {
                        closing.run();
                    }
                });
        frame.setContentPane(controls);
        // For its look; the key is dispatched for both windows
        frame.getRootPane().setDefaultButton(controls.accept);
    }

    JFrame frame() {
        return frame;
    }

    /** Shows it to the right of the image's window, or below where there is no room. */
    void showBeside(Window image) {
        frame.pack();
        Rectangle screen = image.getGraphicsConfiguration().getBounds();
        int right = image.getX() + image.getWidth() + GAP;
        boolean fits = right + frame.getWidth() <= screen.x + screen.width;
        int below = image.getY() + image.getHeight() + GAP;
        int lowest = screen.y + screen.height - frame.getHeight();
        frame.setLocation(
                fits ? right : Math.max(screen.x, screen.x + screen.width - frame.getWidth()),
                fits ? image.getY() : Math.max(screen.y, Math.min(below, lowest)));
        frame.setVisible(true);
    }

    void dispose() {
        frame.dispose();
    }
}
