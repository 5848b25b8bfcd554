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

import ij.IJ;
import ij.ImageListener;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.diffseg.Attention;
import io.github.diffseg.SegmentTree;
import io.github.diffseg.explore.Exploration;
import io.github.diffseg.explore.ExploreSession;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.HeatMap;
import io.github.diffseg.explore.Palette;
import io.github.diffseg.explore.SegmentPainter;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Grouping;
import io.github.diffseg.segment.LabelMap;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.swing.JFrame;
import javax.swing.SwingWorker;
import javax.swing.Timer;

/**
 * The explorer of one image: a window of controls beside it, and the segments laid over it. Runs on
 * the event thread; what takes longer than a frame runs in a worker. Closing the image, the window,
 * accepting or cancelling ends all of it.
 */
public final class Explorer {

    private static final int SLICE_CHECK_MILLISECONDS = 250;

    private final Function<Progress, ExploreSource> look;
    private final Consumer<SegmentedImage> deliver;
    private final Consumer<Throwable> fail;
    private final ExplorerPanel panel;
    private final JFrame frame;
    private final ExplorerKeys keys;
    private final ImageListener imageListener;
    private final Timer sliceCheck;

    private ExploreSource source;
    private ExploredImage explored;
    private ExploreSession session;
    private SegmentPainter painter;
    private Point first;
    private Point second;
    private LabelMap paperLabels;
    private SwingWorker<?, ?> worker;
    private boolean open = true;
    private boolean adjusting;

    /**
     * Opens the window; on the event thread.
     *
     * @param source the plane and its attention; closed with the window
     * @param tree of the source, without crisp borders
     * @param look looks at the plane that the image shows when it is called; in a worker
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
        panel = new ExplorerPanel(source.attention().resolutions());
        frame = new JFrame("DiffSeg Explore: " + source.image().getTitle());
        frame.setName("DiffSeg Explore");
        frame.setDefaultCloseOperation(JFrame.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(
                new WindowAdapter() {
                    @Override
                    public void windowClosing(WindowEvent e) {
                        close();
                    }
                });
        frame.setContentPane(panel);
        start(source, tree);
        listen();
        frame.pack();
        placeBeside(source.image().getWindow());
        keys = new ExplorerKeys(frame, source.image().getWindow(), panel);
        imageListener =
                new ImageListener() {
                    @Override
                    public void imageOpened(ImagePlus image) {}

                    @Override
                    public void imageClosed(ImagePlus image) {
                        if (image == explored.image()) {
                            close();
                        }
                    }

                    @Override
                    public void imageUpdated(ImagePlus image) {}
                };
        ImagePlus.addImageListener(imageListener);
        sliceCheck = new Timer(SLICE_CHECK_MILLISECONDS, e -> checkSlice());
        sliceCheck.start();
        frame.setVisible(true);
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
        return frame;
    }

    /**
     * @return what the user has chosen so far
     */
    public Exploration exploration() {
        return session.exploration();
    }

    /** Ends without a result. */
    public void close() {
        if (!open) {
            return;
        }
        open = false;
        cancelWorker();
        sliceCheck.stop();
        keys.close();
        ImagePlus.removeImageListener(imageListener);
        explored.close();
        frame.dispose();
        source.close();
    }

    private void start(ExploreSource newSource, SegmentTree tree) {
        source = newSource;
        explored = new ExploredImage(newSource.image(), newSource.plane().bounds(), this::clicked);
        session = new ExploreSession(tree, newSource.startingGranularity());
        painter = new SegmentPainter(tree);
        first = null;
        second = null;
        adjusting = true;
        panel.slider.setMinimum(0);
        panel.slider.setMaximum(session.steps().count() - 1);
        adjusting = false;
        panel.message.setText("Click a segment; shift-click a second one.");
        refresh();
    }

    private void listen() {
        panel.slider.addChangeListener(
                e -> {
                    if (!adjusting) {
                        session.moveTo(panel.slider.getValue());
                        tellSelection();
                        changed();
                    }
                });
        panel.crisp.addActionListener(e -> changeBorders());
        panel.paper.addActionListener(e -> changed());
        panel.palette.addActionListener(e -> refresh());
        panel.shown.addActionListener(e -> refresh());
        panel.merge.addActionListener(
                e -> step(() -> session.merge(segmentAt(first), segmentAt(second))));
        panel.split.addActionListener(e -> step(() -> session.split(segmentAt(first))));
        panel.delete.addActionListener(e -> step(() -> session.delete(segmentAt(first))));
        panel.undo.addActionListener(e -> step(session::undo));
        panel.redo.addActionListener(e -> step(session::redo));
        panel.explorePlane.addActionListener(e -> exploreCurrentPlane());
        panel.accept.addActionListener(e -> accept());
        panel.cancel.addActionListener(e -> close());
    }

    private void step(Runnable change) {
        change.run();
        tellSelection();
        changed();
    }

    /** After another granularity or correction: the paper's merging has to be done anew. */
    private void changed() {
        paperLabels = null;
        if (panel.paper.isSelected()) {
            double threshold = session.exploration().granularity();
            boolean crisp = panel.crisp.isSelected();
            inBackground(
                    () -> source.asInThePaper(threshold, crisp, whileCurrent()),
                    labels -> {
                        paperLabels = labels;
                        refresh();
                    });
        } else {
            refresh();
        }
    }

    private void changeBorders() {
        if (panel.paper.isSelected()) {
            changed();
        }
        boolean crisp = panel.crisp.isSelected();
        panel.message.setText(crisp ? "Moving borders to edges…" : " ");
        inBackground(
                () -> source.tree(crisp, whileCurrent()),
                tree -> {
                    session.changeBorders(tree);
                    tellSelection();
                    changed();
                });
    }

    private void clicked(int x, int y, boolean isSecond) {
        if (isSecond && first != null) {
            second = new Point(x, y);
        } else {
            first = new Point(x, y);
            second = null;
        }
        tellSelection();
        refresh();
    }

    private void tellSelection() {
        if (first == null) {
            panel.message.setText("Click a segment; shift-click a second one.");
        } else if (second != null) {
            panel.message.setText(session.likeness(first.x, first.y, second.x, second.y));
        } else {
            int segment = segmentAt(first);
            panel.message.setText(
                    segment == Grouping.DELETED
                            ? "No segment here."
                            : session.grouping().canSplit(segment)
                                    ? "Segment selected; shift-click another to compare."
                                    : "Segment selected; it is one of the finest.");
        }
    }

    private int segmentAt(Point point) {
        return point == null ? Grouping.DELETED : session.segmentAt(point.x, point.y);
    }

    private void refresh() {
        adjusting = true;
        panel.slider.setValue(session.position());
        adjusting = false;
        double granularity = session.exploration().granularity();
        boolean paper = panel.paper.isSelected();
        int count = paper && paperLabels != null ? paperLabels.count() : session.grouping().count();
        panel.value.setText(
                String.format(
                        Locale.ROOT,
                        "%s=%s    %d %s",
                        paper ? "threshold" : "granularity",
                        granularity,
                        count,
                        count == 1 ? "segment" : "segments"));
        int a = segmentAt(first);
        int b = segmentAt(second);
        boolean one = !paper && a != Grouping.DELETED;
        panel.merge.setEnabled(one && b != Grouping.DELETED && a != b);
        panel.split.setEnabled(one && second == null && session.grouping().canSplit(a));
        panel.delete.setEnabled(one && second == null);
        panel.undo.setEnabled(session.canUndo());
        panel.redo.setEnabled(session.canRedo());
        explored.show(picture(a, b));
    }

    private BufferedImage picture(int a, int b) {
        int shown = panel.shown.getSelectedIndex();
        if (shown > 0 && first != null) {
            Rectangle crop = source.attention().workingSize().crop();
            if (crop.contains(first)) {
                int resolution = shown == 1 ? Attention.ALL_RESOLUTIONS : shown - 2;
                BufferedImage heat =
                        HeatMap.paint(
                                source.attention().mapAt(first.x, first.y, resolution),
                                crop,
                                session.tree().width(),
                                session.tree().height());
                if (a != Grouping.DELETED) {
                    painter.outline(session.tree(), session.grouping(), a, heat);
                }
                return heat;
            }
        }
        Palette palette = (Palette) panel.palette.getSelectedItem();
        return panel.paper.isSelected() && paperLabels != null
                ? painter.paint(paperLabels, palette)
                : painter.paint(session.tree(), session.grouping(), palette, a, b);
    }

    private void checkSlice() {
        boolean here = explored.isOnExploredSlice();
        if (panel.explorePlane.isVisible() == here) {
            panel.explorePlane.setVisible(!here);
            panel.accept.setEnabled(here);
        }
    }

    private void exploreCurrentPlane() {
        panel.message.setText("Looking at this plane…");
        boolean crisp = panel.crisp.isSelected();
        inBackground(
                () -> {
                    ExploreSource next = look.apply(whileCurrent());
                    try {
                        return new Next(next, next.tree(crisp, whileCurrent()));
                    } catch (RuntimeException e) {
                        next.close();
                        throw e;
                    }
                },
                next -> {
                    explored.close();
                    source.close();
                    start(next.source(), next.tree());
                    checkSlice();
                });
    }

    private record Next(ExploreSource source, SegmentTree tree) {}

    private void accept() {
        if (!panel.accept.isEnabled()) {
            return;
        }
        panel.accept.setEnabled(false);
        Exploration exploration = session.exploration();
        boolean crisp = panel.crisp.isSelected();
        boolean paper = panel.paper.isSelected();
        inBackground(
                () ->
                        paper
                                ? source.paperResult(
                                        exploration.granularity(), crisp, whileCurrent())
                                : source.result(exploration, crisp, whileCurrent()),
                result -> {
                    close();
                    if (Recorder.record) {
                        Recorder.recordString(result.provenance().macro() + "\n");
                    }
                    deliver.accept(result);
                });
    }

    /** Cancelled when another task takes this one's place. */
    private Progress whileCurrent() {
        SwingWorker<?, ?> current = worker;
        return new Progress() {
            @Override
            public void report(String step, double fraction) {
                IJ.showProgress(fraction);
            }

            @Override
            public boolean isCancelled() {
                return current != null && current.isCancelled();
            }
        };
    }

    private <T> void inBackground(Supplier<T> work, Consumer<T> then) {
        cancelWorker();
        SwingWorker<T, Void> next =
                new SwingWorker<>() {
                    @Override
                    protected T doInBackground() {
                        return work.get();
                    }

                    @Override
                    protected void done() {
                        if (isCancelled() || !open) {
                            return;
                        }
                        try {
                            then.accept(get());
                        } catch (ExecutionException e) {
                            panel.accept.setEnabled(true);
                            fail.accept(e.getCause());
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        worker = next;
        next.execute();
    }

    private void cancelWorker() {
        if (worker != null) {
            // Without an interrupt, which would break what the engine is doing
            worker.cancel(false);
        }
    }

    private void placeBeside(Window image) {
        Rectangle screen = image.getGraphicsConfiguration().getBounds();
        int right = image.getX() + image.getWidth() + 8;
        boolean fits = right + frame.getWidth() <= screen.x + screen.width;
        int below = image.getY() + image.getHeight() + 8;
        int lowest = screen.y + screen.height - frame.getHeight();
        frame.setLocation(
                fits ? right : Math.max(screen.x, screen.x + screen.width - frame.getWidth()),
                fits ? image.getY() : Math.max(screen.y, Math.min(below, lowest)));
    }
}
