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

import static io.github.diffseg.explore.window.Controls.button;
import static io.github.diffseg.explore.window.Controls.named;

import io.github.diffseg.output.LabelColors;
import io.github.diffseg.teach.Lesson;
import io.github.diffseg.teach.TaughtLayer.Look;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.GridLayout;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import javax.swing.BorderFactory;
import javax.swing.Box;
import javax.swing.BoxLayout;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;

/** The controls of teaching, without what they do. Components have names, for tests. */
final class TeachPanel extends JPanel {

    private static final long serialVersionUID = 1L;

    private static final int GAP = 8;
    private static final int SWATCH = 16;
    private static final int NAME_COLUMNS = 12;

    final JLabel message = named(new JLabel(" "), "message");
    final JComboBox<Look> look = named(new JComboBox<>(Look.values()), "look");
    final JCheckBox objects = named(new JCheckBox("Objects"), "objects");
    final JButton newClass = button("New class", "new_class", "One class more");
    final JButton groups =
            button(
                    "From ROI Manager",
                    "groups",
                    "Each ROI of this plane that has a group becomes a scribble of that class");
    final JButton undo = button("Undo", "undo", "Take the last step back (Ctrl+Z)");
    final JButton save = button("Save...", "save", "Save the classifier");
    final JButton results =
            button("Results", "results", "Save the classifier, and make the results of this plane");
    final JButton end = button("Close", "end", "End; what was not saved is lost");

    private final JPanel rows = new JPanel();
    private final List<Row> classes = new ArrayList<>();
    private final IntConsumer add;
    private final BiConsumer<Integer, String> rename;

    /** A class. */
    private final class Row extends JPanel {

        private static final long serialVersionUID = 1L;

        final JTextField name;
        final JLabel count;
        final JButton button;

        Row(int number) {
            super(new BorderLayout(GAP / 2, 0));
            JPanel swatch = new JPanel();
            swatch.setBackground(LabelColors.of(number));
            swatch.setPreferredSize(new Dimension(SWATCH, SWATCH));
            name = named(new JTextField(NAME_COLUMNS), "name_" + number);
            name.addActionListener(e -> rename.accept(number, name.getText()));
            name.addFocusListener(
                    new FocusAdapter() {
                        @Override
                        public void focusLost(FocusEvent e) {
                            rename.accept(number, name.getText());
                        }
                    });
            count = named(new JLabel(), "count_" + number);
            count.setPreferredSize(new Dimension(3 * SWATCH, SWATCH));
            count.setToolTipText("Scribbles");
            button =
                    button(
                            "Add (" + number + ")",
                            "add_" + number,
                            "The selection is of this class (key " + number + ")");
            button.addActionListener(e -> add.accept(number));
            JPanel right = new JPanel(new BorderLayout(GAP / 2, 0));
            right.add(count, BorderLayout.WEST);
            right.add(button, BorderLayout.EAST);
            add(swatch, BorderLayout.WEST);
            add(name, BorderLayout.CENTER);
            add(right, BorderLayout.EAST);
            setBorder(BorderFactory.createEmptyBorder(0, 0, GAP / 2, 0));
        }
    }

    /**
     * Makes the controls.
     *
     * @param add gets the number of the class that the selection shall be of
     * @param rename gets the number of a class and its new name
     */
    TeachPanel(IntConsumer add, BiConsumer<Integer, String> rename) {
        super(new BorderLayout(GAP, GAP));
        this.add = add;
        this.rename = rename;
        setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        look.setToolTipText("What is laid over the image");
        objects.setToolTipText("Results: each connected part of a class is an object of its own");
        rows.setLayout(new BoxLayout(rows, BoxLayout.Y_AXIS));
        JPanel north = new JPanel(new BorderLayout(0, GAP / 2));
        north.add(
                new JLabel("Draw a selection, then press the number of its class."),
                BorderLayout.NORTH);
        north.add(rows, BorderLayout.CENTER);
        add(north, BorderLayout.NORTH);
        add(middle(), BorderLayout.CENTER);
        add(ends(), BorderLayout.SOUTH);
    }

    private JComponent middle() {
        JPanel buttons = new JPanel(new GridLayout(1, 3, GAP / 2, 0));
        buttons.add(newClass);
        buttons.add(groups);
        buttons.add(undo);
        JPanel seen = new JPanel(new BorderLayout(GAP, 0));
        seen.add(new JLabel("Show"), BorderLayout.WEST);
        seen.add(look, BorderLayout.CENTER);
        JPanel told = new JPanel(new BorderLayout());
        told.add(message, BorderLayout.CENTER);
        JPanel panel = new JPanel();
        panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
        for (JComponent row : List.of(buttons, seen, told)) {
            row.setAlignmentX(LEFT_ALIGNMENT);
            panel.add(row);
            panel.add(Box.createVerticalStrut(GAP));
        }
        return panel;
    }

    private JComponent ends() {
        JPanel panel = new JPanel();
        panel.setLayout(new BoxLayout(panel, BoxLayout.X_AXIS));
        panel.add(objects);
        panel.add(Box.createHorizontalGlue());
        for (Component button : List.of(end, save, results)) {
            panel.add(Box.createHorizontalStrut(GAP / 2));
            panel.add(button);
        }
        return panel;
    }

    /**
     * Tells what was taught, and enables what can be done.
     *
     * @param running whether the user waits for something
     * @param canUndo whether there is a step to take back
     * @return whether there are other rows than before
     */
    boolean show(Lesson lesson, boolean running, boolean canUndo) {
        boolean changed = classes.size() != lesson.classes().size();
        while (classes.size() > lesson.classes().size()) {
            rows.remove(classes.remove(classes.size() - 1));
        }
        while (classes.size() < lesson.classes().size()) {
            Row row = new Row(classes.size() + 1);
            classes.add(row);
            rows.add(row);
        }
        for (int i = 0; i < classes.size(); i++) {
            Row row = classes.get(i);
            if (!row.name.isFocusOwner()) {
                row.name.setText(lesson.classes().get(i));
            }
            row.count.setText(Integer.toString(lesson.count(i + 1)));
            row.button.setEnabled(!running);
        }
        boolean taught = lesson.drawn().length > 1;
        newClass.setEnabled(!running && classes.size() < Lesson.MOST_CLASSES);
        groups.setEnabled(!running);
        undo.setEnabled(!running && canUndo);
        save.setEnabled(!running && taught);
        results.setEnabled(!running && taught);
        end.setText(running ? "Stop" : "Close");
        return changed;
    }
}
