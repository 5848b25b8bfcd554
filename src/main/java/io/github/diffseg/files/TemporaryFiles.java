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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Files and folders that were begun and have no place yet; a process that is ended takes them with
 * it.
 */
final class TemporaryFiles {

    /** Held while files take their places: the end of the process waits for that. */
    static final ReentrantLock PLACING = new ReentrantLock();

    private static final System.Logger LOG = System.getLogger(TemporaryFiles.class.getName());

    private static final Set<Path> UNFINISHED = ConcurrentHashMap.newKeySet();

    /** Of the target's name, in characters: its extension and what results are told apart by. */
    private static final int KEPT_OF_NAME = 24;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryFiles::deleteUnfinished));
    }

    private TemporaryFiles() {}

    /**
     * {@return an empty file beside the target, hidden, with the same extension; {@link #delete}
     * ends it}
     *
     * @throws IOException if the folder takes no files
     */
    static Path createBeside(Path target) throws IOException {
        Path temporary = nameBeside(target);
        UNFINISHED.add(temporary);
        try {
            // First of all: this fails with the reason, where other writers only say "not found"
            return Files.createFile(temporary);
        } catch (IOException e) {
            UNFINISHED.remove(temporary);
            throw e;
        }
    }

    /** {@return as {@link #createBeside}, a folder} */
    static Path createFolderBeside(Path target) throws IOException {
        Path temporary = nameBeside(target);
        UNFINISHED.add(temporary);
        try {
            return Files.createDirectory(temporary);
        } catch (IOException e) {
            UNFINISHED.remove(temporary);
            throw e;
        }
    }

    /** The end of the name alone: with all of it, names near the limit of 255 bytes would fail. */
    static Path nameBeside(Path target) {
        String name = target.getFileName().toString();
        int begin = Math.max(0, name.length() - KEPT_OF_NAME);
        if (begin < name.length() && Character.isLowSurrogate(name.charAt(begin))) {
            begin++;
        }
        return target.resolveSibling("." + UUID.randomUUID() + "-" + name.substring(begin));
    }

    /** Where even that fails, the hidden file matters less than why the writing failed. */
    static void delete(Path temporary) {
        try {
            deleteWithContent(temporary);
        } catch (IOException e) {
            LOG.log(
                    Level.WARNING,
                    "The unfinished file " + temporary + " stays: " + FileReason.of(e));
        }
        UNFINISHED.remove(temporary);
    }

    private static void deleteWithContent(Path temporary) throws IOException {
        if (!Files.isDirectory(temporary, LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(temporary);
            return;
        }
        try (Stream<Path> content = Files.walk(temporary)) {
            for (Path file : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void deleteUnfinished() {
        PLACING.lock();
        UNFINISHED.forEach(TemporaryFiles::delete);
    }
}
