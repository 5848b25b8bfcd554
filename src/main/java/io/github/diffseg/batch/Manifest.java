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

import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of each file of a batch, as JSON lines that are only ever appended; for a file with
 * several lines the last one counts. A line is on the disk before {@link #append} returns. A line
 * that a killed process left unfinished is removed when the manifest is opened again.
 *
 * <p>While it is open, it is locked against other processes. May be used by several threads.
 */
public final class Manifest implements Closeable {

    /**
     * What is locked: a byte that no manifest reaches, since on Windows nobody may read what is
     * locked.
     */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /** Its name in the output folder. */
    public static final String FILE_NAME = "manifest.jsonl";

    private final Path file;
    private final FileChannel channel;
    private final Map<String, ManifestEntry> entries = new LinkedHashMap<>();

    private Manifest(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * @param file made if missing
     * @return the manifest, to be closed by the caller
     * @throws IOException if it cannot be written, another batch has it open, or a line of it is
     *     damaged; the message is one sentence that names it
     */
    public static Manifest open(Path file) throws IOException {
        FileChannel channel;
        try {
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "The manifest " + file + " cannot be opened: " + FailureReason.of(e), e);
        }
        try {
            Manifest manifest = new Manifest(file, channel);
            manifest.lock();
            manifest.read();
            return manifest;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * @return whether that folder has the results of a batch
     */
    static boolean isIn(Path folder) {
        try (BufferedReader lines = Files.newBufferedReader(folder.resolve(FILE_NAME))) {
            ManifestEntry.of(lines.readLine());
            return true;
        } catch (IOException | JsonParseException e) {
            // None, or another program's file of that name
            return false;
        }
    }

    private void lock() throws IOException {
        FileLock lock;
        try {
            lock = channel.tryLock(LOCKED_BYTE, 1, false);
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IOException(
                    "Another batch is writing to the folder of "
                            + file
                            + "; wait for its end or choose another output folder");
        }
    }

    private void read() throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // A read may give less than is there
        }
        int end = bytes.position();
        while (end > 0 && bytes.get(end - 1) != '\n') {
            end--;
        }
        channel.truncate(end);
        channel.position(end);
        int number = 0;
        for (String line :
                new String(bytes.array(), 0, end, StandardCharsets.UTF_8).split("\n", -1)) {
            number++;
            if (!line.isBlank()) {
                put(line, number);
            }
        }
    }

    private void put(String line, int number) throws IOException {
        try {
            ManifestEntry entry = ManifestEntry.of(line);
            entries.put(entry.file(), entry);
        } catch (JsonParseException e) {
            throw new IOException(
                    "Line "
                            + number
                            + " of the manifest "
                            + file
                            + " is damaged; delete that line, and its image is done again",
                    e);
        }
    }

    /**
     * @param name of a file, see {@link InputFile#name}
     * @return what became of it last
     */
    public synchronized Optional<ManifestEntry> last(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /**
     * @return the last line of each file
     */
    synchronized List<ManifestEntry> last() {
        return List.copyOf(entries.values());
    }

    /**
     * @throws IOException if the line cannot be written to the disk; then nothing of it is there
     */
    public synchronized void append(ManifestEntry entry) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(entry.toJson() + "\n");
        long begin = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
        } catch (IOException e) {
            removeTorn(begin);
            throw new IOException("Cannot write to the manifest " + file + ": " + e, e);
        }
        entries.put(entry.file(), entry);
    }

    /** Else the next line would be appended to the half of this one. */
    private void removeTorn(long begin) throws IOException {
        try {
            channel.truncate(begin);
            channel.position(begin);
        } catch (IOException e) {
            // Nothing may follow; the next opening removes what is torn
            channel.close();
            throw new IOException(
                    "Cannot write to the manifest " + file + ", nor undo a half line: " + e, e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
