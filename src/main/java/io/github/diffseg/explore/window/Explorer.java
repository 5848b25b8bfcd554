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
import io.github.diffseg.SegmentTree;
import io.github.diffseg.explore.Exploration;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.progress.Progress;
import java.awt.Window;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The explorer of one image: a window of controls beside it, and the segments laid over it. Runs on
 * the event thread; what takes longer than a frame runs in the background. Closing the image, the
 * window, accepting or cancelling ends all of it.
 */
public final class Explorer {

    private final Function<Progress, ExploreSource> look;
    private final Consumer<SegmentedImage> deliver;
    private final Consumer<Throwable> fail;
    private final ImagePlus image;
    private final ExplorerPanel panel;
    private final ExplorerWindow window;
    private final ExplorerKeys keys;
    private final ImageWatch watch;
    private final ExplorerActions actions;

    private ExploredPlane plane;
    private ExploredImage overlay;
    private boolean open = true;

    /**
     * Opens the window; on the event thread.
     *
     * @param source the plane and its attention; closed with the window
     * @param tree of the source, without crisp borders
     * @param look looks at the plane that the image shows when it is called; in the background
     * @param deliver gets what was accepted, on the event thread
     * @param fail gets what went wrong, on the event thread
     */
    public Explorer(
            ExploreSource source,
            SegmentTree tree,
            Function<Progress, ExploreSource> look,
            Consumer<SegmentedImage> deliver,
            Consumer<Throwable> fail) {
        this.look = look;
        this.deliver = deliver;
        this.fail = fail;
        image = source.image();
        panel = new ExplorerPanel(source.attention().resolutions());
        window = new ExplorerWindow(image.getTitle(), panel, this::close);
        watch = new ImageWatch(image, new Watching());
        actions = new ExplorerActions(this, panel);
        start(source, tree);
        actions.listen();
        window.showBeside(image.getWindow());
        keys = new ExplorerKeys(window.frame(), image, panel, actions::selectNext);
    }

    /**
     * @return whether the explorer has not ended
     */
    public boolean isOpen() {
        return open;
    }

    /**
     * @return the window of the controls
     */
    public Window window() {
        return window.frame();
    }

    /**
     * @return what the user has chosen so far
     */
    public Exploration exploration() {
        return plane.session().exploration();
    }

    /** Ends without a result. */
    public void close() {
        if (open) {
            open = false;
            actions.close();
            watch.close();
            keys.close();
            overlay.close();
            window.dispose();
            plane.close();
        }
    }

    private void start(ExploreSource source, SegmentTree tree) {
        plane = new ExploredPlane(source, tree);
        overlay = new ExploredImage(image, source.plane().bounds(), actions::clicked);
        panel.setSteps(plane.session().steps().count());
        watch.startFrom(source, overlay.slice());
        tellSelection();
        refresh();
    }

    ExploredPlane plane() {
        return plane;
    }

    /** Runs the expensive half for what the image shows now; in the background. */
    ExploreSource look(Progress progress) {
        return look.apply(progress);
    }

    /** Explores another plane in place of this one. */
    void replace(ExploreSource source, SegmentTree tree) {
        overlay.close();
        plane.close();
        start(source, tree);
    }

    /** Ends with a result. */
    void hand(SegmentedImage result) {
        close();
        if (Recorder.record) {
            Recorder.recordString(result.provenance().macro() + "\n");
        }
        deliver.accept(result);
    }

    /** Offers to explore again, since other pixels were found under it. */
    void pixelsDiffer() {
        watch.pixelsDiffer();
    }

    void report(Throwable failure) {
        fail.accept(failure);
    }

    /** Tells what is selected. */
    void tellSelection() {
        panel.message.setText(
                watch.shown() == ImageWatch.Shown.OTHER_PIXELS
                        ? "The image has changed since it was explored."
                        : plane.selection());
    }

    /** Shows everything anew. */
    void refresh() {
        panel.show(plane, watch.shown(), actions.isAccepting());
        overlay.show(plane.picture(panel.look()));
    }

    private final class Watching implements ImageWatch.Listener {

        @Override
        public void closed() {
            close();
        }

        @Override
        public void shows(ImageWatch.Shown shown) {
            if (open && plane != null) {
                tellSelection();
                panel.show(plane, shown, actions.isAccepting());
            }
        }
    }
}
