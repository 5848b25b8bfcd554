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

package io.github.diffseg.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Files that are there completely or not at all, whatever interrupts the writing. */
public final class AtomicFiles {

    private static final System.Logger LOG = System.getLogger(AtomicFiles.class.getName());

    /** Begun and not yet moved to their names; a process that is ended takes them with it. */
    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(AtomicFiles::deleteUnfinished));
    }

    /** Writes a whole file by its path. */
    @FunctionalInterface
    public interface FileContent {
        /**
         * @param file exists and is empty; has the extension of the target
         * @throws IOException if it cannot be written
         */
        void writeTo(Path file) throws IOException;
    }

    /** Writes a whole file as a stream. */
    @FunctionalInterface
    public interface StreamContent {
        /**
         * @param out buffered; need not be closed
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /** Of the target's name, in characters: its extension and what results are told apart by. */
    private static final int KEPT_OF_NAME = 24;

    private AtomicFiles() {}

    /**
     * Writes beside the target under another name with the same extension, then moves it there.
     *
     * @param target replaced if it exists; its folder exists
     * @param content writes the file
     * @throws IOException if that fails; the message is one sentence that names the target. Nothing
     *     is left behind, and a file that was there before is still there.
     */
    public static void writeFile(Path target, FileContent content) throws IOException {
        Path file = target.toAbsolutePath();
        Path temporary = file.resolveSibling(temporaryName(file.getFileName().toString()));
        UNFINISHED.add(temporary);
        try {
            // First of all: this fails with the reason, where other writers only say "not found"
            Files.createFile(temporary);
            content.writeTo(temporary);
            // Within one folder this replaces the target in one step
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + reason(e), e);
        } finally {
            delete(temporary);
            UNFINISHED.remove(temporary);
        }
    }

    /** The end of the name alone: with all of it, names near the limit of 255 bytes would fail. */
    private static String temporaryName(String name) {
        int begin = Math.max(0, name.length() - KEPT_OF_NAME);
        if (begin < name.length() && Character.isLowSurrogate(name.charAt(begin))) {
            begin++;
        }
        return "." + UUID.randomUUID() + "-" + name.substring(begin);
    }

    /**
     * As {@link #writeFile}, for what is written as a stream.
     *
     * @param target replaced if it exists; its folder exists
     * @param content writes the stream
     * @throws IOException as {@link #writeFile}
     */
    public static void writeStream(Path target, StreamContent content) throws IOException {
        writeFile(
                target,
                file -> {
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                        content.writeTo(out);
                    }
                });
    }

    /**
     * @param e a failure of a file operation, whose own message is often the file's name alone
     * @return why it failed, to stand after a colon
     */
    public static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "the folder does not exist";
        }
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileSystemException failure && failure.getReason() != null) {
            return failure.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    private static void deleteUnfinished() {
        UNFINISHED.forEach(AtomicFiles::delete);
    }

    /** Where even that fails, the hidden file matters less than why the writing failed. */
    private static void delete(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "The unfinished file " + temporary + " stays: " + reason(e));
        }
    }
}
