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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.library.CatalogueModel;
import io.github.diffseg.library.MeasuredTime;
import io.github.diffseg.library.ModelArchive;
import io.github.diffseg.library.ModelChecks;
import io.github.diffseg.library.ModelDownload;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelOrigin;
import io.github.diffseg.library.ModelPlace;
import io.github.diffseg.manager.Inventory.Installed;
import io.github.diffseg.progress.Progress;
import java.awt.Desktop;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.swing.JOptionPane;

/** What the window's buttons do. On the event thread, but for what takes time. */
final class ModelsActions {

    private static final Logger LOG = System.getLogger(ModelsActions.class.getName());

    private final ModelLibrary library;
    private final ModelsPanel panel;
    private final ModelFileChoice files;
    private WindowTask<?> running;

    ModelsActions(ModelLibrary library, ModelsPanel panel) {
        this.library = library;
        this.panel = panel;
        this.files = new ModelFileChoice(panel);
        panel.setDefault.addActionListener(e -> setDefault(selected()));
        panel.check.addActionListener(e -> check(selected()));
        panel.openFolder.addActionListener(e -> openFolder(selected()));
        panel.export.addActionListener(
                e -> files.zipToWrite(selected().name()).ifPresent(zip -> export(selected(), zip)));
        panel.remove.addActionListener(e -> askAndRemove(selected()));
        panel.add.addActionListener(e -> files.model().ifPresent(this::add));
        panel.importZip.addActionListener(e -> files.zipToRead().ifPresent(this::importZip));
        panel.get.addActionListener(e -> get(selectedToGet()));
        panel.measure.addActionListener(e -> measure());
        panel.cancel.addActionListener(e -> cancel());
        panel.installedRows.getSelectionModel().addListSelectionListener(e -> select());
        panel.worthGettingRows.getSelectionModel().addListSelectionListener(e -> select());
    }

    /** Looks at all models anew. */
    void refresh(String selectedName, String message) {
        run(
                "Looking for models",
                progress -> Inventory.of(library),
                inventory -> show(inventory, selectedName, message));
    }

    private void show(Inventory inventory, String selectedName, String message) {
        CatalogueModel wanted = selectedToGet();
        panel.installed.show(inventory);
        panel.worthGetting.show(inventory);
        int again = inventory.worthGetting().indexOf(wanted);
        if (again >= 0) {
            panel.worthGettingRows.setRowSelectionInterval(again, again);
        }
        for (int i = 0; i < inventory.installed().size(); i++) {
            if (inventory.installed().get(i).name().equals(selectedName)) {
                panel.installedRows.setRowSelectionInterval(i, i);
            }
        }
        panel.tell(message);
        select();
    }

    void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    private Installed selected() {
        int row = panel.installedRows.getSelectedRow();
        return row < 0 || row >= panel.installed.getRowCount() ? null : panel.installed.row(row);
    }

    private CatalogueModel selectedToGet() {
        int row = panel.worthGettingRows.getSelectedRow();
        return row < 0 || row >= panel.worthGetting.getRowCount()
                ? null
                : panel.worthGetting.row(row);
    }

    /** Buttons follow the rows, and only when nothing is done. */
    private void select() {
        Installed row = selected();
        panel.details(row == null ? "Select a model to see where it lies." : ModelDetails.of(row));
        if (panel.isBusy()) {
            return;
        }
        boolean hasFiles = row != null && row.model().place().path().isPresent();
        panel.setDefault.setEnabled(row != null && row.model().problem().isEmpty());
        panel.check.setEnabled(row != null);
        panel.openFolder.setEnabled(hasFiles);
        panel.export.setEnabled(hasFiles);
        panel.remove.setEnabled(
                hasFiles
                        && (row.model().place().origin() == ModelOrigin.DOWNLOADED
                                || row.model().place().origin() == ModelOrigin.ADDED));
        panel.get.setEnabled(selectedToGet() != null);
    }

    void setDefault(Installed row) {
        run(
                "Setting the default",
                progress -> {
                    library.prefer(row.name());
                    return row.name() + " is what dialogs offer first from now on";
                },
                message -> refresh(row.name(), message));
    }

    void check(Installed row) {
        run(
                "Checking " + row.name(),
                progress -> new ModelChecks(library).check(row.model().place(), progress),
                outcome -> {
                    refresh(row.name(), outcome.sentence());
                });
    }

    void openFolder(Installed row) {
        Path path = row.model().place().path().orElseThrow();
        Path folder = Files.isDirectory(path) ? path : path.getParent();
        try {
            if (!Desktop.isDesktopSupported()
                    || !Desktop.getDesktop().isSupported(Desktop.Action.OPEN)) {
                panel.tell("It lies in " + folder + "; this system opens no folders for programs");
                return;
            }
            Desktop.getDesktop().open(folder.toFile());
        } catch (IOException e) {
            panel.tellFailure(folder + " cannot be opened: " + e.getMessage());
        }
    }

    void export(Installed row, Path zip) {
        run(
                "Exporting " + row.name(),
                progress -> {
                    new ModelArchive(library).export(row.model().place(), zip, progress);
                    return row.name() + " is in " + zip;
                },
                panel::tell);
    }

    private void askAndRemove(Installed row) {
        boolean deletes = row.model().place().origin() == ModelOrigin.DOWNLOADED;
        String question =
                deletes
                        ? "Delete " + row.name() + " from this computer?"
                        : "Take " + row.name() + " off the list? Its files stay where they are.";
        if (JOptionPane.showConfirmDialog(panel, question, "Remove", JOptionPane.OK_CANCEL_OPTION)
                == JOptionPane.OK_OPTION) {
            remove(row);
        }
    }

    void remove(Installed row) {
        run(
                "Removing " + row.name(),
                progress -> library.remove(row.name()),
                message -> refresh("", message));
    }

    void add(Path path) {
        run(
                "Adding " + path,
                progress -> library.add(path),
                added -> refresh(added.isEmpty() ? "" : added.get(0).name(), added(added)));
    }

    private static String added(List<ModelPlace> added) {
        return added.isEmpty()
                ? "What lies there was on the list already"
                : "Added " + added.stream().map(ModelPlace::name).collect(Collectors.joining(", "));
    }

    void importZip(Path zip) {
        run(
                "Importing " + zip.getFileName(),
                progress -> new ModelArchive(library).importFrom(zip, progress),
                place -> refresh(place.name(), place.name() + " is here"));
    }

    void get(CatalogueModel model) {
        run(
                "Asking the Hugging Face hub for " + model.title(),
                progress ->
                        new ModelDownload(library)
                                .get(model.name(), new LicenceDialog(panel), progress),
                place ->
                        refresh(
                                place.name(),
                                place.name() + " is here; choose it as Model in the dialogs"));
    }

    void measure() {
        run(
                "Measuring the speed",
                progress -> {
                    MeasuredTime measured = ImageTime.measure(progress);
                    measured.write(library);
                    return measured;
                },
                measured ->
                        refresh(
                                "",
                                String.format(
                                        Locale.ROOT,
                                        "The embedded model takes %.1f s for a 512 px image on %s;"
                                                + " the times of the others are rough estimates by"
                                                + " that",
                                        measured.seconds(),
                                        measured.device())));
    }

    private <T> void run(String step, Function<Progress, T> work, Consumer<T> then) {
        panel.busy(step);
        running = new WindowTask<>(work, then, this::fail, this::end, this::report).start();
    }

    private void report(String step, double fraction) {
        if (panel.isBusy()) {
            panel.report(step, fraction);
        }
    }

    private void end() {
        running = null;
        panel.free();
        select();
    }

    private void fail(Throwable failure) {
        if (failure instanceof UserException) {
            panel.tellFailure(failure.getMessage());
        } else {
            LOG.log(Level.ERROR, "In DiffSeg Models", failure);
            panel.tellFailure(
                    "This failed unexpectedly ("
                            + failure
                            + "); please report it with the text of the console window");
        }
    }
}
