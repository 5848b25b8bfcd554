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

import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.imagej.ClassFinder;
import io.github.diffseg.output.ClassedFiles;
import io.github.diffseg.output.PngFiles;
import io.github.diffseg.output.VocabularyClasses;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.vocabulary.SegmentFeature;
import io.github.diffseg.vocabulary.Vocabulary;
import io.github.diffseg.vocabulary.VocabularyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The second step of a batch with classes: when all images are done, classes are found among the
 * segments of all, or taken from a vocabulary, and put into the results, one image after another.
 * It needs no model, and does again only what has not these classes.
 */
final class BatchClasses {

    /** The classes, in the output folder. */
    static final String VOCABULARY = "vocabulary.json";

    /** The page of thumbnails, in the output folder. */
    static final String PAGE = "vocabulary.png";

    private static final String ASIDE = ".changed";

    private final BatchRequest request;
    private final Recipe recipe;
    private final Progress progress;
    private final ClassFinder finder;
    private final Path output;

    /**
     * Refuses a stored vocabulary that does not fit, before the first image is segmented.
     *
     * @throws io.github.diffseg.failure.UserException if it cannot be read, or was made with
     *     another model or other settings
     */
    BatchClasses(BatchRequest request, Recipe recipe, Progress progress) {
        this.request = request;
        this.recipe = recipe;
        this.progress = progress;
        finder =
                new ClassFinder(
                        request.settings().classes(),
                        recipe.model(),
                        recipe.modelHash(),
                        recipe.settings());
        output = request.output();
    }

    /**
     * Gives the segments of all images that have results their class.
     *
     * @param files of the batch, in their order
     * @param manifest of the batch
     * @return names of files of the user that were set aside
     * @throws IOException if a file cannot be read or written; the message is one sentence
     */
    List<String> give(List<InputFile> files, Manifest manifest) throws IOException {
        Map<InputFile, ManifestEntry> done = new LinkedHashMap<>();
        List<SegmentFeature> segments = new ArrayList<>();
        for (InputFile file : files) {
            Optional<ManifestEntry> entry =
                    manifest.last(file.name()).filter(e -> e.isDone() && e.notes() != null);
            entry.ifPresent(e -> done.put(file, e));
            entry.ifPresent(e -> segments.addAll(e.notes().features()));
        }
        if (segments.isEmpty()) {
            return List.of();
        }
        Vocabulary found = finder.vocabulary(segments, progress);
        List<String> setAside = new ArrayList<>();
        Vocabulary vocabulary = named(found, setAside);
        String text = VocabularyFile.text(vocabulary);
        AtomicFiles.writeFile(output.resolve(VOCABULARY), file -> Files.writeString(file, text));
        String fingerprint = VocabularyClasses.fingerprint(vocabulary);
        Map<InputFile, VocabularyClasses> classes = new LinkedHashMap<>();
        int images = 0;
        for (Map.Entry<InputFile, ManifestEntry> image : done.entrySet()) {
            progress.checkCancelled();
            progress.report(
                    "Classes of image " + ++images + " of " + done.size(),
                    images / (double) done.size());
            VocabularyClasses ofImage =
                    new VocabularyClasses(vocabulary, image.getValue().notes().features());
            classes.put(image.getKey(), ofImage);
            if (!hasClasses(image.getValue(), fingerprint, image.getKey())) {
                write(image.getKey(), image.getValue(), ofImage, fingerprint, manifest);
            }
        }
        ClassExamples examples = new ClassExamples(request, classes);
        AtomicFiles.writeFile(
                output.resolve(PAGE),
                file -> PngFiles.write(examples.page(vocabulary, progress), file));
        return setAside;
    }

    /** A user's names stay with the classes that he named; with others they would be wrong. */
    private Vocabulary named(Vocabulary found, List<String> setAside) throws IOException {
        Path file = output.resolve(VOCABULARY);
        if (!request.settings().classes().areFound() || !Files.exists(file)) {
            return found;
        }
        Vocabulary earlier = VocabularyFile.read(file);
        Vocabulary named = found.namedAs(earlier);
        if (named == found && earlier.hasNames()) {
            String name = VOCABULARY + ASIDE;
            for (int i = 2; Files.exists(output.resolve(name)); i++) {
                name = VOCABULARY + ASIDE + "-" + i;
            }
            Files.move(file, output.resolve(name));
            setAside.add(name);
        }
        return named;
    }

    private boolean hasClasses(ManifestEntry entry, String fingerprint, InputFile file) {
        boolean lacksImage =
                recipe.exports().contains(Export.CLASSES)
                        && !entry.files().contains(name(Export.CLASSES.target(file, output)));
        return entry.notes().vocabulary().equals(fingerprint) && !lacksImage;
    }

    private String name(Path result) {
        return output.relativize(result).toString().replace('\\', '/');
    }

    /**
     * While the files take their places, the manifest has both: whatever stops this, they are
     * recognised, and get their classes in the next run.
     */
    private void write(
            InputFile file,
            ManifestEntry entry,
            VocabularyClasses classes,
            String fingerprint,
            Manifest manifest)
            throws IOException {
        List<SegmentFeature> features = entry.notes().features();
        try (FileSet set = new FileSet()) {
            ClassedFiles classed = new ClassedFiles(classes);
            for (Export export : Export.values()) {
                Path target = export.target(file, output);
                boolean isThere = entry.files().contains(name(target));
                switch (export) {
                    case TABLE -> rewrite(isThere, target, classed::table, set);
                    case ROIS -> rewrite(isThere, target, classed::rois, set);
                    case GEOJSON -> rewrite(isThere, target, classed::geoJson, set);
                    case COCO -> rewrite(isThere, target, classed::coco, set);
                    case YOLO -> rewrite(isThere, target, classed::yolo, set);
                    case CLASSES -> {
                        if (recipe.exports().contains(Export.CLASSES)) {
                            Path labels = Export.LABELS.target(file, output);
                            set.write(target, temporary -> classed.image(labels, temporary));
                        }
                    }
                    default -> {
                        // The same with classes
                    }
                }
            }
            Map<String, ResultFile> results = new LinkedHashMap<>();
            entry.results().forEach(result -> results.put(result.name(), result));
            for (Map.Entry<Path, Path> written : set.written().entrySet()) {
                ResultFile result = ResultFile.of(output, written.getKey(), written.getValue());
                results.put(result.name(), result);
            }
            List<ResultFile> now = List.copyOf(results.values());
            List<ResultFile> before = new ArrayList<>(entry.notes().before());
            before.addAll(entry.results());
            manifest.append(entry.classed(now, new SegmentNotes(features, "", before)));
            set.place();
            manifest.append(entry.classed(now, new SegmentNotes(features, fingerprint, List.of())));
        } catch (IllegalArgumentException e) {
            throw new IOException(
                    "The results of "
                            + file.name()
                            + " are not as they were written: "
                            + e.getMessage(),
                    e);
        } catch (IOException e) {
            throw new IOException(
                    "The segments of "
                            + file.name()
                            + " cannot have their classes: "
                            + FileReason.of(e),
                    e);
        }
    }

    /** Makes a file of one that is there. */
    @FunctionalInterface
    private interface Rewriting {
        void write(Path from, Path to) throws IOException;
    }

    private static void rewrite(boolean isThere, Path target, Rewriting rewriting, FileSet set)
            throws IOException {
        if (isThere) {
            set.write(target, temporary -> rewriting.write(target, temporary));
        }
    }
}
