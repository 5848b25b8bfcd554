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

package io.github.diffseg.command;

import ij.ImagePlus;
import ij.plugin.frame.Recorder;
import io.github.diffseg.Setting;
import io.github.diffseg.classify.StoredClassifier;
import io.github.diffseg.command.dialog.DialogRows;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.output.RoiManagers;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.Splitting;
import io.github.diffseg.service.SessionAttention;
import io.github.diffseg.teach.SeenPlane;
import io.github.diffseg.teach.window.TeachWork;
import io.github.diffseg.teach.window.Teacher;
import java.awt.Component;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JFileChooser;
import javax.swing.SwingUtilities;
import org.scijava.command.Command;
import org.scijava.plugin.Attr;
import org.scijava.plugin.Menu;
import org.scijava.plugin.Parameter;
import org.scijava.plugin.Plugin;

/**
 * Plugins › DiffSeg › DiffSeg Teach...: one pass over the current plane, then a window in which a
 * few scribbles of each class show at once which pixels are alike. What was taught is saved as a
 * file, which DiffSeg Segment... and DiffSeg Batch... take as their classifier; the macro recorder
 * gets the lines of these alone.
 */
@Plugin(
        type = Command.class,
        menu = {
            @Menu(label = "Plugins"),
            @Menu(label = "DiffSeg"),
            @Menu(label = "DiffSeg Teach...", weight = 2.8)
        },
        attrs = @Attr(name = "no-record"))
public final class TeachCommand extends PlaneWindowParameters {

    @Parameter private SessionAttention sessionAttention;

    @Override
    public DialogRows dialog() {
        return CommandDialogs.TEACH;
    }

    @Override
    String work(Progress progress) {
        Work work = new Work();
        Optional<Teacher> open = Teacher.current();
        if (open.isPresent()) {
            SwingUtilities.invokeLater(open.get()::toFront);
        } else if (!RoiManagers.available() || image().getWindow() == null) {
            throw new UserException(
                    "DiffSeg Teach... needs an image in a window; without windows use DiffSeg"
                            + " Segment... with classifier=");
        } else {
            SeenPlane seen = work.look(image(), progress);
            progress.checkCancelled();
            SwingUtilities.invokeLater(() -> open(seen, work));
        }
        return "teaching";
    }

    private void open(SeenPlane seen, Work work) {
        // Closed, or opened twice, in the meantime
        if (image().getWindow() != null && Teacher.current().isEmpty()) {
            try {
                Teacher.open(seen, work, this::reportLate);
            } catch (RuntimeException | OutOfMemoryError e) {
                reportLate(e);
            }
        }
    }

    private final class Work implements TeachWork {

        @Override
        public SeenPlane look(ImagePlus image, Progress progress) {
            return segmenting(
                    progress,
                    segmenter ->
                            SeenPlane.look(
                                    segmenter, image, segmenter.settings(settings()), progress));
        }

        @Override
        public Runnable results(
                ImagePlus image, Path classifier, boolean objects, Progress progress) {
            SegmentedPlane result =
                    segmenting(
                            progress,
                            segmenter ->
                                    segmenter.segment(
                                            image,
                                            DisplayedPlane.ofWholeImage(image),
                                            settings()
                                                    .with(Setting.CLASSIFIER, classifier)
                                                    .with(
                                                            Setting.SPLIT,
                                                            objects
                                                                    ? Splitting.COMPONENTS
                                                                    : Splitting.NONE),
                                            progress));
            ResultDelivery delivery = new ResultDelivery(result, outputs());
            return () -> {
                if (Recorder.record) {
                    // Before what ImageJ records of the new windows
                    Recorder.recordString(result.provenance().macro() + "\n");
                }
                if (outputs().labels()) {
                    delivery.labelImage().show();
                }
                delivery.show();
            };
        }

        private <T> T segmenting(Progress progress, Segmenting<T> what) {
            return withModel(
                    model(),
                    progress,
                    (diffSeg, opening) ->
                            what.by(
                                    new PlaneSegmenter(
                                            diffSeg,
                                            model(),
                                            opening,
                                            sessionAttention.cache(),
                                            outputs())));
        }

        @Override
        public Optional<Path> chooseFile(Component parent) {
            JFileChooser chooser = new JFileChooser();
            chooser.setDialogTitle("Save the classifier");
            chooser.setSelectedFile(new File("classifier" + StoredClassifier.EXTENSION));
            return chooser.showSaveDialog(parent) == JFileChooser.APPROVE_OPTION
                    ? Optional.of(chooser.getSelectedFile().toPath())
                    : Optional.empty();
        }
    }

    private interface Segmenting<T> {
        T by(PlaneSegmenter segmenter);
    }
}
