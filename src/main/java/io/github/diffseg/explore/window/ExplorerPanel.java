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

import static io.github.diffseg.explore.window.Controls.button;
import static io.github.diffseg.explore.window.Controls.named;

import io.github.diffseg.Attention;
import io.github.diffseg.explore.LevelMark;
import io.github.diffseg.explore.Palette;
import io.github.diffseg.explore.Shown;
import java.awt.BorderLayout;
import java.awt.GridLayout;
import java.util.List;
import java.util.Locale;
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

/** The controls of the explorer, without what they do. Components have names, for tests. */
final class ExplorerPanel extends JPanel {

    private static final long serialVersionUID = 1L;

    /** In place of a resolution. */
    static final String SEGMENTS = "Segments";

    static final String ALL = "Attention, all resolutions";
    static final String ONE = "Attention, ";
    private static final int GAP = 8;

    final MarkedSlider slider = named(new MarkedSlider(), "granularity");
    final JLabel value = named(new JLabel(" "), "value");
    final JLabel message = named(new JLabel(" "), "message");
    final JCheckBox crisp = named(new JCheckBox("Crisp borders"), "crisp");
    final JCheckBox paper = named(new JCheckBox("As in the paper"), "paper");
    final JComboBox<Palette> palette = named(new JComboBox<>(Palette.values()), "palette");
    final JComboBox<String> shown = named(new JComboBox<>(), "shown");
    final JButton merge = button("Merge", "merge", "Make one of the two selected segments (M)");
    final JButton split = button("Split", "split", "Part the selected segment in two (S)");
    final JButton delete = button("Delete", "delete", "Remove the selected segment (Delete)");
    final JButton undo = button("Undo", "undo", "Take the last step back (Ctrl+Z)");
    final JButton redo = button("Redo", "redo", "Take the last undo back (Ctrl+Y)");
    final JButton again = button("Explore again", "again", "Look at what is shown now");
    final JCheckBox follow = named(new JCheckBox("Follow", true), "follow");
    final JButton acceptAll =
            button(
                    "Accept all",
                    "acceptAll",
                    "Make the results of all planes at this granularity, with the corrections of"
                            + " each plane");
    final JButton accept = button("Accept", "accept", "Make the results (Enter)");
    final JButton cancel =
            button("Cancel", "cancel", "End without results, or stop what runs (Esc)");

    private boolean adjusting;

    /**
     * Lays the controls out.
     *
     * @param resolutions of the attention that can be shown
     * @param stack whether there are other planes to go to
     */
    ExplorerPanel(List<String> resolutions, boolean stack) {
        super(new BorderLayout(GAP, GAP));
        setBorder(BorderFactory.createEmptyBorder(GAP, GAP, GAP, GAP));
        paper.setToolTipText(
                "Merging at a threshold, as published: groups overlap, so that a higher threshold"
                        + " may also part what was one (P)");
        crisp.setToolTipText("Borders move to the edges of the image (C)");
        palette.setToolTipText("Colours of the segments");
        shown.setToolTipText("Segments, or where the network attends to from the clicked pixel");
        shown.addItem(SEGMENTS);
        shown.addItem(ALL);
        resolutions.forEach(resolution -> shown.addItem(ONE + resolution));
        follow.setToolTipText("Explores each plane on which you stop; else a button does");
        follow.setVisible(stack);
        acceptAll.setVisible(stack);
        again.setVisible(false);
        add(granularity(), BorderLayout.NORTH);
        add(middle(), BorderLayout.CENTER);
        add(buttons(), BorderLayout.SOUTH);
    }

    /**
     * Tells of the slider's moves by the user, not by a program.
     *
     * @param listener gets the position to which the user moves the slider
     */
    void onSlide(IntConsumer listener) {
        slider.addChangeListener(
                e -> {
                    if (!adjusting) {
                        listener.accept(slider.getValue());
                    }
                });
    }

    /**
     * Gives the slider other positions.
     *
     * @param count of the slider's positions
     * @param marks some of them
     */
    void setSteps(int count, List<LevelMark> marks) {
        adjusting = true;
        slider.setMinimum(0);
        slider.setMaximum(count - 1);
        slider.setMarks(marks);
        adjusting = false;
    }

    /** What the user wants to see. */
    ExploredPlane.Look look() {
        int index = shown.getSelectedIndex();
        return new ExploredPlane.Look(
                (Palette) palette.getSelectedItem(),
                paper.isSelected(),
                index > 0,
                index == 1 ? Attention.ALL_RESOLUTIONS : index - 2);
    }

    /**
     * Tells of what is explored, and enables what can be done.
     *
     * @param merging whether the paper's segments are not known yet
     * @param running whether the user waits for something, meanwhile nothing can be changed
     */
    void show(ExploredPlane plane, Shown image, boolean merging, boolean running) {
        adjusting = true;
        slider.setValue(plane.session().position());
        adjusting = false;
        int count = plane.count(look());
        value.setText(
                String.format(
                        Locale.ROOT,
                        "%s=%s    %s %s",
                        paper.isSelected() ? "threshold" : "granularity",
                        plane.session().exploration().granularity(),
                        merging ? "…" : count,
                        count == 1 && !merging ? "segment" : "segments"));
        for (JComponent control : List.of(slider, crisp, paper, again)) {
            control.setEnabled(!running);
        }
        paper.setEnabled(!running && plane.source().mergesAsInThePaper());
        boolean tree = !paper.isSelected() && !running;
        merge.setEnabled(tree && plane.canMerge());
        split.setEnabled(tree && plane.canSplit());
        delete.setEnabled(tree && plane.canDelete());
        undo.setEnabled(plane.session().canUndo() && !running);
        redo.setEnabled(plane.session().canRedo() && !running);
        acceptAll.setEnabled(!running);
        accept.setEnabled(image == Shown.EXPLORED && !running);
        again.setText(image == Shown.OTHER_PLANE ? "Explore this plane" : "Explore again");
        again.setVisible(image != Shown.EXPLORED);
        cancel.setText(running ? "Stop" : "Cancel");
    }

    private JComponent granularity() {
        JPanel ends = new JPanel(new BorderLayout());
        ends.add(new JLabel("finer"), BorderLayout.WEST);
        ends.add(slider, BorderLayout.CENTER);
        ends.add(new JLabel("coarser"), BorderLayout.EAST);
        JPanel panel = new JPanel(new BorderLayout(0, GAP / 2));
        panel.add(ends, BorderLayout.NORTH);
        panel.add(value, BorderLayout.CENTER);
        return panel;
    }

    private JComponent middle() {
        JPanel options = new JPanel(new GridLayout(2, 2, GAP, GAP / 2));
        options.add(crisp);
        options.add(palette);
        options.add(paper);
        options.add(shown);
        JPanel corrections = new JPanel(new GridLayout(1, 5, GAP / 2, 0));
        for (JButton button : List.of(merge, split, delete, undo, redo)) {
            corrections.add(button);
        }
        JPanel panel = new JPanel();
        panel.setLayout(new BoxLayout(panel, BoxLayout.Y_AXIS));
        for (JComponent row : List.of(options, corrections, wide(message))) {
            row.setAlignmentX(LEFT_ALIGNMENT);
            panel.add(row);
            panel.add(Box.createVerticalStrut(GAP));
        }
        return panel;
    }

    private JComponent buttons() {
        JPanel panel = new JPanel();
        panel.setLayout(new BoxLayout(panel, BoxLayout.X_AXIS));
        panel.add(follow);
        panel.add(Box.createHorizontalGlue());
        for (JButton button : List.of(again, cancel, acceptAll, accept)) {
            panel.add(Box.createHorizontalStrut(GAP / 2));
            panel.add(button);
        }
        return panel;
    }

    private static JComponent wide(JLabel label) {
        JPanel panel = new JPanel(new BorderLayout());
        panel.add(label, BorderLayout.CENTER);
        return panel;
    }
}
