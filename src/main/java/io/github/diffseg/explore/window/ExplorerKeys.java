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
import java.awt.Component;
import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JComboBox;

/** The explorer's keys, whether its window or the image's has the focus. */
final class ExplorerKeys implements AutoCloseable {

    private final Window controls;
    private final ImagePlus image;
    private final ExplorerPanel panel;
    private final Selection selection;
    private final KeyEventDispatcher dispatcher = this::dispatch;

    /** Who selects segments. */
    interface Selection {

        /**
         * The next segment shall be selected.
         *
         * @param second whether the second of two is meant
         */
        void selectNext(boolean second);
    }

    ExplorerKeys(Window controls, ImagePlus image, ExplorerPanel panel, Selection selection) {
        this.controls = controls;
        this.image = image;
        this.panel = panel;
        this.selection = selection;
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(dispatcher);
    }

    @Override
    public void close() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(dispatcher);
    }

    private boolean dispatch(KeyEvent e) {
        Window focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow();
        boolean ours = focused != null && (focused == controls || focused == image.getWindow());
        boolean choosing = e.getComponent() instanceof JComboBox<?> box && box.isPopupVisible();
        if (!ours || choosing || e.isAltDown() || e.getID() != KeyEvent.KEY_PRESSED) {
            return false;
        }
        boolean command = e.isControlDown() || e.isMetaDown();
        switch (e.getKeyCode()) {
            case KeyEvent.VK_LEFT, KeyEvent.VK_DOWN -> slide(-1);
            case KeyEvent.VK_RIGHT, KeyEvent.VK_UP -> slide(1);
            case KeyEvent.VK_ESCAPE -> panel.cancel.doClick(0);
            case KeyEvent.VK_ENTER -> enter(e.getComponent());
            case KeyEvent.VK_DELETE, KeyEvent.VK_BACK_SPACE -> panel.delete.doClick(0);
            default -> {
                if (e.getKeyCode() == KeyEvent.VK_N && !command) {
                    selection.selectNext(e.isShiftDown());
                    return true;
                }
                return letter(e.getKeyCode(), command, e.isShiftDown());
            }
        }
        return true;
    }

    private void enter(Component focused) {
        boolean onButton = focused instanceof JButton && panel.isAncestorOf(focused);
        AbstractButton button = onButton ? (JButton) focused : panel.accept;
        button.doClick(0);
    }

    private boolean letter(int key, boolean command, boolean shift) {
        AbstractButton button =
                switch (key) {
                    case KeyEvent.VK_C -> command ? null : panel.crisp;
                    case KeyEvent.VK_P -> command ? null : panel.paper;
                    case KeyEvent.VK_M -> command ? null : panel.merge;
                    case KeyEvent.VK_S -> command ? null : panel.split;
                    case KeyEvent.VK_Z -> command ? shift ? panel.redo : panel.undo : null;
                    case KeyEvent.VK_Y -> command ? panel.redo : null;
                    default -> null;
                };
        if (button == null) {
            return false;
        }
        button.doClick(0);
        return true;
    }

    private void slide(int steps) {
        if (panel.slider.isEnabled()) {
            panel.slider.setValue(panel.slider.getValue() + steps);
        }
    }
}
