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
import io.github.diffseg.model.ModelChoice;
import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Font;
import java.awt.GridLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.SwingWorker;
import org.scijava.command.CommandInfo;
import org.scijava.command.CommandService;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.AbstractInputWidget;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/**
 * A choice of the models that are installed, by name, with <i>Browse…</i> for one that lies
 * elsewhere and <i>Get more…</i>. Where a command takes several models, their names can be typed,
 * separated by commas.
 */
@Plugin(type = InputWidget.class, priority = 1)
public final class ModelWidget extends AbstractInputWidget<String, JPanel> {

    /** The command that gets models, by its name in the menu. */
    static final String GET_MORE = "DiffSeg Models...";

    private static final int GAP = 4;

    @Parameter(required = false)
    private CommandService commands;

    private JPanel component;
    private JComboBox<String> names;
    private JLabel notice;

    @Override
    public boolean supports(WidgetModel model) {
        return model.getPanel() instanceof DialogPanel
                && model.isText()
                && RecentValues.MODELS.contains(model.getItem().getName());
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        names = new JComboBox<>(new String[] {model.getText()});
        names.setEditable(!model.getItem().getName().equals(RecentValues.MODEL));
        names.setToolTipText(model.getItem().getDescription());
        names.setRenderer(new Shortened());
        // A long path shall not make the dialog wide
        names.setPrototypeDisplayValue("stable-diffusion-v1-5-and-more");
        names.addActionListener(event -> choose());
        notice = new JLabel();
        notice.setFont(notice.getFont().deriveFont(Font.PLAIN));
        component = new JPanel(new BorderLayout(GAP, 0));
        component.setBorder(DialogSection.LIKE_SCIJAVA);
        component.add(names, BorderLayout.CENTER);
        component.add(buttons(), BorderLayout.LINE_END);
        component.add(notice, BorderLayout.PAGE_END);
    }

    /** Looks which models there are, and what the chosen one recommends. */
    void look() {
        new Looking().execute();
        choose();
    }

    private JPanel buttons() {
        JPanel buttons = new JPanel(new GridLayout(1, 0, GAP, 0));
        JButton browse = new JButton("Browse…");
        browse.addActionListener(event -> browse());
        buttons.add(browse);
        CommandInfo getMore = getMore();
        if (getMore != null) {
            JButton more = new JButton("Get more…");
            more.addActionListener(event -> commands.run(getMore, true));
            buttons.add(more);
        }
        return buttons;
    }

    private CommandInfo getMore() {
        return commands == null
                ? null
                : commands.getCommands().stream()
                        .filter(
                                info ->
                                        info.getMenuPath() != null
                                                && info.getMenuPath().getLeaf() != null
                                                && GET_MORE.equals(
                                                        info.getMenuPath().getLeaf().getName()))
                        .findFirst()
                        .orElse(null);
    }

    private void browse() {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle("A model's folder, or a checkpoint file");
        chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
        if (chooser.showOpenDialog(component) != JFileChooser.APPROVE_OPTION) {
            return;
        }
        Path path = chooser.getSelectedFile().toPath();
        try {
            names.setSelectedItem(offered(InstalledModels.add(path)));
        } catch (UserException e) {
            MessageDialog.show("DiffSeg: " + e.getMessage());
        }
    }

    /** Adds a name to the list unless it is there. */
    private String offered(String name) {
        for (int i = 0; i < names.getItemCount(); i++) {
            if (names.getItemAt(i).equals(name)) {
                return name;
            }
        }
        names.addItem(name);
        return name;
    }

    private void choose() {
        updateModel();
        String model = getValue();
        notice.setText(
                ModelChoice.isEmbedded(model)
                        ? "A small starter that knows no objects; a Stable Diffusion model does."
                        : "");
        ((DialogPanel) get().getPanel()).recommend(model);
    }

    @Override
    public String getValue() {
        Object chosen = names.getSelectedItem();
        return chosen == null ? "" : chosen.toString();
    }

    @Override
    public void refreshWidget() {
        if (!get().getText().equals(getValue())) {
            names.setSelectedItem(offered(get().getText()));
        }
    }

    @Override
    public JPanel getComponent() {
        return component;
    }

    @Override
    public Class<JPanel> getComponentType() {
        return JPanel.class;
    }

    /** Looks for models; a folder may lie on a slow disk. */
    private final class Looking extends SwingWorker<List<String>, Void> {

        @Override
        protected List<String> doInBackground() {
            return InstalledModels.names();
        }

        @Override
        protected void done() {
            try {
                get().forEach(ModelWidget.this::offered);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException e) {
                MessageDialog.show("DiffSeg: " + e.getCause().getMessage());
            }
        }
    }

    /** Of a path the end counts. */
    private static final class Shortened extends DefaultListCellRenderer {

        private static final long serialVersionUID = 1L;

        @Override
        public Component getListCellRendererComponent(
                JList<?> list, Object value, int index, boolean selected, boolean focused) {
            super.getListCellRendererComponent(list, value, index, selected, focused);
            if (value != null) {
                setToolTipText(value.toString());
                setText(
                        value.toString()
                                .replaceFirst("^.*(?=[/\\\\][^/\\\\]+[/\\\\][^/\\\\]+$)", "…"));
            }
            return this;
        }
    }
}
