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

package io.github.diffseg.library;

import io.github.diffseg.download.ContentHash;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Compares models' files with their hashes, and remembers what came of it. */
public final class ModelChecks {

    private static final String FILE = "checks.json";

    private final ModelLibrary library;

    /** Whether a model's files are those that were published. */
    public enum State {
        /** Nobody has looked since they were last changed. */
        NOT_CHECKED("not checked"),
        /** Each has the hash that it should have. */
        RIGHT("right"),
        /** One has not. */
        DAMAGED("damaged"),
        /** There is no hash that they could be compared with. */
        UNKNOWN("no hash known");

        private final String words;

        State(String words) {
            this.words = words;
        }

        /** {@return for the user} */
        @Override
        public String toString() {
            return words;
        }
    }

    /**
     * What came of a check.
     *
     * @param state as it is remembered
     * @param sentence for the user
     */
    public record Outcome(State state, String sentence) {}

    /** As it is written: of which state of the files, and what came of it. */
    private record Remembered(String version, boolean right) {}

    private static final class Kept {
        private Map<String, Remembered> models = new LinkedHashMap<>();
    }

    /**
     * Checks the models of a library.
     *
     * @param library whose models are checked
     */
    public ModelChecks(ModelLibrary library) {
        this.library = library;
    }

    /**
     * {@return what is known without reading its files; {@link State#UNKNOWN} if its folder cannot
     * be read}
     *
     * @param place a model
     * @throws UserException if the settings cannot be read
     */
    public State state(ModelPlace place) {
        if (place.path().isEmpty()) {
            return State.RIGHT;
        }
        if (!ModelFiles.isReadable(place.path().get())) {
            return State.UNKNOWN;
        }
        Remembered remembered = kept().models.get(place.path().get().toString());
        if (remembered != null && remembered.version().equals(version(place))) {
            return remembered.right() ? State.RIGHT : State.DAMAGED;
        }
        return expected(place).isEmpty() ? State.UNKNOWN : State.NOT_CHECKED;
    }

    /**
     * Reads all files of a model and compares their hashes: with those that it was loaded with,
     * with the names that the hub's cache gives them, or with those of the catalogue.
     *
     * @param place a model
     * @param progress told how far it is; may cancel
     * @return what came of it; it is remembered until a file changes
     * @throws UserException if a file cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Outcome check(ModelPlace place, Progress progress) {
        if (place.path().isEmpty()) {
            return new Outcome(
                    State.RIGHT,
                    "The embedded model is a part of the plugin and is compared when it is"
                            + " unpacked");
        }
        Map<Path, ContentHash> expected = expected(place);
        if (expected.isEmpty()) {
            return new Outcome(
                    State.UNKNOWN,
                    "There is no published hash that "
                            + place.name()
                            + " could be compared with; it is used as it is"
                            + ownHash(place, progress));
        }
        List<String> wrong = new ArrayList<>();
        expected.forEach(
                (file, hash) -> {
                    if (!has(file, hash, place.name(), progress)) {
                        wrong.add(file.toString());
                    }
                });
        remember(place, wrong.isEmpty());
        return wrong.isEmpty()
                ? new Outcome(
                        State.RIGHT,
                        place.name()
                                + " is right: "
                                + expected.size()
                                + (expected.size() == 1 ? " file has its" : " files have their")
                                + " published hash")
                : new Outcome(
                        State.DAMAGED,
                        place.name()
                                + " is damaged: "
                                + String.join(" and ", wrong)
                                + (wrong.size() == 1 ? " is" : " are")
                                + " not as published; remove it and get it again");
    }

    /** Pages of checkpoints show the hash of the file, to be compared by eye. */
    private static String ownHash(ModelPlace place, Progress progress) {
        if (!place.isCheckpoint()) {
            return "";
        }
        Path file = place.path().orElseThrow();
        try {
            return ". Its SHA-256 is "
                    + Sha256.ofFile(
                            file, place.name() + ": checking " + file.getFileName(), progress)
                    + ": see whether the page that you have it from says the same";
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    void remember(ModelPlace place, boolean right) {
        Kept kept = kept();
        kept.models.put(
                place.path().orElseThrow().toString(), new Remembered(version(place), right));
        JsonFile.write(library.settingsFolder().resolve(FILE), kept);
    }

    private Kept kept() {
        return JsonFile.read(library.settingsFolder().resolve(FILE), Kept.class)
                .filter(kept -> kept.models != null)
                .orElseGet(Kept::new);
    }

    private static boolean has(Path file, ContentHash hash, String name, Progress progress) {
        Progress told =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        progress.report(name + ": checking " + file.getFileName(), fraction);
                    }

                    @Override
                    public boolean isCancelled() {
                        return progress.isCancelled();
                    }
                };
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return hash.ofSameKind(channel, told).equals(hash);
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    private static Map<Path, ContentHash> expected(ModelPlace place) {
        Path path = place.path().orElseThrow();
        Map<Path, ContentHash> expected = new LinkedHashMap<>();
        if (place.isCheckpoint()) {
            return expected;
        }
        Receipt.in(path)
                .ifPresent(
                        receipt ->
                                receipt.files()
                                        .forEach(
                                                (name, loaded) ->
                                                        ContentHash.of(loaded.hash())
                                                                .ifPresent(
                                                                        hash ->
                                                                                expected.put(
                                                                                        path
                                                                                                .resolve(
                                                                                                        name),
                                                                                        hash))));
        if (expected.isEmpty() && place.origin() == ModelOrigin.HUB_CACHE) {
            for (Path file : ModelFiles.in(path)) {
                blobName(file).flatMap(ContentHash::of).ifPresent(h -> expected.put(file, h));
            }
        }
        if (expected.isEmpty()) {
            Catalogue.models().stream()
                    .filter(model -> model.isAt(place))
                    .forEach(model -> expected.putAll(published(model, path)));
        }
        return expected;
    }

    private static Map<Path, ContentHash> published(CatalogueModel model, Path folder) {
        Map<Path, ContentHash> published = new LinkedHashMap<>();
        for (Path file : ModelFiles.in(folder)) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            model.sha256(name).ifPresent(hex -> published.put(file, ContentHash.sha256(hex)));
        }
        return published;
    }

    /** The cache's files are links to what is named by its hash; on Windows they may be none. */
    private static Optional<String> blobName(Path file) {
        try {
            return Files.isSymbolicLink(file)
                    ? Optional.of(Files.readSymbolicLink(file).getFileName().toString())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    private static String version(ModelPlace place) {
        StringBuilder versions = new StringBuilder();
        for (Path file : ModelFiles.in(place.path().orElseThrow())) {
            try {
                versions.append(file).append(' ').append(FileVersion.of(file)).append('\n');
            } catch (IOException e) {
                throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
            }
        }
        return Sha256.ofText(versions.toString());
    }
}
