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

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.Insets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.swing.BorderFactory;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.border.Border;
import org.scijava.widget.InputWidget;

/**
 * Widgets one below the other, with their labels at the left. Check boxes that follow each other
 * stand side by side, two in a row, with their labels at the right.
 */
final class DialogSection extends JPanel {

    /** The margins that SciJava's widgets have, so that ours are as wide. */
    static final Border LIKE_SCIJAVA = BorderFactory.createEmptyBorder(4, 1, 4, 8);

    private static final long serialVersionUID = 1L;

    private static final int GAP = 4;

    /** The height of a widget's first line, beside which its label stands. */
    private static final int LINE = 32;

    private final transient List<JLabel> labels = new ArrayList<>();

    private int lines;

    /** The check boxes that the next one joins, or null. */
    private JPanel boxes;

    DialogSection() {
        super(new GridBagLayout());
    }

    /** Adds a widget at the lower end. */
    void add(InputWidget<?, JPanel> widget) {
        JPanel component = widget.getComponent();
        component.setName(widget.get().getItem().getName());
        JCheckBox box = box(component);
        if (box == null) {
            boxes = null;
            addLabelled(widget, component);
            return;
        }
        if (boxes == null) {
            boxes = new JPanel(new GridLayout(0, 2, 2 * GAP, 0));
            add(boxes, at(1));
            lines++;
        }
        box.setText(widget.get().getWidgetLabel());
        boxes.add(component);
    }

    private void addLabelled(InputWidget<?, JPanel> widget, JPanel component) {
        JLabel label = new JLabel(widget.get().getWidgetLabel(), JLabel.TRAILING);
        label.setToolTipText(widget.get().getItem().getDescription());
        label.setLabelFor(component);
        labels.add(label);
        GridBagConstraints place = at(0);
        int height = Math.min(component.getPreferredSize().height, LINE);
        place.insets.top = Math.max(0, (height - label.getPreferredSize().height) / 2);
        add(label, place);
        add(component, at(1));
        lines++;
    }

    /** Makes the labels of sections that stand below each other equally wide. */
    static void align(DialogSection... sections) {
        int widest =
                Stream.of(sections)
                        .flatMap(section -> section.labels.stream())
                        .mapToInt(label -> label.getPreferredSize().width)
                        .max()
                        .orElse(0);
        for (DialogSection section : sections) {
            for (JLabel label : section.labels) {
                label.setPreferredSize(new Dimension(widest, label.getPreferredSize().height));
            }
        }
    }

    private GridBagConstraints at(int column) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = column;
        place.gridy = lines;
        place.weightx = column;
        place.insets = new Insets(0, GAP, 0, GAP);
        place.anchor = GridBagConstraints.FIRST_LINE_END;
        place.fill = column == 0 ? GridBagConstraints.NONE : GridBagConstraints.HORIZONTAL;
        return place;
    }

    private static JCheckBox box(Container widget) {
        for (Component component : widget.getComponents()) {
            if (component instanceof JCheckBox box) {
                return box;
            }
        }
        return null;
    }
}
