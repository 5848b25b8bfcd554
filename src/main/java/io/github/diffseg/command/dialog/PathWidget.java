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

import java.awt.BorderLayout;
import java.io.File;
import java.util.Map;
import javax.swing.JFileChooser;
import javax.swing.JTextField;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.filechooser.FileNameExtensionFilter;
import org.scijava.plugin.Plugin;
import org.scijava.widget.InputWidget;
import org.scijava.widget.WidgetModel;

/** The path of a file, typed or chosen with <i>Browse…</i>; may be empty. */
@Plugin(type = InputWidget.class, priority = 1)
public final class PathWidget extends RowWidget {

    private static final Map<String, Kind> KINDS =
            Map.of(
                    "address", new Kind("Choose a file, or the folder of a Zarr or N5", "", false),
                    "result_file", new Kind("Write label file", "tif", true),
                    "geojson", new Kind("Write GeoJSON", "geojson", true),
                    "vocabulary", new Kind("Open vocabulary", "json", false),
                    "vocabulary_file", new Kind("Store vocabulary", "json", true));

    /**
     * What is asked for.
     *
     * @param title of the chooser
     * @param extension of the files; empty: of any kind, and folders too
     * @param written whether the file is written; else it is there
     */
    private record Kind(String title, String extension, boolean written) {}

    private final JTextField path = new JTextField();

    @Override
    public boolean supports(WidgetModel model) {
        return model.getPanel() instanceof DialogPanel
                && model.isText()
                && KINDS.containsKey(model.getItem().getName());
    }

    @Override
    public void set(WidgetModel model) {
        super.set(model);
        path.setText(model.getText());
        path.setToolTipText(model.getItem().getDescription());
        path.getDocument().addDocumentListener(new Typing());
        getComponent().add(path, BorderLayout.CENTER);
        getComponent().add(browseButton(this::browse), BorderLayout.LINE_END);
    }

    private void browse() {
        Kind kind = KINDS.get(get().getItem().getName());
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle(kind.title());
        if (kind.extension().isEmpty()) {
            chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
        } else {
            chooser.setFileFilter(
                    new FileNameExtensionFilter("*." + kind.extension(), kind.extension()));
        }
        int answer =
                kind.written()
                        ? chooser.showSaveDialog(getComponent())
                        : chooser.showOpenDialog(getComponent());
        if (answer == JFileChooser.APPROVE_OPTION) {
            File file = chooser.getSelectedFile();
            boolean isNamed = !kind.written() || file.getName().contains(".");
            path.setText(isNamed ? file.getPath() : file.getPath() + "." + kind.extension());
        }
    }

    private final class Typing implements DocumentListener {

        @Override
        public void insertUpdate(DocumentEvent event) {
            updateModel();
        }

        @Override
        public void removeUpdate(DocumentEvent event) {
            updateModel();
        }

        @Override
        public void changedUpdate(DocumentEvent event) {
            updateModel();
        }
    }

    @Override
    public String getValue() {
        return path.getText();
    }

    @Override
    void show(String text) {
        path.setText(text);
    }
}
