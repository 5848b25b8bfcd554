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
import ij.plugin.frame.Recorder;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.explore.Exploration;
import io.github.diffseg.explore.ExploreSession;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.Shown;
import io.github.diffseg.explore.StackExploration;
import io.github.diffseg.explore.VisitedPlanes;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.plane.PlanePosition;
import java.awt.Window;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The explorer of one image: a window of controls beside it, and the segments laid over it. Runs on
 * the event thread; what takes longer than a frame runs in the background. Closing the image, the
 * window, accepting or cancelling ends all of it. An image has one at most.
 */
public final class Explorer {

    private static final Map<ImagePlus, Explorer> OPEN = new ConcurrentHashMap<>();

    private final Consumer<Throwable> fail;
    private final ImagePlus image;
    private final ExplorerPanel panel;
    private final ControlsWindow window;
    private final ExplorerKeys keys;
    private final ImageWatch watch;
    private final ExplorerPreviews previews;
    private final ExplorerRuns runs;
    private final ExplorerActions actions;

    private final VisitedPlanes visited = new VisitedPlanes();

    private ExploredPlane plane;
    private ExploredImage overlay;
    private boolean open = true;

    private Explorer(ExploreSource source, ExplorerWork work, Consumer<Throwable> fail) {
        this.fail = fail;
        image = source.image();
        boolean stack = image.getNSlices() * image.getNFrames() > 1;
        panel = new ExplorerPanel(source.attention().resolutions(), stack);
        window =
                new ControlsWindow(
                        "DiffSeg Explore",
                        "DiffSeg Explore: " + image.getTitle(),
                        panel,
                        this::close);
        // For its look; the key is dispatched for both windows
        window.frame().getRootPane().setDefaultButton(panel.accept);
        Parts parts = new Parts();
        previews = new ExplorerPreviews(parts, panel);
        runs = new ExplorerRuns(parts, panel, work, parts);
        actions = new ExplorerActions(parts, panel, previews, runs, this::close);
        watch = new ImageWatch(image, new Watching());
        keys = new ExplorerKeys(window.frame(), image, panel, actions::selectNext);
    }

    /**
     * Opens the window; on the event thread.
     *
     * @param source the plane and its attention; closed with the window, or if it cannot be opened
     * @param hierarchy of the source, without crisp borders
     * @param work done in the background
     * @param fail gets what went wrong, on the event thread
     * @throws IllegalStateException if the image is being explored already
     */
    public static Explorer open(
            ExploreSource source,
            SegmentationHierarchy hierarchy,
            ExplorerWork work,
            Consumer<Throwable> fail) {
        if (of(source.image()).isPresent()) {
            source.close();
            throw new IllegalStateException("The image is being explored already");
        }
        Explorer explorer;
        try {
            explorer = new Explorer(source, work, fail);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
        try {
            explorer.start(
                    source, () -> new ExploreSession(hierarchy, source.startingGranularity()));
            OPEN.put(explorer.image, explorer);
            explorer.actions.listen();
            explorer.window.showBeside(explorer.image.getWindow());
            return explorer;
        } catch (RuntimeException | Error e) {
            explorer.close();
            throw e;
        }
    }

    /** {@return the explorer of an image, if it has one; on any thread} */
    public static Optional<Explorer> of(ImagePlus image) {
        return Optional.ofNullable(OPEN.get(image));
    }

    /** Brings the window to the front and says why. */
    public void toFront() {
        window.toFront();
        panel.message.setText("This image is being explored already: here.");
    }

    /** {@return whether the explorer has not ended} */
    public boolean isOpen() {
        return open;
    }

    /** {@return the window of the controls} */
    public Window window() {
        return window.frame();
    }

    /** {@return what the user has chosen so far} */
    public Exploration exploration() {
        return plane.session().exploration();
    }

    /** Ends without a result. */
    public void close() {
        if (open) {
            open = false;
            OPEN.remove(image);
            previews.close();
            runs.close();
            watch.close();
            keys.close();
            window.dispose();
            // AWT may hold the windows of an explorer that has ended, but not what it explored
            if (overlay != null) {
                overlay.close();
                overlay = null;
            }
            if (plane != null) {
                plane.close();
                plane = null;
            }
        }
    }

    private void start(ExploreSource source, Supplier<ExploreSession> begin) {
        ExploredPlane next;
        try {
            next = new ExploredPlane(source, begin.get());
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
        if (overlay != null) {
            overlay.close();
            plane.close();
        }
        plane = next;
        overlay = new ExploredImage(source, actions::clicked);
        panel.setSteps(plane.session().steps().count(), plane.marks());
        watch.startFrom(source);
        refresh();
    }

    private void refresh() {
        tell();
        overlay.show(plane.layer(panel.look()));
    }

    /** Tells everything anew. */
    private void tell() {
        panel.message.setText(message());
        panel.show(plane, watch.shown(), previews.isMerging(), runs.isRunning());
    }

    private String message() {
        if (runs.isRunning()) {
            return runs.doing();
        }
        if (previews.isMovingBorders()) {
            return "Moving borders to edges…";
        }
        return watch.shown() == Shown.CHANGED
                ? "The image or its selection has changed since."
                : plane.selection();
    }

    /** What the parts see of all this, and what comes out of them. */
    private final class Parts implements ExplorerContext, ExplorerRuns.Outcomes {

        @Override
        public ExploredPlane plane() {
            return plane;
        }

        @Override
        public void refresh() {
            Explorer.this.refresh();
        }

        @Override
        public void report(Throwable failure) {
            fail.accept(failure);
        }

        @Override
        public StackExploration ofAllPlanes() {
            visited.keep(plane.source().plane().position(), plane.session());
            return new StackExploration(
                    exploration().granularity(),
                    panel.paper.isSelected(),
                    panel.crisp.isSelected(),
                    visited.corrections(image));
        }

        /**
         * Where the slider is. What was done on a plane is kept unless the plane itself changed.
         */
        @Override
        public void seenAgain(ExploreSource source, SegmentationHierarchy hierarchy) {
            previews.close();
            PlanePosition left = plane.source().plane().position();
            PlanePosition entered = source.plane().position();
            if (left.equals(entered)) {
                visited.forget(left);
            } else {
                visited.keep(left, plane.session());
            }
            boolean forgets = visited.fitsNoMore(entered, hierarchy);
            double granularity = exploration().granularity();
            start(source, () -> visited.enter(entered, hierarchy, granularity));
            if (forgets) {
                panel.message.setText("This plane has changed; its corrections are forgotten.");
            }
            previews.merge();
        }

        /** Ends with the result, once it is shown; a failure to show it leaves all open. */
        @Override
        public void accepted(ImageResult result, Runnable delivery) {
            if (Recorder.record) {
                // Before what ImageJ records of the new windows
                Recorder.recordString(result.provenance().macro() + "\n");
            }
            delivery.run();
            close();
        }

        /** Offers to explore again. */
        @Override
        public void showsOther(Shown shown) {
            watch.found(shown);
            refresh();
        }
    }

    private final class Watching implements ImageWatch.Listener {

        @Override
        public void closed() {
            close();
        }

        @Override
        public void shows() {
            if (open) {
                tell();
            }
        }

        @Override
        public void rests() {
            if (open) {
                actions.follow();
            }
        }
    }
}
