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

package io.github.diffseg.batch;

import ij.ImagePlus;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.ManifestEntry.Failure;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.format.ImageFiles;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

/**
 * One image file of a batch on its way: read, segmented, written, in this order, each in any
 * thread. What goes wrong with the file ends its way, not the batch: later steps then do nothing,
 * and the entry tells the reason.
 */
public final class ImageTask implements Closeable {

    private static final Logger LOG = System.getLogger(ImageTask.class.getName());

    private final InputFile file;
    private final Recipe recipe;
    private final Opener opener;
    private FileVersion version = FileVersion.UNKNOWN;
    private String sha256 = "";
    private ImagePlus image;
    private ImageResult segmented;
    private boolean keepsFeatures;
    private final FileSet set = new FileSet();
    private final List<ResultFile> results = new ArrayList<>();
    private Failure failure;
    private Duration spent = Duration.ZERO;

    /**
     * Makes a task that has done nothing yet.
     *
     * @param file the image
     * @param recipe what the results are made with
     */
    public ImageTask(InputFile file, Recipe recipe) {
        this(file, recipe, ImageFiles::open);
    }

    ImageTask(InputFile file, Recipe recipe, Opener opener) {
        this.file = file;
        this.recipe = recipe;
        this.opener = opener;
    }

    /** {@return the file that this task segments} */
    public InputFile file() {
        return file;
    }

    /** Opens and hashes the file. */
    public void read() {
        step(
                FailedStep.READING,
                () -> {
                    version = FileVersion.of(file.path());
                    image = opener.open(file.path());
                    sha256 = Sha256.ofFile(file.path());
                    if (!FileVersion.of(file.path()).equals(version)) {
                        throw new IOException("the file was changed while it was read");
                    }
                });
    }

    /**
     * Segments the image that was read; a failure becomes the task's outcome.
     *
     * @param segmenter of the recipe's model
     * @param settings of the recipe
     * @param progress may cancel
     * @throws CancellationException if it does
     */
    public void segment(PlaneSegmenter segmenter, SettingsRequest settings, Progress progress) {
        step(FailedStep.SEGMENTING, () -> keep(segmented(segmenter, settings, progress), settings));
    }

    /**
     * As {@link #segment(PlaneSegmenter, SettingsRequest, Progress)}, by whoever has nothing to do.
     */
    void segment(Workers workers, SettingsRequest settings, Progress progress) {
        step(
                FailedStep.SEGMENTING,
                () ->
                        keep(
                                workers.with(worker -> segmented(worker, settings, progress)),
                                settings));
    }

    private ImageResult segmented(
            PlaneSegmenter segmenter, SettingsRequest settings, Progress progress) {
        return StackSegmenter.segment(
                settings.classes().areOn() ? segmenter.keepingFeatures() : segmenter,
                image,
                settings.withoutClasses(),
                progress);
    }

    private void keep(ImageResult result, SettingsRequest settings) {
        keepsFeatures = settings.classes().areOn();
        segmented = result;
        image = null;
    }

    /**
     * Writes the results beside their places, on the disk. What was there before is still there.
     *
     * @param output folder of the batch
     * @return whether they can take their places
     */
    public boolean prepare(Path output) {
        step(
                FailedStep.WRITING,
                () -> {
                    for (Export export : recipe.sortedExports()) {
                        Path folder = export.target(file, output).getParent();
                        if (!Files.isDirectory(folder)) {
                            ResultFiles.createFolder(folder);
                        }
                        export.write(segmented, file, output, set);
                    }
                    for (Map.Entry<Path, Path> result : set.written().entrySet()) {
                        results.add(ResultFile.of(output, result.getKey(), result.getValue()));
                    }
                });
        return failure == null;
    }

    /**
     * Moves the results to their places, all of them or none.
     *
     * @return what became of the file
     */
    public ManifestEntry finish() {
        step(FailedStep.WRITING, set::place);
        set.close();
        boolean done = failure == null;
        return new ManifestEntry(
                file.input().toString(),
                file.name(),
                file.result(),
                version,
                sha256,
                recipe,
                failure,
                spent.toMillis() / 1000.0,
                done ? segmented.segments() : 0,
                done ? results : List.of(),
                done ? segmented.emptyPlanes() : List.of(),
                done && keepsFeatures ? SegmentNotes.of(segmented.features()) : null);
    }

    /**
     * Both steps of writing.
     *
     * @param output folder of the batch
     * @return what became of the file
     */
    public ManifestEntry write(Path output) {
        prepare(output);
        return finish();
    }

    /** Deletes what has not taken its place. */
    @Override
    public void close() {
        set.close();
    }

    private void step(FailedStep kind, Step step) {
        if (failure != null) {
            return;
        }
        Instant begin = Instant.now();
        try {
            step.run();
        } catch (CancellationException e) {
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            // Errors too, or the same file would end the batch whenever it goes on
            failure = new Failure(kind, FailureReason.of(e));
            if (FailureReason.isFaultOfTheProgram(e)) {
                LOG.log(Level.ERROR, file.name() + " failed unexpectedly", e);
            }
            image = null;
            segmented = null;
        }
        spent = spent.plus(Duration.between(begin, Instant.now()));
    }

    /** Reads an image file. */
    @FunctionalInterface
    interface Opener {
        ImagePlus open(Path file) throws IOException;
    }

    /** A step of which any failure is the file's. */
    @FunctionalInterface
    private interface Step {
        void run() throws IOException;
    }
}
