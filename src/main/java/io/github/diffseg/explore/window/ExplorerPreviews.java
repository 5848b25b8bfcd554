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

import io.github.diffseg.explore.ExploreSource;
import java.util.function.Consumer;

/**
 * What is seen of crisp borders and of the paper's merging. Both take a moment, each on its own:
 * the controls say what will be seen, and nothing but the same control, or an end, calls it off. On
 * the event thread, but for the work.
 */
final class ExplorerPreviews implements AutoCloseable {

    private final ExplorerContext explorer;
    private final ExplorerPanel panel;
    private final BackgroundTask borders = new BackgroundTask(true);
    private final BackgroundTask merging = new BackgroundTask(true);

    ExplorerPreviews(ExplorerContext explorer, ExplorerPanel panel) {
        this.explorer = explorer;
        this.panel = panel;
    }

    /** Whether borders are being moved. */
    boolean isMovingBorders() {
        return borders.isRunning();
    }

    /** Whether the paper's segments of this threshold are not known yet. */
    boolean isMerging() {
        return merging.isRunning();
    }

    /** Shows crisp or soft borders, as chosen. */
    void changeBorders() {
        boolean crisp = panel.crisp.isSelected();
        ExploredPlane plane = explorer.plane();
        ExploreSource source = plane.source();
        borders.start(
                progress -> source.hierarchy(crisp, progress),
                tree -> {
                    plane.session().changeBorders(tree);
                    panel.setSteps(plane.session().steps().count(), plane.marks());
                    explorer.refresh();
                },
                late -> {},
                failed(
                        failure -> {
                            panel.crisp.setSelected(!crisp);
                            merge();
                        }));
        merge();
    }

    /**
     * Merges as in the paper, if chosen, at the granularity and with the borders that are chosen.
     */
    void merge() {
        ExploredPlane plane = explorer.plane();
        if (!panel.paper.isSelected()) {
            merging.close();
            plane.setPaperLabels(null);
            explorer.refresh();
            return;
        }
        double threshold = plane.session().exploration().granularity();
        boolean crisp = panel.crisp.isSelected();
        ExploreSource source = plane.source();
        merging.start(
                progress -> source.asInThePaper(threshold, crisp, progress),
                labels -> {
                    plane.setPaperLabels(labels);
                    explorer.refresh();
                },
                late -> {},
                failed(
                        failure -> {
                            panel.paper.setSelected(false);
                            plane.setPaperLabels(null);
                        }));
        explorer.refresh();
    }

    /** Calls off what runs. */
    @Override
    public void close() {
        borders.close();
        merging.close();
    }

    private Consumer<Throwable> failed(Consumer<Throwable> undo) {
        return failure -> {
            undo.accept(failure);
            explorer.refresh();
            explorer.report(failure);
        };
    }
}
