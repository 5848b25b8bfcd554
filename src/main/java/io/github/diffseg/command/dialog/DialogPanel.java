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
import java.awt.GridBagConstraints;
import java.awt.GridBagLayout;
import java.awt.GridLayout;
import java.awt.Insets;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JCheckBox;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputWidget;

/**
 * The widgets of a dialog in the order of its {@link DialogRows}. Check boxes that follow each
 * other stand side by side, two in a row, with their labels beside them.
 */
final class DialogPanel extends AbstractInputPanel<JPanel, JPanel> {

    private static final int GAP = 4;

    private final DialogRows rows;

    private final JPanel first = new JPanel(new GridBagLayout());
    private final JPanel more = new JPanel(new GridBagLayout());

    private final List<JCheckBox> row = new ArrayList<>();

    private Consumer<String> explaining = explanation -> {};

    DialogPanel(DialogRows rows) {
        this.rows = rows;
    }

    DialogRows rows() {
        return rows;
    }

    /** Tells what the field is for that has the focus. */
    void explain(Consumer<String> explaining) {
        this.explaining = explaining;
    }

    /** Puts the widgets in their places; once, after all were added. */
    void arrange() {
        fill(first, rows.first().stream());
        fill(more, Stream.concat(rows.more().stream(), unnamed()));
    }

    /**
     * @return what everybody needs
     */
    JPanel first() {
        return first;
    }

    /**
     * @return what is folded away
     */
    JPanel more() {
        return more;
    }

    @Override
    public Class<JPanel> getWidgetComponentType() {
        return JPanel.class;
    }

    @Override
    public JPanel getComponent() {
        return first;
    }

    @Override
    public Class<JPanel> getComponentType() {
        return JPanel.class;
    }

    /** What the arrangement forgot: it must not be lost. */
    private Stream<String> unnamed() {
        return widgets.keySet().stream().filter(name -> !rows.names().contains(name)).sorted();
    }

    private void fill(JPanel section, Stream<String> names) {
        List<InputWidget<?, JPanel>> ordered =
                names.map(this::getWidget).filter(Objects::nonNull).toList();
        int line = 0;
        JPanel boxes = null;
        for (InputWidget<?, JPanel> widget : ordered) {
            explainWithin(widget.getComponent(), widget.get().getItem().getDescription());
            JCheckBox box = child(widget.getComponent(), JCheckBox.class);
            if (box == null) {
                boxes = null;
                addRow(section, line++, widget);
                continue;
            }
            if (boxes == null) {
                boxes = new JPanel(new GridLayout(0, 2, 2 * GAP, 0));
                section.add(boxes, at(1, line++));
            }
            box.setText(widget.get().getWidgetLabel());
            boxes.add(widget.getComponent());
        }
    }

    private static void addRow(JPanel section, int line, InputWidget<?, JPanel> widget) {
        JLabel label = new JLabel(widget.get().getWidgetLabel());
        label.setToolTipText(widget.get().getItem().getDescription());
        label.setLabelFor(widget.getComponent());
        section.add(label, at(0, line));
        section.add(widget.getComponent(), at(1, line));
    }

    private static GridBagConstraints at(int column, int line) {
        GridBagConstraints place = new GridBagConstraints();
        place.gridx = column;
        place.gridy = line;
        place.weightx = column;
        place.insets = new Insets(0, GAP, 0, GAP);
        place.anchor = GridBagConstraints.LINE_END;
        place.fill = column == 0 ? GridBagConstraints.NONE : GridBagConstraints.HORIZONTAL;
        return place;
    }

    private void explainWithin(Component component, String explanation) {
        component.addFocusListener(
                new FocusAdapter() {
                    @Override
                    public void focusGained(FocusEvent event) {
                        explaining.accept(explanation);
                    }
                });
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                explainWithin(child, explanation);
            }
        }
    }

    private static <C extends Component> C child(Container container, Class<C> type) {
        for (Component component : container.getComponents()) {
            if (type.isInstance(component)) {
                return type.cast(component);
            }
        }
        return null;
    }
}
