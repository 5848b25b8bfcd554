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

import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What earlier runs have done, and why some of it has to be made again. */
final class EarlierResults {

    private final Manifest manifest;
    private final Path output;
    private final Recipe recipe;
    private final boolean classes;
    private final Map<String, Integer> madeAgain = new TreeMap<>();

    /**
     * Looks at what earlier runs have left.
     *
     * @param manifest of the earlier runs
     * @param output folder of their results
     * @param recipe of this run
     * @param classes whether the segments shall have classes
     */
    EarlierResults(Manifest manifest, Path output, Recipe recipe, boolean classes) {
        this.manifest = manifest;
        this.output = output;
        this.recipe = recipe;
        this.classes = classes;
    }

    /**
     * Refuses an output folder that belongs to another input folder.
     *
     * @throws IOException if there are results of the images of another folder, which may have the
     *     same names; the message is one sentence
     */
    void refuseAnotherInput(Path input) throws IOException {
        Set<String> folders = new TreeSet<>();
        manifest.last().forEach(entry -> folders.add(entry.input()));
        folders.remove(input.toString());
        for (String folder : folders) {
            Path other = Path.of(folder);
            if (!Files.exists(other) || !Files.isSameFile(other, input)) {
                throw new IOException(
                        "The output folder "
                                + output
                                + " has the results of "
                                + folder
                                + "; choose another one for "
                                + input
                                + ", or, if that is where the images are now, change the folder in "
                                + Manifest.FILE_NAME);
            }
        }
    }

    /** {@return the names of results that were given, by path of the file} */
    Map<String, String> names() {
        return manifest.last().stream()
                .filter(entry -> !entry.result().isEmpty())
                .collect(Collectors.toMap(ManifestEntry::file, ManifestEntry::result));
    }

    /** {@return the label files for YOLO that were made, by path of the file} */
    Map<String, String> yoloNames() {
        Map<String, String> names = new TreeMap<>();
        for (ManifestEntry entry : manifest.last()) {
            entry.files().stream()
                    .filter(name -> name.endsWith(YoloNames.EXTENSION))
                    .forEach(name -> names.put(entry.file(), name));
        }
        return names;
    }

    /** {@return whether that file has the results that this run would make} */
    boolean hold(InputFile file) throws IOException {
        ManifestEntry entry = manifest.last(file.name()).orElse(null);
        if (entry == null || !entry.isDone()) {
            return false;
        }
        Optional<String> flaw = flaw(file, entry);
        flaw.ifPresent(reason -> madeAgain.merge(reason, 1, Integer::sum));
        return flaw.isEmpty();
    }

    /** {@return how many files had results that do not hold, by reason} */
    Map<String, Integer> madeAgain() {
        return Collections.unmodifiableMap(madeAgain);
    }

    private Optional<String> flaw(InputFile file, ManifestEntry entry) throws IOException {
        Optional<String> difference = recipe.difference(entry.recipe(), classes);
        if (difference.isPresent()) {
            return difference;
        }
        if (classes && entry.notes() == null) {
            return Optional.of("classes were not asked for");
        }
        if (!classes && entry.notes() != null && !entry.notes().vocabulary().isEmpty()) {
            return Optional.of("it had classes");
        }
        for (ResultFile result : entry.results()) {
            switch (state(result, entry)) {
                case MISSING:
                    return Optional.of("a result was missing");
                case CHANGED:
                    return Optional.of("a result had been changed or damaged");
                default:
                    break;
            }
        }
        return isUnchanged(file, entry)
                ? Optional.empty()
                : Optional.of("the image file has changed");
    }

    /** While classes are put into results, those of before hold too. */
    private ResultFile.State state(ResultFile result, ManifestEntry entry) throws IOException {
        ResultFile.State state = result.state(output);
        if (state == ResultFile.State.WHOLE
                || entry.notes() == null
                || entry.notes().before().isEmpty()) {
            return state;
        }
        boolean isNew = true;
        for (ResultFile before : entry.notes().before()) {
            if (before.name().equals(result.name())) {
                isNew = false;
                if (before.state(output) == ResultFile.State.WHOLE) {
                    return ResultFile.State.WHOLE;
                }
            }
        }
        return isNew && state == ResultFile.State.MISSING ? ResultFile.State.WHOLE : state;
    }

    private static boolean isUnchanged(InputFile file, ManifestEntry entry) {
        try {
            FileVersion version = FileVersion.of(file.path());
            return version.equals(entry.version())
                    || version.size() == entry.version().size()
                            && Sha256.ofFile(file.path()).equals(entry.sha256());
        } catch (IOException e) {
            // The file's own step will fail in the same way and tell why
            return false;
        }
    }
}
