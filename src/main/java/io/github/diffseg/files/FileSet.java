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

import java.io.Closeable;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Files that belong together, such as the results of one image: they take their places all
 * together, or those that were there before stay, all of them.
 *
 * <p>Each is written beside its place and forced to the disk; that can fail, for example when the
 * disk is full, and has changed nothing then. Moving them is all that is left, and is undone if it
 * fails. A process that is asked to end finishes it; only one that is killed within these few
 * renames leaves some of the new files under their names, and then none of the old ones.
 */
public final class FileSet implements Closeable {

    private static final System.Logger LOG = System.getLogger(FileSet.class.getName());

    private static final boolean FOLDERS_CAN_BE_FORCED =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    /** What has been written, by the place it shall take. */
    private final Map<Path, Path> written = new LinkedHashMap<>();

    private final Set<Path> removed = new LinkedHashSet<>();

    /**
     * Writes a file that shall be in the set.
     *
     * @param target its place; its folder exists
     * @param content writes it beside its place, under another name with the same extension
     * @return the target
     * @throws IOException if that fails; the message is one sentence that names the target
     */
    public Path write(Path target, FileContent content) throws IOException {
        Path place = target.toAbsolutePath();
        if (written.containsKey(place)) {
            throw new IllegalArgumentException(target + " is in the set already");
        }
        Path temporary = null;
        boolean complete = false;
        try {
            if (Files.isDirectory(place)) {
                throw new IOException("there is a folder of that name");
            }
            temporary = TemporaryFiles.createBeside(place);
            content.writeTo(temporary);
            force(temporary);
            written.put(place, temporary);
            complete = true;
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + FileReason.ofWriting(e), e);
        } finally {
            if (!complete && temporary != null) {
                TemporaryFiles.delete(temporary);
            }
        }
        return target;
    }

    /**
     * Says that a file of an earlier set has no successor in this one.
     *
     * @param target goes when the set takes its places; need not exist
     */
    public void remove(Path target) {
        removed.add(target.toAbsolutePath());
    }

    /**
     * {@return where everything is that has been written, by its place, in its order; that changes
     * when they take their places}
     */
    public Map<Path, Path> written() {
        return Collections.unmodifiableMap(written);
    }

    /**
     * Moves all files to their places.
     *
     * @throws IOException if that fails; the message is one sentence that names the file, and what
     *     was there before is there again
     */
    public void place() throws IOException {
        TemporaryFiles.PLACING.lock();
        try {
            if (written.size() == 1 && removed.isEmpty()) {
                // Within one folder this replaces the target in one step
                Map.Entry<Path, Path> single = written.entrySet().iterator().next();
                move(single.getValue(), single.getKey());
            } else {
                placeAll();
            }
            forceFolders();
        } finally {
            TemporaryFiles.PLACING.unlock();
        }
    }

    private void placeAll() throws IOException {
        Map<Path, Path> before = new LinkedHashMap<>();
        List<Path> placed = new ArrayList<>();
        try {
            Set<Path> places = new LinkedHashSet<>(removed);
            places.addAll(written.keySet());
            for (Path place : places) {
                Path aside = TemporaryFiles.nameBeside(place);
                if (moveAside(place, aside)) {
                    before.put(place, aside);
                }
            }
            for (Map.Entry<Path, Path> file : written.entrySet()) {
                move(file.getValue(), file.getKey());
                placed.add(file.getKey());
            }
        } catch (IOException e) {
            placed.forEach(TemporaryFiles::delete);
            throw new IOException(e.getMessage() + putBack(before), e);
        }
        before.values().forEach(TemporaryFiles::delete);
    }

    /** {@return nothing, or where those are that cannot be put back} */
    private static String putBack(Map<Path, Path> before) {
        StringBuilder lost = new StringBuilder();
        before.forEach(
                (place, aside) -> {
                    try {
                        move(aside, place);
                    } catch (IOException e) {
                        lost.append("; the one of before is now ").append(aside);
                    }
                });
        return lost.toString();
    }

    /**
     * {@return whether it was moved: not if nothing is there, or another process has just moved it}
     */
    private static boolean moveAside(Path place, Path aside) throws IOException {
        try {
            Files.move(place, aside, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new IOException("Cannot replace " + place + ": " + FileReason.of(e), e);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new IOException("Cannot write " + to + ": " + FileReason.ofWriting(e), e);
        }
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Else a power cut could take back the moves; Windows does that by itself. */
    private void forceFolders() throws IOException {
        if (!FOLDERS_CAN_BE_FORCED) {
            return;
        }
        Set<Path> folders = new LinkedHashSet<>();
        written.keySet().forEach(file -> folders.add(file.getParent()));
        removed.forEach(file -> folders.add(file.getParent()));
        for (Path folder : folders) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            } catch (IOException e) {
                // Some network file systems refuse it; the files are at their places nevertheless
                LOG.log(Level.DEBUG, folder + " cannot be forced: " + FileReason.of(e));
            }
        }
    }

    /** Deletes what has not been moved. */
    @Override
    public void close() {
        written.values().forEach(TemporaryFiles::delete);
    }
}
