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

import ij.IJ;
import java.awt.Dimension;
import javax.swing.JDialog;
import javax.swing.JOptionPane;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.SwingUtilities;

/** Shows a message of any length as text that wraps, scrolls and can be selected and copied. */
public final class MessageDialog {

    /** What the dialog is called, for tests. */
    static final String NAME = "DiffSeg message";

    private static final int COLUMNS = 44;
    private static final int LINES_SHOWN = 12;
    private static final int MARGIN = 24;

    private MessageDialog() {}

    /** Shows it, from any thread; nobody waits for the dialog to be closed. */
    public static void show(String message) {
        SwingUtilities.invokeLater(() -> dialog(message).setVisible(true));
    }

    /** Only on the event thread. */
    private static JDialog dialog(String message) {
        JTextArea text = new JTextArea(message, 0, COLUMNS);
        text.setName(NAME);
        text.setEditable(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.setOpaque(false);
        // Wrapped lines are known only once the width is
        text.setSize(text.getPreferredSize());
        JScrollPane pane = new JScrollPane(text);
        pane.setBorder(null);
        int line = text.getFontMetrics(text.getFont()).getHeight();
        int height = Math.min(text.getPreferredSize().height, LINES_SHOWN * line);
        pane.setPreferredSize(new Dimension(text.getPreferredSize().width + MARGIN, height + line));
        JDialog dialog =
                new JOptionPane(pane, JOptionPane.WARNING_MESSAGE)
                        .createDialog(IJ.getInstance(), "DiffSeg");
        dialog.setName(NAME);
        dialog.setModal(false);
        dialog.setDefaultCloseOperation(JDialog.DISPOSE_ON_CLOSE);
        return dialog;
    }
}
