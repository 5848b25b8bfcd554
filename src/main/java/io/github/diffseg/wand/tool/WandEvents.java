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

import ij.CommandListener;
import ij.Executer;
import ij.IJ;
import ij.IJEventListener;
import ij.ImageListener;
import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.SwingUtilities;

/**
 * What the wand hears besides the mouse, as long as it is the chosen tool: its keys, images that
 * are closed, and commands, before which its selection is recorded.
 */
final class WandEvents implements IJEventListener, ImageListener, CommandListener {

    /** What hears it, on the event thread. */
    interface Hearer {

        /** Whether it is the chosen tool. */
        boolean isChosen();

        boolean isLooking();

        /** Stops looking, and ends the walk. */
        void stop();

        /** The walk that lasts in an image, if it is there. */
        Optional<Walk> walk();

        /** Ends the walk; its selection stays. */
        void endWalk();

        /** Lets go of an image that was closed. */
        void closed(ImagePlus image);
    }

    private final Hearer tool;
    private final KeyEventDispatcher keys = this::pressed;

    /** Commands run on threads of their own. */
    private final AtomicReference<String> line = new AtomicReference<>();

    private boolean listening;

    WandEvents(Hearer tool) {
        this.tool = tool;
        IJ.addEventListener(this);
    }

    /** The macro line of the selection as it is now, in place of one that was not recorded yet. */
    void toRecord(String macroLine) {
        line.set(macroLine);
    }

    /** Records the last line, if it was not yet. */
    void record() {
        String last = line.getAndSet(null);
        if (last != null && Recorder.record) {
            Recorder.recordString(last + "\n");
        }
    }

    @Override
    public void eventOccurred(int event) {
        if (event == IJEventListener.TOOL_CHANGED) {
            SwingUtilities.invokeLater(this::toolChanged);
        }
    }

    /** Begins or ends to listen. */
    void toolChanged() {
        boolean chosen = tool.isChosen();
        if (chosen == listening) {
            return;
        }
        listening = chosen;
        KeyboardFocusManager focus = KeyboardFocusManager.getCurrentKeyboardFocusManager();
        if (chosen) {
            focus.addKeyEventDispatcher(keys);
            ImagePlus.addImageListener(this);
            Executer.addCommandListener(this);
        } else {
            tool.stop();
            focus.removeKeyEventDispatcher(keys);
            ImagePlus.removeImageListener(this);
            Executer.removeCommandListener(this);
        }
    }

    private boolean pressed(KeyEvent e) {
        if (e.getID() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        if (e.getKeyCode() == KeyEvent.VK_ESCAPE && tool.isLooking()) {
            tool.stop();
            return true;
        }
        Walk walk = tool.walk().orElse(null);
        Window focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow();
        boolean modified = e.isControlDown() || e.isMetaDown() || e.isAltDown();
        if (walk == null || focused != walk.image().getWindow() || modified) {
            return false;
        }
        if (e.getKeyCode() == KeyEvent.VK_ESCAPE) {
            tool.endWalk();
            return true;
        }
        int step =
                switch (e.getKeyChar()) {
                    case '+', '=' -> 1;
                    case '-' -> -1;
                    default -> 0;
                };
        if (step != 0) {
            walk.to(walk.position() + step);
        }
        return step != 0;
    }

    @Override
    public String commandExecuting(String command) {
        record();
        SwingUtilities.invokeLater(tool::endWalk);
        return command;
    }

    @Override
    public void imageOpened(ImagePlus image) {}

    @Override
    public void imageClosed(ImagePlus image) {
        SwingUtilities.invokeLater(() -> tool.closed(image));
    }

    @Override
    public void imageUpdated(ImagePlus image) {}
}
