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
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.Shown;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.progress.Progress;
import java.awt.Window;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

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

    private ExploredPlane plane;
    private ExploredImage overlay;
    private boolean open = true;

    private Explorer(
            ExploreSource source,
            Function<Progress, ExploreSource> look,
            Function<SegmentedPlane, Runnable> deliver,
            Consumer<Throwable> fail) {
        this.fail = fail;
        image = source.image();
        panel = new ExplorerPanel(source.attention().resolutions());
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
        runs = new ExplorerRuns(parts, panel, look, deliver, parts);
        actions = new ExplorerActions(parts, panel, previews, runs, this::close);
        watch = new ImageWatch(image, new Watching());
        keys = new ExplorerKeys(window.frame(), image, panel, actions::selectNext);
    }

    /**
     * Opens the window; on the event thread.
     *
     * @param source the plane and its attention; closed with the window, or if it cannot be opened
     * @param hierarchy of the source, without crisp borders
     * @param look looks at the plane that the image shows when it is called; in the background
     * @param deliver makes what is wanted of an accepted result, in the background, and returns
     *     what shows it, on the event thread
     * @param fail gets what went wrong, on the event thread
     * @throws IllegalStateException if the image is being explored already
     */
    public static Explorer open(
            ExploreSource source,
            SegmentationHierarchy hierarchy,
            Function<Progress, ExploreSource> look,
            Function<SegmentedPlane, Runnable> deliver,
            Consumer<Throwable> fail) {
        if (of(source.image()).isPresent()) {
            source.close();
            throw new IllegalStateException("The image is being explored already");
        }
        Explorer explorer;
        try {
            explorer = new Explorer(source, look, deliver, fail);
        } catch (RuntimeException | Error e) {
            source.close();
            throw e;
        }
        try {
            explorer.start(source, hierarchy, source.startingGranularity());
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

    private void start(ExploreSource source, SegmentationHierarchy hierarchy, double granularity) {
        ExploredPlane next;
        try {
            next = new ExploredPlane(source, hierarchy, granularity);
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
        panel.setSteps(plane.session().steps().count());
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

        /** Where the slider is. */
        @Override
        public void seenAgain(ExploreSource source, SegmentationHierarchy hierarchy) {
            previews.close();
            start(source, hierarchy, exploration().granularity());
            previews.merge();
        }

        /** Ends with the result, once it is shown; a failure to show it leaves all open. */
        @Override
        public void accepted(SegmentedPlane result, Runnable delivery) {
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
    }
}
