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

package io.github.diffseg.output;

import ij.gui.Roi;
import ij.plugin.frame.RoiManager;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.concurrent.CancellationException;

/** Hands ROIs to ImageJ's ROI Manager, which needs a display. */
public final class RoiManagers {

    private RoiManagers() {}

    /** {@return whether this process can have a ROI Manager} */
    public static boolean available() {
        return !GraphicsEnvironment.isHeadless();
    }

    /**
     * Appends ROIs to those in the ROI Manager, opening it if need be. What is there stays, the
     * displayed slice and the selection stay, and the list is drawn once. A Show All that is
     * already on takes them in when it is next drawn: drawing it now would delete the selection.
     *
     * @throws IllegalStateException if this process has no display
     */
    public static void add(List<Roi> rois) {
        if (!available()) {
            throw new IllegalStateException(
                    "The ROI Manager needs a display; without one, write the ROIs to a RoiSet.zip");
        }
        RoiManager open = RoiManager.getInstance2();
        RoiManager manager = open != null ? open : RoiManager.getRoiManager();
        onEventThread(() -> append(manager, rois));
    }

    /** {@return the ROIs in the ROI Manager, in its order; none if it is not open} */
    public static List<Roi> rois() {
        RoiManager open = available() ? RoiManager.getInstance2() : null;
        return open == null ? List.of() : List.of(open.getRoisAsArray());
    }

    private static void append(RoiManager manager, List<Roi> rois) {
        for (Roi roi : rois) {
            // With -1 the name and the position stay as they are, and nothing is drawn
            manager.add(roi, -1);
        }
        manager.repaint();
    }

    /** The manager's list belongs to the event thread. */
    private static void onEventThread(Runnable task) {
        if (EventQueue.isDispatchThread()) {
            task.run();
            return;
        }
        try {
            EventQueue.invokeAndWait(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted while adding ROIs to the ROI Manager");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(
                    "The ROI Manager did not take the ROIs: " + e.getCause().getMessage(),
                    e.getCause());
        }
    }
}
