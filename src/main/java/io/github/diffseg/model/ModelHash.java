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

package io.github.diffseg.model;

import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Identifies a model by the content of the files it works with: the SHA-256 of what {@code
 * sha256sum} prints for them, sorted by their path in the folder. The hash of a large file is kept
 * in the cache directory and counts for as long as the file's path, size and time of change stay.
 */
final class ModelHash {

    private static final Logger LOG = System.getLogger(ModelHash.class.getName());

    /** A smaller file is hashed about as fast as its cache entry is read. */
    private static final long SMALLEST_CACHED_BYTES = 1 << 20;

    private static final String STEP = "Model hash";

    private ModelHash() {}

    /**
     * {@return the hash, 64 hexadecimal digits}
     *
     * @param folder the model's folder
     * @param files files in it, in any order
     * @param progress told how far each file is; may cancel
     * @throws ModelException if a file cannot be read
     */
    static String of(Path folder, List<Path> files, Progress progress) {
        StringBuilder lines = new StringBuilder();
        files.stream()
                .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                .sorted()
                .forEach(
                        name ->
                                lines.append(ofFile(folder.resolve(name), progress))
                                        .append("  ")
                                        .append(name)
                                        .append('\n'));
        return Sha256.ofText(lines.toString());
    }

    /**
     * {@return the hash of files: of one file its own, of several that of their lines without
     * folders, sorted}
     *
     * @param files in any folders, in any order
     * @param progress told how far each file is; may cancel
     * @throws ModelException if a file cannot be read
     */
    static String ofFiles(List<Path> files, Progress progress) {
        if (files.size() == 1) {
            return ofFile(files.get(0), progress);
        }
        return Sha256.ofText(
                files.stream()
                        .map(file -> ofFile(file, progress) + "  " + file.getFileName() + "\n")
                        .sorted()
                        .collect(Collectors.joining()));
    }

    /**
     * {@return a file name (64 hexadecimal digits) that changes when any of the files does}
     *
     * @throws ModelException if one is not there
     */
    static String versionKey(List<Path> files) {
        StringBuilder versions = new StringBuilder();
        for (Path file : files) {
            versions.append(realPath(file)).append(' ').append(version(file)).append('\n');
        }
        return Sha256.ofText(versions.toString());
    }

    /**
     * {@return what that file is now}
     *
     * @throws ModelException if it is not there, or a pipe or a device
     */
    static FileVersion version(Path file) {
        try {
            if (Files.readAttributes(file, BasicFileAttributes.class).isOther()) {
                // To read it could take for ever
                throw new ModelException(file + " is a pipe or a device, not a file of a model");
            }
            return FileVersion.of(file);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static Path realPath(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static String ofFile(Path file, Progress progress) {
        if (version(file).size() < SMALLEST_CACHED_BYTES) {
            return hash(file, progress);
        }
        Path entry = CacheDirectory.path().resolve("hashes").resolve(versionKey(List.of(file)));
        return cached(entry)
                .orElseGet(
                        () -> {
                            String hash = hash(file, progress);
                            keep(entry, hash);
                            return hash;
                        });
    }

    private static String hash(Path file, Progress progress) {
        try {
            return Sha256.ofFile(file, STEP, progress);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    private static Optional<String> cached(Path entry) {
        if (!Files.exists(entry)) {
            return Optional.empty();
        }
        try {
            String hash = Files.readString(entry, StandardCharsets.ISO_8859_1);
            return hash.matches("[0-9a-f]{64}") ? Optional.of(hash) : Optional.empty();
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The model is hashed anew, its kept hash cannot be read: " + FileReason.of(e));
            return Optional.empty();
        }
    }

    /** A cache that cannot be written costs time at the next start; it changes no result. */
    private static void keep(Path entry, String hash) {
        try {
            Files.createDirectories(entry.toAbsolutePath().getParent());
            AtomicFiles.writeStream(
                    entry, out -> out.write(hash.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The model's hash cannot be kept: " + FileReason.ofWriting(e));
        }
    }
}
