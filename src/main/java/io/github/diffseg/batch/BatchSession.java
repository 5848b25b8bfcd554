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

import io.github.diffseg.files.FirstUse;
import io.github.diffseg.output.CocoDataset;
import io.github.diffseg.progress.Progress;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * One run of a batch, whoever computes: knows which files are to be done, keeps the manifest, and
 * tells how far it is. What earlier runs have done with the same recipe is not done again; what
 * failed is tried again.
 */
public final class BatchSession implements Closeable {

    /** All images' annotations, in the output folder. */
    public static final String COCO_FILE = "coco.json";

    private final BatchRequest request;
    private final Recipe recipe;
    private final Progress progress;
    private final Optional<BatchClasses> classes;
    private final Manifest manifest;
    private final InputListing listing;
    private final EarlierResults earlier;
    private final ReplacedResults replaced;
    private final List<InputFile> files;
    private final List<InputFile> pending = new ArrayList<>();
    private final RemainingTime remaining;
    private final Instant begin = Instant.now();

    /** When computing can begin: looking at earlier results is over. */
    private final Instant ready;

    private int finished;
    private int computed;
    private String split = "";

    private BatchSession(
            BatchRequest request,
            Recipe recipe,
            Progress progress,
            Optional<BatchClasses> classes,
            Manifest manifest,
            InputListing listing)
            throws IOException {
        this.request = request;
        this.recipe = recipe;
        this.progress = progress;
        this.classes = classes;
        this.manifest = manifest;
        this.listing = listing;
        this.earlier = new EarlierResults(manifest, request.output(), recipe, classes.isPresent());
        earlier.refuseAnotherInput(request.input());
        this.replaced = new ReplacedResults(manifest, request.output());
        this.files =
                listing.files(earlier.names(), earlier.yoloNames(), caseMatters(request.output()));
        for (Map.Entry<String, String> refused : listing.refused().entrySet()) {
            manifest.append(
                    ManifestEntry.refused(
                            request.input(), refused.getKey(), recipe, refused.getValue()));
        }
        for (InputFile file : files) {
            progress.checkCancelled();
            if (!earlier.hold(file)) {
                pending.add(file);
            }
        }
        remaining = new RemainingTime(pending.size());
        ready = Instant.now();
    }

    /**
     * Finds the files and opens the manifest.
     *
     * @param request what shall be done
     * @param recipe with what
     * @param progress told after each image, may cancel between two
     * @return the session, to be closed by the caller
     * @throws IOException if a folder or the manifest cannot be used, no file matches, or the
     *     output folder has the results of another input folder; the message is one sentence
     * @throws io.github.diffseg.failure.UserException if a stored vocabulary does not fit the
     *     recipe
     */
    public static BatchSession open(BatchRequest request, Recipe recipe, Progress progress)
            throws IOException {
        Optional<BatchClasses> classes =
                request.settings().classes().areOn()
                        ? Optional.of(new BatchClasses(request, recipe, progress))
                        : Optional.empty();
        request.prepareFolders();
        InputListing listing = InputListing.of(request);
        Path list = request.output().resolve(Manifest.FILE_NAME);
        FirstUse.check(list, targets(request, recipe, listing));
        Manifest manifest = Manifest.open(list);
        try {
            UnfinishedFiles.delete(request.output());
            return new BatchSession(request, recipe, progress, classes, manifest, listing);
        } catch (IOException | RuntimeException e) {
            manifest.close();
            throw e;
        }
    }

    /** All that a first run may write. */
    private static Set<Path> targets(BatchRequest request, Recipe recipe, InputListing listing) {
        Set<Path> targets = new LinkedHashSet<>();
        for (InputFile file : listing.files(Map.of(), Map.of(), true)) {
            for (Export export : recipe.sortedExports()) {
                targets.addAll(export.targets(file, request.output()));
            }
        }
        if (recipe.exports().contains(Export.COCO)) {
            targets.add(request.output().resolve(COCO_FILE));
        }
        if (request.settings().classes().areOn()) {
            targets.add(request.output().resolve(BatchClasses.VOCABULARY));
            targets.add(request.output().resolve(BatchClasses.PAGE));
        }
        return targets;
    }

    /** The manifest is there; where its name in capitals is too, case does not matter. */
    private static boolean caseMatters(Path output) {
        return !Files.exists(output.resolve(Manifest.FILE_NAME.toUpperCase(Locale.ROOT)));
    }

    /** {@return the files that are to be done, sorted by name} */
    public List<InputFile> pending() {
        return List.copyOf(pending);
    }

    /** Notes how the processor is shared among images, for the summary. */
    void computedWith(BatchSplit chosen) {
        split = chosen.toString();
    }

    /**
     * Notes that the results of a file are about to be written: from now on those of an earlier run
     * do not count, whatever stops this one. May be called from any thread.
     *
     * @throws IOException if that cannot be written to the disk
     */
    public void begin(InputFile file) throws IOException {
        replaced.begin(file);
    }

    /**
     * Notes what became of a file, and deletes what an earlier run has made of it and this one has
     * not. May be called from any thread.
     *
     * @throws IOException if that cannot be written to the disk
     */
    public synchronized void finished(ManifestEntry entry) throws IOException {
        manifest.append(replaced.finish(entry));
        finished++;
        if (entry.isDone()) {
            computed++;
        }
        progress.report(
                "Image "
                        + finished
                        + " of "
                        + pending.size()
                        + remaining.after(
                                finished, computed, Duration.between(ready, Instant.now())),
                finished / (double) pending.size());
    }

    /**
     * Joins what has to be joined, when all files are done.
     *
     * @return what became of all of them
     * @throws IOException if a joined file cannot be written
     */
    public BatchSummary summary() throws IOException {
        List<String> setAside = new ArrayList<>(replaced.setAside());
        if (classes.isPresent()) {
            setAside.addAll(classes.get().give(files, manifest));
        }
        if (recipe.exports().contains(Export.COCO)) {
            List<Path> parts =
                    files.stream()
                            .map(file -> manifest.last(file.name()))
                            .flatMap(Optional::stream)
                            .filter(ManifestEntry::isDone)
                            .map(
                                    entry ->
                                            request.output()
                                                    .resolve(entry.result() + Export.COCO.suffix()))
                            .toList();
            CocoDataset.join(request.output().resolve(COCO_FILE), parts);
        }
        List<ManifestEntry> failures = new ArrayList<>();
        listing.refused().keySet().forEach(name -> manifest.last(name).ifPresent(failures::add));
        int segments = 0;
        Map<String, String> unfound = new TreeMap<>();
        Map<String, List<String>> emptyPlanes = new TreeMap<>();
        for (InputFile file : files) {
            Optional<ManifestEntry> entry = manifest.last(file.name());
            segments += entry.map(ManifestEntry::segments).orElse(0);
            entry.filter(last -> !last.isDone()).ifPresent(failures::add);
            entry.flatMap(last -> YoloNames.unfound(file.name(), last.files()))
                    .ifPresent(name -> unfound.put(file.name(), name));
            entry.map(ManifestEntry::emptyPlanes)
                    .filter(planes -> !planes.isEmpty())
                    .ifPresent(planes -> emptyPlanes.put(file.name(), planes));
        }
        int total = files.size() + listing.refused().size();
        return new BatchSummary(
                total,
                files.size() - pending.size(),
                earlier.madeAgain(),
                List.copyOf(setAside),
                unfound,
                emptyPlanes,
                segments,
                List.copyOf(failures),
                request.output(),
                split,
                Duration.between(begin, Instant.now()));
    }

    @Override
    public void close() throws IOException {
        manifest.close();
    }
}
