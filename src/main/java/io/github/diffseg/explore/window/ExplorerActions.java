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

import io.github.diffseg.SegmentTree;
import io.github.diffseg.explore.Exploration;
import io.github.diffseg.explore.ExploreSession;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.progress.Progress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** What the controls and clicks do. On the event thread, but for what runs in the background. */
final class ExplorerActions implements AutoCloseable {

    private final Explorer explorer;
    private final ExplorerPanel panel;
    private final BackgroundTask background = new BackgroundTask(true);
    private boolean accepting;

    ExplorerActions(Explorer explorer, ExplorerPanel panel) {
        this.explorer = explorer;
        this.panel = panel;
    }

    /** Whether the results are being made. */
    boolean isAccepting() {
        return accepting;
    }

    /** Cancels what runs. */
    @Override
    public void close() {
        background.close();
    }

    /** Makes the controls do what they say. */
    void listen() {
        panel.onSlide(position -> step(() -> session().moveTo(position)));
        panel.crisp.addActionListener(e -> changeBorders());
        panel.paper.addActionListener(e -> changed());
        panel.palette.addActionListener(e -> explorer.refresh());
        panel.shown.addActionListener(e -> explorer.refresh());
        panel.merge.addActionListener(
                e -> step(() -> session().merge(plane().first(), plane().second())));
        panel.split.addActionListener(e -> step(() -> session().split(plane().first())));
        panel.delete.addActionListener(e -> step(() -> session().delete(plane().first())));
        panel.undo.addActionListener(e -> step(() -> session().undo()));
        panel.redo.addActionListener(e -> step(() -> session().redo()));
        panel.again.addActionListener(e -> exploreAgain());
        panel.accept.addActionListener(e -> accept());
        panel.cancel.addActionListener(e -> explorer.close());
    }

    private ExploredPlane plane() {
        return explorer.plane();
    }

    private ExploreSession session() {
        return plane().session();
    }

    private void step(Runnable change) {
        change.run();
        explorer.tellSelection();
        changed();
    }

    void clicked(int x, int y, boolean second) {
        plane().click(x, y, second);
        explorer.tellSelection();
        explorer.refresh();
    }

    void selectNext(boolean second) {
        plane().selectNext(second);
        explorer.tellSelection();
        explorer.refresh();
    }

    /** After another granularity or correction: the paper's merging has to be done anew. */
    private void changed() {
        plane().setPaperLabels(null);
        if (panel.paper.isSelected()) {
            double threshold = session().exploration().granularity();
            boolean crisp = panel.crisp.isSelected();
            ExploreSource source = plane().source();
            inBackground(
                    progress -> source.asInThePaper(threshold, crisp, progress),
                    labels -> {
                        plane().setPaperLabels(labels);
                        explorer.refresh();
                    },
                    late -> {});
        }
        explorer.refresh();
    }

    private void changeBorders() {
        boolean crisp = panel.crisp.isSelected();
        panel.message.setText(crisp ? "Moving borders to edges…" : " ");
        ExploreSource source = plane().source();
        inBackground(
                progress -> source.tree(crisp, progress),
                tree -> {
                    session().changeBorders(tree);
                    explorer.tellSelection();
                    changed();
                },
                late -> {});
    }

    private record Next(ExploreSource source, SegmentTree tree) {}

    private void exploreAgain() {
        panel.message.setText("Looking at the image…");
        boolean crisp = panel.crisp.isSelected();
        inBackground(
                progress -> {
                    ExploreSource next = explorer.look(progress);
                    try {
                        return new Next(next, next.tree(crisp, progress));
                    } catch (RuntimeException | Error e) {
                        next.close();
                        throw e;
                    }
                },
                next -> {
                    explorer.replace(next.source(), next.tree());
                    changed();
                },
                late -> late.source().close());
    }

    private void accept() {
        Exploration exploration = session().exploration();
        boolean crisp = panel.crisp.isSelected();
        boolean paper = panel.paper.isSelected();
        ExploreSource source = plane().source();
        inBackground(
                progress -> {
                    if (!source.isUnchanged()) {
                        return Optional.<SegmentedImage>empty();
                    }
                    return Optional.of(
                            paper
                                    ? source.paperResult(exploration.granularity(), crisp, progress)
                                    : source.result(exploration, crisp, progress));
                },
                result -> {
                    accepting = false;
                    result.ifPresentOrElse(explorer::hand, explorer::pixelsDiffer);
                },
                late -> {});
        accepting = true;
        explorer.refresh();
    }

    private <T> void inBackground(
            Function<Progress, T> work, Consumer<T> then, Consumer<T> discard) {
        // A task that accepted is cancelled by another one
        accepting = false;
        background.start(
                work,
                then,
                discard,
                failure -> {
                    accepting = false;
                    explorer.tellSelection();
                    explorer.refresh();
                    explorer.report(failure);
                });
    }
}
