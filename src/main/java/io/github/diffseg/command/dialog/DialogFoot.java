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

import ij.plugin.BrowserLauncher;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.Font;
import java.io.IOException;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

/** The lower end of a dialog: what the field at hand is for, and the buttons. */
final class DialogFoot extends JPanel {

    private static final long serialVersionUID = 1L;

    private static final String HELP = "https://github.com/diffseg/diffseg-fiji#readme";

    private static final int BORDER = 8;
    private static final int WIDTH_OF_TEXT = 550;
    private static final int LINES = 3;

    private final JLabel explanation = new JLabel();
    private final JButton accept = new JButton("OK");

    /**
     * @param accepting what OK does
     * @param cancelling what Cancel does
     */
    DialogFoot(Runnable accepting, Runnable cancelling) {
        super(new BorderLayout(0, BORDER));
        setBorder(BorderFactory.createEmptyBorder(BORDER, BORDER, BORDER, BORDER));
        explanation.setFont(explanation.getFont().deriveFont(Font.PLAIN));
        explanation.setVerticalAlignment(JLabel.TOP);
        int line = explanation.getFontMetrics(explanation.getFont()).getHeight();
        explanation.setPreferredSize(new Dimension(WIDTH_OF_TEXT, LINES * line));
        add(explanation, BorderLayout.CENTER);
        accept.addActionListener(event -> accepting.run());
        JButton cancel = new JButton("Cancel");
        cancel.addActionListener(event -> cancelling.run());
        JButton help = new JButton("Help");
        help.addActionListener(event -> openHelp());
        JPanel buttons = new JPanel();
        buttons.setLayout(new BoxLayout(buttons, BoxLayout.LINE_AXIS));
        buttons.add(help);
        buttons.add(Box.createHorizontalGlue());
        buttons.add(accept);
        buttons.add(Box.createHorizontalStrut(BORDER));
        buttons.add(cancel);
        add(buttons, BorderLayout.PAGE_END);
    }

    /** {@return the OK button} */
    JButton acceptButton() {
        return accept;
    }

    /** Says what a field is for. */
    void explain(String text) {
        explanation.setText(DialogTexts.wrapped(DialogTexts.escaped(text)));
    }

    /** Says why OK was of no use. */
    void warn(String text) {
        explanation.setText(DialogTexts.wrapped("<b>" + DialogTexts.escaped(text) + "</b>"));
    }

    private static void openHelp() {
        try {
            BrowserLauncher.openURL(HELP);
        } catch (IOException e) {
            MessageDialog.show(HELP);
        }
    }
}
