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

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;

/**
 * A file of JSON objects, one a line, that is only ever appended to. A line is on the disk before
 * {@link #append} returns. A line that a killed process left unfinished is removed when the file is
 * opened again; a file that is not known to be of its format is refused, and not a byte of it is
 * changed.
 *
 * <p>While it is open, it is locked against other processes. Not thread-safe.
 *
 * @param <T> what a line tells
 */
public final class JsonLines<T> implements Closeable {

    /**
     * What is locked: a byte that no such file reaches, since on Windows nobody may read what is
     * locked.
     */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private final Path file;
    private final JsonLineFormat<T> format;
    private final FileChannel channel;

    /** After a whole last line without its end, as some editors leave it. */
    private boolean lacksLineEnd;

    private JsonLines(Path file, JsonLineFormat<T> format, FileChannel channel) {
        this.file = file;
        this.format = format;
        this.channel = channel;
    }

    /**
     * Opens a file and reads what is in it.
     *
     * @param file made if missing
     * @param format of its lines
     * @param found given what each line tells, in their order; counts only if this returns
     * @return the file, to be closed by the caller
     * @throws IOException if it cannot be written, another process has it open, it is of another
     *     format or a line of it is damaged; the message is one sentence that names it, and the
     *     file is as it was
     */
    public static <T> JsonLines<T> open(Path file, JsonLineFormat<T> format, Consumer<T> found)
            throws IOException {
        FileChannel channel;
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new IOException("it is no file");
            }
            channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new IOException(
                    "The "
                            + format.noun()
                            + " "
                            + file
                            + " cannot be opened: "
                            + FileReason.ofWriting(e),
                    e);
        }
        try {
            JsonLines<T> lines = new JsonLines<>(file, format, channel);
            lines.lock();
            lines.read(found);
            return lines;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /**
     * {@return whether it begins with a line of that format, of this build or an earlier one}
     *
     * @param file need not exist
     * @param format that is asked for
     */
    public static boolean isOne(Path file, JsonLineFormat<?> format) {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String head = new String(in.readNBytes(JsonLine.HEAD_BYTES), StandardCharsets.UTF_8);
            return JsonLine.beginsWith(head, JsonLine.marker(format))
                    || JsonLine.beginsWith(head, format.earlierBegin());
        } catch (IOException e) {
            // What cannot be read is none
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
                    "Another "
                            + format.writer()
                            + " is writing to the folder of "
                            + file
                            + "; wait for its end or choose another output folder");
        }
    }

    private void read(Consumer<T> found) throws IOException {
        JsonLineReading<T> reading = new JsonLineReading<>(file, format);
        reading.read(new BufferedInputStream(Channels.newInputStream(channel)), found);
        if (reading.tornBytes() > 0) {
            // Only now is the file known to be our own
            channel.truncate(channel.size() - reading.tornBytes());
        }
        lacksLineEnd = reading.lacksLineEnd();
        channel.position(channel.size());
    }

    /**
     * Adds a line and forces it to the disk.
     *
     * @param value what the line shall tell
     * @throws IOException if the line cannot be written to the disk; then nothing of it is there
     */
    public void append(T value) throws IOException {
        String end = lacksLineEnd ? "\n" : "";
        ByteBuffer line = StandardCharsets.UTF_8.encode(end + JsonLine.of(value, format) + "\n");
        long begin = channel.position();
        try {
            while (line.hasRemaining()) {
                channel.write(line);
            }
            channel.force(false);
            lacksLineEnd = false;
        } catch (IOException e) {
            removeTorn(begin);
            throw new IOException(
                    "Cannot write to the "
                            + format.noun()
                            + " "
                            + file
                            + ": "
                            + FileReason.ofWriting(e),
                    e);
        }
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
                    "Cannot write to the "
                            + format.noun()
                            + " "
                            + file
                            + ", nor undo a half line: "
                            + FileReason.ofWriting(e),
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
