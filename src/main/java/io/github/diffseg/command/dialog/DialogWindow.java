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
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.failure.UserException;
import java.awt.BorderLayout;
import java.awt.Dimension;
import java.awt.FlowLayout;
import java.awt.Font;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Collections;
import java.util.HashSet;
import java.util.Optional;
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
import org.scijava.module.Module;
import org.scijava.module.ModuleItem;

/**
 * The window of a dialog: what the command does, what everybody needs, and <i>More…</i>, which
 * unfolds the rest.
 */
final class DialogWindow {

    static final String MORE = "More…";
    static final String FEWER = "Fewer";

    private static final int BORDER = 8;

    /** What a scroll bar takes away. */
    private static final int BAR_WIDTH = 20;

    /** What a window's title and frame, and some space around it, take away. */
    private static final int FRAME_HEIGHT = 40;

    private static final int SCROLLING_STEP = 12;

    /** The dialogs that were unfolded last, by their titles. */
    private static final Set<String> UNFOLDED = Collections.synchronizedSet(new HashSet<>());

    private final DialogPanel panel;
    private final Module module;
    private final JDialog window;
    private final DialogFoot foot;
    private final JButton fold = new JButton();

    private boolean accepted;

    DialogWindow(DialogPanel panel, Module module) {
        this.panel = panel;
        this.module = module;
        String title = module.getInfo().getTitle();
        window = new JDialog(IJ.getInstance(), title, true);
        window.setName(title);
        foot = new DialogFoot(this::accept, this::close);
        panel.arrange(foot::explain, this::grow);
        JScrollPane scrolling = new JScrollPane(content());
        scrolling.getVerticalScrollBar().setUnitIncrement(SCROLLING_STEP);
        window.add(scrolling, BorderLayout.CENTER);
        window.add(foot, BorderLayout.PAGE_END);
        window.getRootPane().setDefaultButton(foot.acceptButton());
        window.getRootPane()
                .registerKeyboardAction(
                        event -> close(),
                        KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0),
                        JComponent.WHEN_IN_FOCUSED_WINDOW);
        window.addWindowFocusListener(
                new WindowAdapter() {
                    @Override
                    public void windowGainedFocus(WindowEvent event) {
                        panel.look();
                    }
                });
        unfold(UNFOLDED.contains(title) || panel.hidesChanges(module));
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
        String introduction = DialogTexts.escaped(panel.rows().introduction());
        JLabel head = new JLabel(DialogTexts.wrapped(image + introduction));
        head.setFont(head.getFont().deriveFont(Font.PLAIN));
        content.add(left(head));
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

    private static JComponent left(JComponent component) {
        component.setAlignmentX(JComponent.LEFT_ALIGNMENT);
        return component;
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
        window.setSize(wanted());
        if (window.isShowing()) {
            window.setLocationRelativeTo(null);
        }
    }

    /** For a text that has got more lines; what the user has made larger stays so. */
    private void grow() {
        Dimension wanted = wanted();
        if (window.isShowing()) {
            window.setSize(
                    Math.max(wanted.width, window.getWidth()),
                    Math.max(wanted.height, window.getHeight()));
            window.validate();
        }
    }

    private Dimension wanted() {
        Dimension content = window.getPreferredSize();
        int most =
                GraphicsEnvironment.getLocalGraphicsEnvironment().getMaximumWindowBounds().height
                        - FRAME_HEIGHT;
        return new Dimension(content.width + BAR_WIDTH, Math.min(content.height, most));
    }

    private void accept() {
        Optional<String> problem =
                panel.problem()
                        .or(() -> wrongSetting(module))
                        .or(() -> MissingInputs.files(module));
        if (problem.isPresent()) {
            foot.warn(problem.get());
        } else {
            accepted = true;
            close();
        }
    }

    /** What is wrong with one alone; what does not go together is told by the command. */
    private static Optional<String> wrongSetting(Module module) {
        for (ModuleItem<?> item : Dialogs.values(module)) {
            Optional<Setting> setting = Setting.of(item.getName());
            try {
                setting.ifPresent(
                        known ->
                                SettingsRequest.ALL_RECOMMENDED.with(
                                        known, module.getInput(item.getName())));
            } catch (UserException e) {
                return Optional.of(e.getMessage());
            }
        }
        return Optional.empty();
    }

    private void close() {
        window.setVisible(false);
    }
}
