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

package io.github.diffseg.manager;

import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.JOptionPane;
import javax.swing.filechooser.FileNameExtensionFilter;

/** Asks for files of models. */
public final class ModelFileChoice {

    private final Component parent;

    /**
     * Prepares to ask for a file; nothing is shown yet.
     *
     * @param parent the window that waits for the answer, or a part of it
     */
    public ModelFileChoice(Component parent) {
        this.parent = parent;
    }

    /** {@return a folder or a checkpoint file, unless the user has changed his mind} */
    public Optional<Path> model() {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle("Add a model's folder, a .safetensors file, or a folder with such");
        chooser.setFileSelectionMode(JFileChooser.FILES_AND_DIRECTORIES);
        chooser.setApproveButtonText("Add");
        return chosen(chooser, chooser.showDialog(parent, "Add"));
    }

    Optional<Path> zipToRead() {
        JFileChooser chooser = zips("Import a model");
        return chosen(chooser, chooser.showOpenDialog(parent));
    }

    /** Asks before a file is replaced. */
    Optional<Path> zipToWrite(String model) {
        JFileChooser chooser = zips("Export " + model);
        chooser.setSelectedFile(new File(model.replaceAll("[^\\w.() -]", "_") + ".zip"));
        Optional<Path> zip = chosen(chooser, chooser.showSaveDialog(parent));
        boolean replaces = zip.map(path -> path.toFile().exists()).orElse(false);
        return replaces
                        && JOptionPane.showConfirmDialog(
                                        parent,
                                        "Replace " + zip.get() + "?",
                                        "Export",
                                        JOptionPane.OK_CANCEL_OPTION)
                                != JOptionPane.OK_OPTION
                ? Optional.empty()
                : zip;
    }

    private static JFileChooser zips(String title) {
        JFileChooser chooser = new JFileChooser();
        chooser.setDialogTitle(title);
        chooser.setFileFilter(new FileNameExtensionFilter("Exported models (*.zip)", "zip"));
        return chooser;
    }

    private static Optional<Path> chosen(JFileChooser chooser, int answer) {
        return answer == JFileChooser.APPROVE_OPTION
                ? Optional.of(chooser.getSelectedFile().toPath())
                : Optional.empty();
    }
}
