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

package io.github.diffseg.teach.window;

import java.awt.KeyEventDispatcher;
import java.awt.KeyboardFocusManager;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import javax.swing.text.JTextComponent;

/** The keys of teaching, whether its window or an image's has the focus. */
final class TeachKeys implements AutoCloseable {

    private final Predicate<Window> ours;
    private final IntConsumer add;
    private final Runnable undo;
    private final KeyEventDispatcher dispatcher = this::dispatch;

    /**
     * Listens until it is closed.
     *
     * @param ours whether a window belongs to what is taught
     * @param add gets the number of the class that the selection shall be of
     * @param undo takes the last step back
     */
    TeachKeys(Predicate<Window> ours, IntConsumer add, Runnable undo) {
        this.ours = ours;
        this.add = add;
        this.undo = undo;
        KeyboardFocusManager.getCurrentKeyboardFocusManager().addKeyEventDispatcher(dispatcher);
    }

    @Override
    public void close() {
        KeyboardFocusManager.getCurrentKeyboardFocusManager().removeKeyEventDispatcher(dispatcher);
    }

    private boolean dispatch(KeyEvent e) {
        Window focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusedWindow();
        boolean writing = e.getComponent() instanceof JTextComponent;
        if (focused == null || writing || e.isAltDown() || !ours.test(focused)) {
            return false;
        }
        boolean command = e.isControlDown() || e.isMetaDown();
        boolean takesBack = command && e.getKeyCode() == KeyEvent.VK_Z;
        int number = command ? 0 : number(e);
        if (e.getID() == KeyEvent.KEY_PRESSED && takesBack) {
            undo.run();
        } else if (e.getID() == KeyEvent.KEY_PRESSED && number > 0) {
            add.accept(number);
        }
        return takesBack || number > 0;
    }

    /** Of the key or of what it types, 1 to 9; else 0. */
    private static int number(KeyEvent e) {
        int code = e.getKeyCode();
        if (code >= KeyEvent.VK_1 && code <= KeyEvent.VK_9) {
            return code - KeyEvent.VK_0;
        }
        if (code >= KeyEvent.VK_NUMPAD1 && code <= KeyEvent.VK_NUMPAD9) {
            return code - KeyEvent.VK_NUMPAD0;
        }
        char typed = e.getKeyChar();
        return e.getID() == KeyEvent.KEY_TYPED && typed >= '1' && typed <= '9' ? typed - '0' : 0;
    }
}
