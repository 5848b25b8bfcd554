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
import ij.plugin.BrowserLauncher;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.io.IOException;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import org.scijava.module.Module;

/**
 * The window of a dialog: what the command does, what everybody needs, <i>More…</i>, which unfolds
 * the rest, and what the field at hand is for.
 */
final class DialogWindow {

    static final String MORE = "More…";
    static final String FEWER = "Fewer";

    private static final String HELP = "https://github.com/diffseg/diffseg-fiji#readme";

    private static final int BORDER = 8;
    private static final int TEXT_WIDTH = 550;

    /** Which dialogs were unfolded last. */
    private static final Set<String> UNFOLDED = Collections.synchronizedSet(new HashSet<>());

    private final DialogPanel panel;
    private final Module module;
    private final JDialog window;
    private final JLabel explanation = new JLabel();
    private final JButton fold = new JButton();

    private boolean accepted;

    DialogWindow(DialogPanel panel, Module module) {
        this.panel = panel;
        this.module = module;
        window = new JDialog(IJ.getInstance(), module.getInfo().getTitle(), true);
        window.setName(module.getInfo().getTitle());
        panel.arrange(text -> explain(DialogTexts.escaped(text)));
        JScrollPane scrolling = new JScrollPane(content());
        scrolling.getVerticalScrollBar().setUnitIncrement(explanation.getFont().getSize());
        window.add(scrolling, BorderLayout.CENTER);
        window.add(foot(), BorderLayout.SOUTH);
        window.addWindowFocusListener(
                new WindowAdapter() {
                    @Override
                    public void windowGainedFocus(WindowEvent event) {
                        panel.look();
                    }
                });
        unfold(UNFOLDED.contains(window.getName()) || panel.hidesChanges(module));
    }

    /**
     * Shows it, until the user has decided.
     *
     * @return whether he wants the command to run
     */
    boolean ask() {
        window.setLocationRelativeTo(null);
        window.setVisible(true);
        window.dispose();
        return accepted;
    }

    private JPanel content() {
        JPanel content = new JPanel();
        content.setLayout(new BoxLayout(content, BoxLayout.PAGE_AXIS));
        content.setBorder(BorderFactory.createEmptyBorder(BORDER, BORDER, BORDER, BORDER));
        String image =
                Dialogs.chosenImage(module)
                        .map(chosen -> DialogTexts.named(chosen) + "<br><br>")
                        .orElse("");
        JLabel introduction = new JLabel(DialogTexts.wrapped(image + panel.rows().introduction()));
        introduction.setFont(plain());
        content.add(left(introduction));
        content.add(Box.createVerticalStrut(BORDER));
        content.add(left(panel.first()));
        if (panel.more().getComponentCount() > 0) {
            fold.addActionListener(event -> unfold(!panel.more().isVisible()));
            JPanel folding = new JPanel(new FlowLayout(FlowLayout.LEADING));
            folding.add(fold);
            content.add(left(folding));
            content.add(left(panel.more()));
        }
        JPanel top = new JPanel(new BorderLayout());
        top.add(content, BorderLayout.PAGE_START);
        return top;
    }

    private Font plain() {
        return explanation.getFont().deriveFont(Font.PLAIN);
    }

    private static JComponent left(JComponent component) {
        component.setAlignmentX(JComponent.LEFT_ALIGNMENT);
        return component;
    }

    private JPanel foot() {
        explanation.setFont(plain());
        explanation.setVerticalAlignment(JLabel.TOP);
        explanation.setPreferredSize(
                new Dimension(
                        TEXT_WIDTH,
                        3 * explanation.getFontMetrics(explanation.getFont()).getHeight()));
        JButton help = new JButton("Help");
        help.addActionListener(event -> openHelp());
        JButton accept = new JButton(UIManager.getString("OptionPane.okButtonText"));
        accept.addActionListener(event -> accept());
        JButton cancel = new JButton(UIManager.getString("OptionPane.cancelButtonText"));
        cancel.addActionListener(event -> window.setVisible(false));
        window.getRootPane().setDefaultButton(accept);
        window.getRootPane()
                .registerKeyboardAction(
                        event -> window.setVisible(false),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        JPanel buttons = new JPanel();
        buttons.setLayout(new BoxLayout(buttons, BoxLayout.LINE_AXIS));
        buttons.add(help);
        buttons.add(Box.createHorizontalGlue());
        buttons.add(accept);
        buttons.add(Box.createHorizontalStrut(BORDER));
        buttons.add(cancel);
        JPanel foot = new JPanel(new BorderLayout(0, BORDER));
        foot.setBorder(BorderFactory.createEmptyBorder(BORDER, BORDER, BORDER, BORDER));
        foot.add(explanation, BorderLayout.CENTER);
        foot.add(buttons, BorderLayout.SOUTH);
        return foot;
    }

    private void explain(String html) {
        explanation.setText(DialogTexts.wrapped(html));
    }

    private void unfold(boolean unfolded) {
        panel.more().setVisible(unfolded);
        fold.setText(unfolded ? FEWER : MORE);
        if (unfolded) {
            UNFOLDED.add(window.getName());
        } else {
            UNFOLDED.remove(window.getName());
        }
        window.pack();
        Dimension screen =
                GraphicsEnvironment.getLocalGraphicsEnvironment()
                        .getMaximumWindowBounds()
                        .getSize();
        Dimension wanted = window.getSize();
        window.setSize(wanted.width + 20, Math.min(wanted.height, screen.height - 40));
        if (window.isShowing()) {
            window.setLocationRelativeTo(null);
        }
    }

    private void accept() {
        MissingInputs.files(module)
                .ifPresentOrElse(
                        missing -> explain("<b>" + DialogTexts.escaped(missing) + "</b>"),
                        () -> {
                            accepted = true;
                            window.setVisible(false);
                        });
    }

    private static void openHelp() {
        try {
            BrowserLauncher.openURL(HELP);
        } catch (IOException e) {
            MessageDialog.show(HELP);
        }
    }
}
