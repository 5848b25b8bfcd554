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

import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.explore.Exploration;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.Shown;
import io.github.diffseg.explore.StackExploration;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.progress.Progress;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.SwingUtilities;

/**
 * What the user waits for: exploring again, and accepting. Only one at a time; meanwhile nothing
 * can be changed, and it can be stopped, which leaves all as it was. On the event thread, but for
 * the work.
 */
final class ExplorerRuns implements AutoCloseable {

    private static final String MAKING = "Making the results…";

    /** Who goes on with what came out. */
    interface Outcomes {

        /**
         * Another plane is to be explored in its place.
         *
         * @param source its attention; the receiver closes it
         * @param hierarchy of the source
         */
        void seenAgain(ExploreSource source, SegmentationHierarchy hierarchy);

        /**
         * The result is accepted.
         *
         * @param result made in the background; of the plane or of all planes
         * @param delivery shows what was made of it
         */
        void accepted(ImageResult result, Runnable delivery);

        /** Nothing is accepted, since the image shows something else than what was explored. */
        void showsOther(Shown shown);
    }

    private final ExplorerContext explorer;
    private final ExplorerPanel panel;
    private final ExplorerWork work;
    private final Outcomes outcomes;
    private final BackgroundTask task = new BackgroundTask(true);
    private String doing = "";
    private boolean accepting;

    /**
     * Prepares to run; nothing runs yet.
     *
     * @param explorer what is explored now
     * @param panel whose choices count
     * @param work done in the background
     * @param outcomes told what came out
     */
    ExplorerRuns(
            ExplorerContext explorer, ExplorerPanel panel, ExplorerWork work, Outcomes outcomes) {
        this.explorer = explorer;
        this.panel = panel;
        this.work = work;
        this.outcomes = outcomes;
    }

    boolean isRunning() {
        return task.isRunning();
    }

    /** Whether results are being made. */
    boolean isAccepting() {
        return isRunning() && accepting;
    }

    /** What is being done, in words, with the step of it and how much of that is done. */
    String doing() {
        return doing;
    }

    private record Next(ExploreSource source, SegmentationHierarchy hierarchy) {}

    /** Explores what the image shows now. */
    void exploreAgain() {
        boolean crisp = panel.crisp.isSelected();
        accepting = false;
        start(
                "Looking at the image…",
                progress -> {
                    ExploreSource next = work.look(progress);
                    try {
                        return new Next(next, next.hierarchy(crisp, progress));
                    } catch (RuntimeException | Error e) {
                        next.close();
                        throw e;
                    }
                },
                next -> outcomes.seenAgain(next.source(), next.hierarchy()),
                late -> late.source().close());
    }

    /** What is accepted, and how to show it; or why not. */
    private record Accepted(Shown shown, Optional<ImageResult> result, Runnable delivery) {}

    /** Makes the results, if the image still shows what was explored. */
    void accept() {
        Exploration exploration = explorer.plane().session().exploration();
        boolean crisp = panel.crisp.isSelected();
        boolean paper = panel.paper.isSelected();
        ExploreSource source = explorer.plane().source();
        startAccepting(
                progress -> {
                    Shown shown = source.compare();
                    if (shown != Shown.EXPLORED) {
                        return new Accepted(shown, Optional.empty(), () -> {});
                    }
                    return made(
                            paper
                                    ? source.paperResult(exploration.granularity(), crisp, progress)
                                    : source.result(exploration, crisp, progress),
                            progress);
                });
    }

    /** Makes the results of all planes of the stack, as the image shows them now. */
    void acceptAll() {
        StackExploration chosen = explorer.ofAllPlanes();
        startAccepting(progress -> made(work.segmentAll(chosen, progress), progress));
    }

    private Accepted made(ImageResult result, Progress progress) {
        progress.report("Drawing outlines and tables", 0);
        return new Accepted(Shown.EXPLORED, Optional.of(result), work.deliver(result));
    }

    private void startAccepting(Function<Progress, Accepted> making) {
        accepting = true;
        start(
                MAKING,
                untold -> making.apply(new Told(untold)),
                accepted ->
                        accepted.result()
                                .ifPresentOrElse(
                                        result -> outcomes.accepted(result, accepted.delivery()),
                                        () -> outcomes.showsOther(accepted.shown())),
                late -> {});
    }

    /** Stops what runs. */
    @Override
    public void close() {
        task.close();
    }

    private <T> void start(
            String what, Function<Progress, T> work, Consumer<T> then, Consumer<T> discard) {
        doing = what;
        task.start(
                work,
                then,
                discard,
                failure -> {
                    explorer.refresh();
                    explorer.report(failure);
                });
        explorer.refresh();
    }

    /** Puts the steps of accepting and their percentages into the window. */
    private final class Told implements Progress {

        private final Progress task;
        private String last = "";

        Told(Progress task) {
            this.task = task;
        }

        @Override
        public void report(String step, double fraction) {
            task.report(step, fraction);
            int percent = (int) (100 * fraction);
            String now = MAKING + " " + step + (percent > 0 ? ", " + percent + " %" : "");
            if (!now.equals(last)) {
                last = now;
                SwingUtilities.invokeLater(() -> tell(now));
            }
        }

        private void tell(String now) {
            if (isRunning() && !task.isCancelled()) {
                doing = now;
                panel.message.setText(now);
            }
        }

        @Override
        public boolean isCancelled() {
            return task.isCancelled();
        }
    }
}
