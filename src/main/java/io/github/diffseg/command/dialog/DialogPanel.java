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
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.swing.JPanel;
import org.scijava.module.Module;
import org.scijava.module.ModuleException;
import org.scijava.module.ModuleItem;
import org.scijava.widget.AbstractInputPanel;
import org.scijava.widget.InputWidget;

/** The widgets of a dialog, in the order of its {@link DialogRows}. */
final class DialogPanel extends AbstractInputPanel<JPanel, JPanel> {

    private final DialogRows rows;

    private final DialogSection first = new DialogSection();
    private final DialogSection more = new DialogSection();

    private Consumer<String> explaining = explanation -> {};

    private Runnable fitting = () -> {};

    private Map<String, String> recommended = Map.of();

    DialogPanel(DialogRows rows) {
        this.rows = rows;
    }

    DialogRows rows() {
        return rows;
    }

    /** {@return what everybody needs} */
    JPanel first() {
        return first;
    }

    /** {@return what is folded away} */
    JPanel more() {
        return more;
    }

    /**
     * Puts the widgets in their places; once, after all were added, on the event thread.
     *
     * @param explaining is told what the field is for that has the focus
     * @param fitting makes the window as large as the widgets need
     */
    void arrange(Consumer<String> explaining, Runnable fitting) {
        this.explaining = explaining;
        this.fitting = fitting;
        fill(first, rows.first().stream());
        // What the arrangement forgot must not be lost
        Stream<String> unnamed =
                widgets.keySet().stream().filter(name -> !rows.names().contains(name)).sorted();
        fill(more, Stream.concat(rows.more().stream(), unnamed));
        DialogSection.align(first, more);
        look();
    }

    private void fill(DialogSection section, Stream<String> names) {
        names.map(this::getWidget)
                .filter(Objects::nonNull)
                .forEach(
                        widget -> {
                            explainWithin(widget.getComponent(), widget.get().getItem());
                            section.add(widget);
                        });
    }

    /** {@return whether a folded value is not the default} */
    boolean hidesChanges(Module module) {
        try {
            Module untouched = module.getInfo().createModule();
            return rows.more().stream()
                    .anyMatch(
                            name ->
                                    !Objects.equals(
                                            module.getInput(name), untouched.getInput(name)));
        } catch (ModuleException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes the window as large as the widgets need by now. */
    void fit() {
        fitting.run();
    }

    /** Looks for models that have come since. */
    void look() {
        for (InputWidget<?, JPanel> widget : widgets.values()) {
            if (widget instanceof LookingWidget looking) {
                looking.look();
            }
        }
    }

    /** {@return what is wrong in one of the fields} */
    Optional<String> problem() {
        return widgets.values().stream()
                .filter(CheckedWidget.class::isInstance)
                .flatMap(widget -> ((CheckedWidget) widget).problem().stream())
                .findFirst();
    }

    /** Shows what the chosen model recommends, by the settings' keys. */
    void recommend(Map<String, String> values) {
        recommended = values;
        for (InputWidget<?, JPanel> widget : widgets.values()) {
            if (widget instanceof RecommendedWidget recommending) {
                recommending.recommend(values);
            }
        }
    }

    private void explainWithin(Component component, ModuleItem<?> item) {
        component.addFocusListener(
                new FocusAdapter() {
                    @Override
                    public void focusGained(FocusEvent event) {
                        explaining.accept(explanation(item));
                    }
                });
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                explainWithin(child, item);
            }
        }
    }

    private String explanation(ModuleItem<?> item) {
        String value = recommended.get(item.getName());
        return item.getDescription() + (value == null ? "" : " The chosen model: " + value + ".");
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
}
