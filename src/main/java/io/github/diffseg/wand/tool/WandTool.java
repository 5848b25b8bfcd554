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

package io.github.diffseg.wand.tool;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Toolbar;
import ij.plugin.tool.PlugInTool;
import io.github.diffseg.explore.window.BackgroundTask;
import io.github.diffseg.imagej.plane.PlanePosition;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SelectionMode;
import io.github.diffseg.wand.Touch;
import io.github.diffseg.wand.WandPlane;
import java.awt.Rectangle;
import java.awt.event.MouseEvent;
import java.util.Optional;

/**
 * The wand in ImageJ's toolbar: a press selects the object there. The first press on a picture
 * looks at it, in the background; later ones only compare it with what was seen. On the event
 * thread.
 */
public final class WandTool extends PlugInTool {

    /** The tool's name in the toolbar. */
    public static final String NAME = "DiffSeg Wand Tool";

    private static final String ICON = "C28dO0699C000L68e0L69f0L78f1Cd60L4a26L4a6cL4a28L2a6aL464e";

    /** The keys, in a line for the status bar. */
    private static final String KEYS =
            "Wheel, + \u2212 or drag: part to whole; Shift adds, Alt takes away; T, Esc";

    private static final int DRAG_PIXELS = 12;

    private static WandTool installed;

    private final BackgroundTask pass = new BackgroundTask(true);
    private final WandEvents events = new WandEvents(new Hearing());

    private KnownPlanes planes;
    private Runnable options;
    private Press waiting;
    private Walk walk;
    private int pressedAt;
    private int pressedPosition;

    /** Where the last walk ended, and on which plane: the next touch of it begins there. */
    private WandPlane walked;

    private double granularity;

    private WandTool() {}

    private record Press(ImagePlus image, Rectangle view, int x, int y, SelectionMode mode) {}

    /**
     * Puts the tool into the toolbar, unless it is there, and chooses it.
     *
     * @param setup from the next press on
     * @param options asks for another setup
     */
    public static void install(WandSetup setup, Runnable options) {
        if (installed == null) {
            installed = new WandTool();
        }
        WandTool tool = installed;
        tool.stop();
        tool.planes = new KnownPlanes(setup);
        tool.options = options;
        Toolbar.addPlugInTool(tool);
        Toolbar.getInstance().setTool(NAME);
        tool.events.toolChanged();
        IJ.showStatus(KEYS);
    }

    @Override
    public String getToolName() {
        return NAME;
    }

    @Override
    public String getToolIcon() {
        return ICON;
    }

    @Override
    public void showOptionsDialog() {
        options.run();
    }

    @Override
    public void mousePressed(ImagePlus image, MouseEvent e) {
        if (e.getButton() != MouseEvent.BUTTON1) {
            return;
        }
        e.consume();
        ImageCanvas canvas = image.getCanvas();
        pressedAt = e.getY();
        press(
                new Press(
                        image,
                        canvas.getSrcRect(),
                        canvas.offScreenX(e.getX()),
                        canvas.offScreenY(e.getY()),
                        e.isShiftDown()
                                ? SelectionMode.ADD
                                : e.isAltDown() ? SelectionMode.SUBTRACT : SelectionMode.REPLACE));
    }

    @Override
    public void mouseDragged(ImagePlus image, MouseEvent e) {
        e.consume();
        if (walk != null && walk.image() == image) {
            walk.to(pressedPosition + (pressedAt - e.getY()) / DRAG_PIXELS);
        }
    }

    @Override
    public void mouseReleased(ImagePlus image, MouseEvent e) {
        e.consume();
    }

    @Override
    public void mouseEntered(ImagePlus image, MouseEvent e) {
        if (!pass.isRunning()) {
            IJ.showStatus(KEYS);
        }
    }

    private void press(Press press) {
        endWalk();
        boolean same = waiting != null && waiting.image() == press.image();
        waiting = press;
        if (!pass.isRunning() || !same) {
            KnownPlanes looked = planes;
            pass.start(
                    progress ->
                            looked.look(
                                    press.image(),
                                    press.view(),
                                    press.x(),
                                    press.y(),
                                    new Told(progress)),
                    this::answer,
                    late -> {},
                    failure -> {
                        waiting = null;
                        looked.setup().report(failure);
                    });
        }
    }

    private void answer(KnownPlanes.Seen seen) {
        Press press = waiting;
        waiting = null;
        if (press == null || press.image().getWindow() == null) {
            return;
        }
        if (!seen.position().equals(PlanePosition.of(press.image()))) {
            IJ.showStatus("DiffSeg Wand: another plane is shown now; press again");
            return;
        }
        boolean connected = planes.setup().connectedPartOnly();
        Optional<Touch> touch = seen.plane().touch(press.x(), press.y(), connected);
        if (touch.isPresent()) {
            double start =
                    seen.plane() == walked ? granularity : seen.plane().startingGranularity();
            walk = new Walk(press.image(), seen, touch.get(), press.mode(), start, this::moved);
            pressedPosition = walk.position();
            moved();
        }
    }

    private void moved() {
        walked = walk.plane();
        granularity = walk.granularity();
        events.toRecord(walk.line());
        IJ.showStatus(walk.describe() + ". Wheel, + \u2212, drag; T, Esc");
    }

    private void endWalk() {
        if (walk != null) {
            walk.close();
            walk = null;
            events.record();
        }
    }

    private void stop() {
        if (pass.isRunning()) {
            pass.close();
            IJ.showStatus("DiffSeg Wand: stopped");
        }
        waiting = null;
        endWalk();
    }

    private final class Hearing implements WandEvents.Hearer {

        @Override
        public boolean isChosen() {
            return Toolbar.getPlugInTool() == WandTool.this;
        }

        @Override
        public boolean isLooking() {
            return pass.isRunning();
        }

        @Override
        public void stop() {
            WandTool.this.stop();
        }

        @Override
        public Optional<Walk> walk() {
            return Optional.ofNullable(walk).filter(Walk::lasts);
        }

        @Override
        public void endWalk() {
            if (walk != null) {
                WandTool.this.endWalk();
                IJ.showStatus(KEYS);
            }
        }

        @Override
        public void closed(ImagePlus image) {
            boolean walksThere = walk != null && walk.image() == image;
            boolean waitsThere = waiting != null && waiting.image() == image;
            if (walksThere || waitsThere) {
                WandTool.this.stop();
            }
        }
    }

    /** Tells of the pass in the status bar. */
    private record Told(Progress progress) implements Progress {

        @Override
        public void report(String step, double fraction) {
            progress.report(step, fraction);
            if (!progress.isCancelled()) {
                IJ.showStatus("DiffSeg Wand: " + step + " (Esc stops)");
            }
        }

        @Override
        public boolean isCancelled() {
            return progress.isCancelled();
        }
    }
}
