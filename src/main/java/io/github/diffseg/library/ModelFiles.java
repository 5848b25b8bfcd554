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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files that belong to a model, wherever links lead. */
public final class ModelFiles {

    private static final int DEPTH = 3;

    private ModelFiles() {}

    /**
     * {@return its files that are there, by their names; the file itself for a checkpoint}
     *
     * @param path a model's folder, or a checkpoint file
     * @throws UserException if it cannot be read
     */
    public static List<Path> in(Path path) {
        try (Stream<Path> files = Files.walk(path, DEPTH, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (UncheckedIOException e) {
            throw unreadable(path, e.getCause());
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /**
     * {@return whether {@link #in} can list it}
     *
     * @param path a model's folder, or a checkpoint file
     */
    static boolean isReadable(Path path) {
        try {
            in(path);
            return true;
        } catch (UserException e) {
            return false;
        }
    }

    private static UserException unreadable(Path path, IOException e) {
        return new UserException(path + " cannot be read: " + FileReason.of(e), e);
    }

    /**
     * {@return how many bytes it takes on the disk}
     *
     * @param path a model's folder, or a checkpoint file
     * @throws UserException if it cannot be read
     */
    public static long bytes(Path path) {
        long bytes = 0;
        for (Path file : in(path)) {
            bytes += file.toFile().length();
        }
        return bytes;
    }

    /**
     * Deletes a folder that is DiffSeg's own; links are deleted, not what they lead to.
     *
     * @throws IOException if a file cannot be deleted
     */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * Deletes a model that is DiffSeg's own, under another name first, so that no half of it is
     * ever listed.
     *
     * @throws UserException if it cannot be deleted
     */
    static void remove(Path path) {
        Path doomed = path.resolveSibling("." + path.getFileName() + ".removed");
        try {
            delete(doomed);
            Files.move(path, doomed, StandardCopyOption.ATOMIC_MOVE);
            delete(doomed);
        } catch (IOException e) {
            throw new UserException(path + " cannot be deleted: " + FileReason.of(e), e);
        }
    }
}
