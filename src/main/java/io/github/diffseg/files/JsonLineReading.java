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
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads {@link JsonLines} and tells whose they are before anything is changed: of this format, of
 * an earlier build, or of another program.
 *
 * @param <T> what a line tells
 */
final class JsonLineReading<T> {

    private final Path file;
    private final JsonLineFormat<T> format;
    private int number;
    private boolean known;
    private boolean earlier;
    private int damaged;
    private long tornBytes;
    private boolean tornOurs;
    private boolean lacksLineEnd;
    private IOException cause;

    /**
     * Prepares to read.
     *
     * @param file for messages
     * @param format that it should have
     */
    JsonLineReading(Path file, JsonLineFormat<T> format) {
        this.file = file;
        this.format = format;
    }

    /** {@return how many bytes at the end a killed process has left of a line} */
    long tornBytes() {
        return tornBytes;
    }

    /** {@return whether the last line is whole, but not ended} */
    boolean lacksLineEnd() {
        return lacksLineEnd;
    }

    /**
     * Reads all lines.
     *
     * @param in the file
     * @param found given what each line tells, in their order
     * @throws IOException if it is of another format or a line is damaged; the message is one
     *     sentence that names it
     */
    void read(InputStream in, Consumer<T> found) throws IOException {
        for (LineBytes line = LineBytes.next(in); line != null; line = LineBytes.next(in)) {
            number++;
            lacksLineEnd = !line.isEnded();
            if (!line.text().isBlank()) {
                take(line, found);
            }
        }
        boolean isTorn = tornBytes > 0;
        if (damaged > 0 || isTorn && !known && !tornOurs) {
            throw refusal();
        }
    }

    private void take(LineBytes line, Consumer<T> found) {
        String text = line.text();
        String marker = JsonLine.marker(format);
        boolean ours = JsonLine.beginsWith(text, marker);
        known |= ours;
        earlier |= JsonLine.beginsWith(text, format.earlierBegin());
        try {
            T value = JsonLine.parse(text, format);
            known = true;
            found.accept(value);
        } catch (IOException e) {
            cause = cause == null ? e : cause;
            if (!line.isEnded()) {
                tornBytes = line.length();
                tornOurs = ours || marker.startsWith(text);
                lacksLineEnd = false;
            } else if (damaged == 0) {
                damaged = number;
            }
        }
    }

    private IOException refusal() {
        String what = format.noun() + " of a DiffSeg " + format.writer();
        if (known) {
            return new IOException(
                    "Line "
                            + damaged
                            + " of the "
                            + format.noun()
                            + " "
                            + file
                            + " is damaged; delete that line, and "
                            + format.afterDeletion(),
                    cause);
        }
        if (earlier) {
            return new IOException(
                    file
                            + " is the "
                            + what
                            + " of an earlier version, which this one cannot go on with; choose"
                            + " another output folder, or empty this one",
                    cause);
        }
        return new IOException(
                file
                        + " is not the "
                        + what
                        + ", and is left as it is; choose another output folder, or move that file"
                        + " away",
                cause);
    }
}
