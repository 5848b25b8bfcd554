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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.manager.ModelFileChoice;
import io.github.diffseg.manager.ModelsWindow;
import java.awt.BorderLayout;
import java.awt.Font;
import java.awt.GridLayout;
import java.nio.file.Path;
import java.util.List;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/**
 * A choice of the models that are installed, by name, with <i>Browse…</i> for one that lies
 * elsewhere and <i>Get more…</i>. A checkpoint and what completes it can be typed, with a plus sign
 * between them, and several models, separated by commas, where a command takes several.
 */
@Plugin(type = InputWidget.class, priority = 1)
public final class ModelWidget extends RowWidget implements LookingWidget {

    private final JLabel notice = new JLabel(" ");
    private OfferedNames names;

    @Override
    public boolean supports(WidgetModel model) {
        return model.getPanel() instanceof DialogPanel
                && model.isText()
                && RecentValues.MODELS.contains(model.getItem().getName());
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        names = new OfferedNames(model.getText());
        // Several models, or a checkpoint and what has the rest of it, have no entry of their own
        names.setEditable(true);
        names.setToolTipText(model.getItem().getDescription());
        names.addActionListener(event -> choose());
        notice.setFont(notice.getFont().deriveFont(Font.PLAIN));
        getComponent().add(names, BorderLayout.CENTER);
        getComponent().add(buttons(), BorderLayout.LINE_END);
        getComponent().add(notice, BorderLayout.PAGE_END);
    }

    private JPanel buttons() {
        JPanel buttons = new JPanel(new GridLayout(1, 0, GAP, 0));
        buttons.add(browseButton(this::browse));
        JButton more = new JButton("Get more…");
        more.addActionListener(event -> ModelsWindow.show(ModelLibrary.ofUser()));
        buttons.add(more);
        return buttons;
    }

    private void browse() {
        new ModelFileChoice(getComponent()).model().ifPresent(this::add);
    }

    private void add(Path path) {
        try {
            List<ModelPlace> added = ModelLibrary.ofUser().add(path);
            added.forEach(place -> names.offer(place.name()));
            names.setSelectedItem(added.get(0).name());
        } catch (UserException e) {
            tell(e.getMessage());
        }
    }

    /** Looks for models that have come since, and shows what the chosen one recommends. */
    @Override
    public void look() {
        Later.run(
                () -> ModelLibrary.ofUser().places(),
                places -> places.forEach(place -> names.offer(place.name())),
                this::tell);
        ask();
    }

    private void choose() {
        updateModel();
        ask();
    }

    private void ask() {
        String model = getValue();
        Later.run(
                () -> ModelAdvice.of(model),
                advice -> {
                    // Unless another one has been chosen meanwhile
                    if (model.equals(getValue())) {
                        tell(advice.notice());
                        ((DialogPanel) get().getPanel()).recommend(advice.values());
                    }
                },
                this::tell);
    }

    private void tell(String sentence) {
        // Its line is kept, so that the fields below stay where they are
        notice.setText(
                sentence.isEmpty() ? " " : DialogTexts.wrappedShort(DialogTexts.escaped(sentence)));
        ((DialogPanel) get().getPanel()).fit();
    }

    @Override
    public String getValue() {
        return names.chosen();
    }

    @Override
    void show(String text) {
        names.choose(text);
    }
}
