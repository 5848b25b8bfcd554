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

package io.github.diffseg.command.dialog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.EventQueue;
import java.awt.GraphicsEnvironment;
import java.awt.Toolkit;
import java.awt.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.JTextArea;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A message of any length stays on the screen and can be copied. */
@Tag("display")
class MessageDialogTest {

    private static final String LONG =
            "PyTorch is not installed yet: the server does not answer. Load "
                    + "https://repository.example/a/rather/long/address/of/a/file-1.0.jar and "
                            .repeat(40)
                    + "put them into /home/someone/.djl.ai/pytorch";

    @Test
    void wrapsAndCanBeCopied() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "needs a display");
        MessageDialog.show(LONG);
        EventQueue.invokeAndWait(() -> {});
        Window dialog =
                Stream.of(Window.getWindows())
                        .filter(window -> MessageDialog.NAME.equals(window.getName()))
                        .filter(Window::isShowing)
                        .findFirst()
                        .orElseThrow();
        try {
            Dimension screen = Toolkit.getDefaultToolkit().getScreenSize();
            assertTrue(dialog.getWidth() < screen.width / 2 + 100, dialog.getSize() + "");
            assertTrue(dialog.getHeight() < screen.height / 2, dialog.getSize() + "");
            JTextArea text = texts(dialog).get(0);
            text.selectAll();
            assertEquals(LONG, text.getSelectedText());
        } finally {
            EventQueue.invokeAndWait(dialog::dispose);
        }
    }

    private static List<JTextArea> texts(Container container) {
        List<JTextArea> texts = new ArrayList<>();
        for (Component component : container.getComponents()) {
            if (component instanceof JTextArea text) {
                texts.add(text);
            } else if (component instanceof Container inner) {
                texts.addAll(texts(inner));
            }
        }
        return texts;
    }
}
