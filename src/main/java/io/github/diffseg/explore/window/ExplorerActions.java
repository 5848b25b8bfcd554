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

import io.github.diffseg.explore.ExploreSession;
import javax.swing.JOptionPane;

/** What the controls and clicks do. On the event thread. */
final class ExplorerActions {

    private final ExplorerContext explorer;
    private final ExplorerPanel panel;
    private final ExplorerPreviews previews;
    private final ExplorerRuns runs;
    private final Runnable end;

    /**
     * Connects nothing yet; {@link #listen} does.
     *
     * @param explorer what is explored now
     * @param panel of the controls
     * @param previews that controls change
     * @param runs that controls start
     * @param end ends the explorer without a result
     */
    ExplorerActions(
            ExplorerContext explorer,
            ExplorerPanel panel,
            ExplorerPreviews previews,
            ExplorerRuns runs,
            Runnable end) {
        this.explorer = explorer;
        this.panel = panel;
        this.previews = previews;
        this.runs = runs;
        this.end = end;
    }

    /** Makes the controls do what they say. */
    void listen() {
        panel.onSlide(position -> step(() -> session().moveTo(position)));
        panel.crisp.addActionListener(e -> previews.changeBorders());
        panel.paper.addActionListener(e -> previews.merge());
        panel.palette.addActionListener(e -> explorer.refresh());
        panel.shown.addActionListener(e -> explorer.refresh());
        panel.merge.addActionListener(
                e -> step(() -> session().merge(plane().first(), plane().second())));
        panel.split.addActionListener(e -> step(() -> session().split(plane().first())));
        panel.delete.addActionListener(e -> step(() -> session().delete(plane().first())));
        panel.undo.addActionListener(e -> step(() -> session().undo()));
        panel.redo.addActionListener(e -> step(() -> session().redo()));
        panel.again.addActionListener(e -> exploreAgain());
        panel.accept.addActionListener(e -> runs.accept());
        panel.acceptAll.addActionListener(e -> runs.acceptAll());
        panel.cancel.addActionListener(e -> cancel());
    }

    void clicked(int x, int y, boolean second) {
        plane().click(x, y, second);
        explorer.refresh();
    }

    void selectNext(boolean second) {
        plane().selectNext(second);
        explorer.refresh();
    }

    private ExploredPlane plane() {
        return explorer.plane();
    }

    private ExploreSession session() {
        return plane().session();
    }

    private void step(Runnable change) {
        change.run();
        previews.merge();
    }

    /** What was corrected on another plane is kept for when the user comes back. */
    private void exploreAgain() {
        if (!plane().source().isShown()
                || session().exploration().corrections().isEmpty()
                || confirmsLoss()) {
            runs.exploreAgain();
        }
    }

    /** Explores the plane to which the user has moved, unless results are being made. */
    void follow() {
        if (panel.follow.isSelected() && !plane().source().isShown() && !runs.isAccepting()) {
            runs.exploreAgain();
        }
    }

    /** Whether the user gives up the corrections, which fit only what was explored. */
    private boolean confirmsLoss() {
        return JOptionPane.showConfirmDialog(
                        panel,
                        "The corrections belong to what was explored; exploring again forgets them.",
                        "DiffSeg Explore",
                        JOptionPane.OK_CANCEL_OPTION)
                == JOptionPane.OK_OPTION;
    }

    /** Stops what the user waits for, or else ends. */
    private void cancel() {
        if (runs.isRunning()) {
            runs.close();
            explorer.refresh();
        } else {
            end.run();
        }
    }
}
