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

package io.github.diffseg.manager;

import io.github.diffseg.engine.device.TorchSetup;
import io.github.diffseg.library.Consent;
import io.github.diffseg.library.DownloadPlan;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Desktop;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URI;
import java.util.concurrent.CancellationException;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JOptionPane;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;

/** Asks whether licence and size are all right; nothing is loaded before that. */
final class LicenceDialog implements Consent {

    /** What the dialog is called, for tests. */
    static final String NAME = "DiffSeg licence";

    private static final int GAP = 8;
    private static final int ADDRESS_COLUMNS = 46;

    private final Component parent;

    LicenceDialog(Component parent) {
        this.parent = parent;
    }

    @Override
    public boolean to(DownloadPlan plan) {
        boolean[] agreed = new boolean[1];
        try {
            SwingUtilities.invokeAndWait(() -> agreed[0] = ask(plan));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("Interrupted");
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        }
        if (!agreed[0]) {
            throw new CancellationException("Not agreed to");
        }
        return true;
    }

    private boolean ask(DownloadPlan plan) {
        JCheckBox agree = new JCheckBox("I have read the licence and agree to it");
        agree.setName("agree");
        JButton get = new JButton("Get " + DownloadPlan.size(plan.bytes()));
        get.setName("get");
        get.setEnabled(false);
        JButton cancel = new JButton("Cancel");
        agree.addActionListener(e -> get.setEnabled(agree.isSelected()));
        JOptionPane pane =
                new JOptionPane(
                        content(plan, agree),
                        JOptionPane.QUESTION_MESSAGE,
                        JOptionPane.DEFAULT_OPTION,
                        null,
                        new Object[] {get, cancel},
                        cancel);
        get.addActionListener(e -> pane.setValue(get));
        cancel.addActionListener(e -> pane.setValue(cancel));
        JDialog dialog = pane.createDialog(parent, "Get " + plan.name());
        dialog.setName(NAME);
        dialog.setVisible(true);
        dialog.dispose();
        return pane.getValue() == get;
    }

    private static JPanel content(DownloadPlan plan, JCheckBox agree) {
        JPanel lines = new JPanel(new GridLayout(0, 1, 0, GAP / 2));
        lines.add(
                new JLabel("<html><b>" + plan.name() + "</b> (" + plan.repository() + ")</html>"));
        lines.add(
                new JLabel(
                        "Licence: "
                                + plan.licence()
                                        .orElse("the one that its card names; read it there")));
        lines.add(address(plan.licenceAddress()));
        lines.add(
                new JLabel(
                        "Download: "
                                + DownloadPlan.size(plan.bytes())
                                + " in "
                                + plan.files().size()
                                + (plan.files().size() == 1 ? " file" : " files")
                                + (plan.isHalfPrecision() ? ", weights in float16" : "")));
        lines.add(new JLabel("A download that is stopped goes on where it was."));
        TorchSetup.nothingForThisMachine()
                .ifPresent(
                        sentence ->
                                lines.add(new JLabel("<html><p width=400>" + sentence + "</p>")));
        JPanel content = new JPanel(new BorderLayout(0, GAP));
        content.add(lines, BorderLayout.CENTER);
        content.add(agree, BorderLayout.SOUTH);
        return content;
    }

    /** Can be copied where there is no browser. */
    private static JPanel address(URI address) {
        JTextField text = new JTextField(address.toString(), ADDRESS_COLUMNS);
        text.setEditable(false);
        text.setCaretPosition(0);
        JButton open = new JButton("Read it...");
        open.setEnabled(
                Desktop.isDesktopSupported()
                        && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE));
        open.addActionListener(
                e -> {
                    try {
                        Desktop.getDesktop().browse(address);
                    } catch (IOException failure) {
                        JOptionPane.showMessageDialog(
                                open, "No browser could be opened; copy the address");
                    }
                });
        JPanel line = new JPanel(new BorderLayout(GAP, 0));
        line.add(text, BorderLayout.CENTER);
        line.add(open, BorderLayout.EAST);
        line.setPreferredSize(
                new Dimension(line.getPreferredSize().width, open.getPreferredSize().height));
        return line;
    }
}
