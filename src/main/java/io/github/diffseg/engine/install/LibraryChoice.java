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

package io.github.diffseg.engine.install;

import ai.djl.util.Utils;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Which PyTorch is used: one that the system's variables name, else one that the user has chosen
 * once, else DiffSeg's own for the processor.
 */
public final class LibraryChoice {

    /** Names a folder, or several, to DJL and so to all that use it. */
    public static final String VARIABLE = "PYTORCH_LIBRARY_PATH";

    private final Path file;
    private final String named;

    /**
     * Keeps a choice in a file.
     *
     * @param file where a choice is kept
     * @param named what the system's variable says; null if it is not set
     */
    LibraryChoice(Path file, String named) {
        this.file = file;
        this.named = named;
    }

    /** {@return the choice of this user} */
    public static LibraryChoice ofThisUser() {
        return new LibraryChoice(
                Utils.getEngineCacheDir("pytorch").resolve("diffseg-library.txt").toAbsolutePath(),
                Utils.getEnvOrSystemProperty(VARIABLE));
    }

    /**
     * {@return the library that is to be used; empty if it is DiffSeg's own}
     *
     * @throws UserException if the one that was named or chosen is not there or does not fit
     */
    public Optional<TorchLibrary> library() {
        if (named != null && !named.isBlank()) {
            return Optional.of(ofVariable());
        }
        return chosen().map(place -> required(place, "was chosen for DiffSeg"));
    }

    /** As DJL reads it: the first of the folders that has the library. */
    private TorchLibrary ofVariable() {
        return Arrays.stream(named.split(File.pathSeparator))
                .filter(part -> !part.isBlank())
                .map(LibraryChoice::path)
                .flatMap(Optional::stream)
                .map(place -> Files.isRegularFile(place) ? place.getParent() : place)
                .filter(LibraryChoice::isLibrary)
                .findFirst()
                .map(folder -> required(folder, "is named by " + VARIABLE))
                .orElseThrow(
                        () ->
                                new UserException(
                                        VARIABLE
                                                + " is "
                                                + named
                                                + ", where there is no "
                                                + System.mapLibraryName("torch")
                                                + "; name the folder that has it, or remove the"
                                                + " variable"));
    }

    private static boolean isLibrary(Path folder) {
        return Files.isRegularFile(folder.resolve(System.mapLibraryName("torch")));
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static TorchLibrary required(Path place, String how) {
        TorchLibrary library =
                TorchLibrary.in(place)
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                "There is no PyTorch in "
                                                        + place
                                                        + " any more, which "
                                                        + how
                                                        + "; choose again with DiffSeg PyTorch..."
                                                        + " or diffseg pytorch"));
        library.refusal()
                .ifPresent(
                        sentence -> {
                            throw new UserException(sentence + "; it " + how);
                        });
        return library;
    }

    private Optional<Path> chosen() {
        try {
            return Files.isRegularFile(file)
                    ? path(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        }
    }

    /**
     * Keeps a choice for later starts.
     *
     * @param place as {@link TorchLibrary#in} takes it
     * @return the library
     * @throws UserException if there is none, it does not fit, or the choice cannot be kept
     */
    public TorchLibrary choose(Path place) {
        TorchLibrary library =
                TorchLibrary.in(place)
                        .orElseThrow(
                                () ->
                                        new UserException(
                                                "There is no PyTorch in "
                                                        + place
                                                        + "; name a Python environment, or an"
                                                        + " unpacked libtorch, with PyTorch"
                                                        + " 2.7.1"));
        library.refusal()
                .ifPresent(
                        sentence -> {
                            throw new UserException(sentence);
                        });
        try {
            Files.createDirectories(file.getParent());
            AtomicFiles.writeStream(
                    file,
                    out -> out.write(library.folder().toString().getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UserException("The choice of PyTorch cannot be kept: " + e.getMessage(), e);
        }
        return library;
    }

    /**
     * Goes back to DiffSeg's own PyTorch.
     *
     * @throws UserException if the choice cannot be removed
     */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UserException(file + " cannot be deleted: " + FileReason.of(e), e);
        }
    }
}
