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

package io.github.diffseg.evaluate.report;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import io.github.diffseg.evaluate.score.ImageScores;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The scores of single images in a file of JSON lines, each written as soon as it is known, so that
 * a stopped evaluation goes on where it was. What was begun but not finished is measured again.
 */
public final class ResultLines implements AutoCloseable {

    private final Gson gson = new Gson();
    private final Map<Key, ImageScores> known = new HashMap<>();
    private final FileChannel file;

    /**
     * What a line's scores depend on.
     *
     * @param run data set, framing, method, model and settings
     * @param image the example's id
     * @param files sizes and times of the image and its labels
     */
    public record Key(String run, String image, String files) {}

    private record Line(Key key, ImageScores scores) {}

    private ResultLines(FileChannel file) {
        this.file = file;
    }

    /**
     * Reads what is there.
     *
     * @param path is made if missing
     * @throws IOException if it cannot be read or written, or holds something else; the message
     *     names it
     */
    public static ResultLines open(Path path) throws IOException {
        byte[] bytes = Files.exists(path) ? Files.readAllBytes(path) : new byte[0];
        int end = bytes.length;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        ResultLines lines =
                new ResultLines(
                        FileChannel.open(
                                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        try {
            // A line without its end was being written when the evaluation was stopped
            lines.file.truncate(end);
            lines.file.position(end);
            lines.read(new String(bytes, 0, end, StandardCharsets.UTF_8), path);
            return lines;
        } catch (IOException | RuntimeException e) {
            lines.close();
            throw e;
        }
    }

    private void read(String text, Path path) throws IOException {
        int number = 0;
        for (String json : text.lines().toList()) {
            number++;
            try {
                Line line = gson.fromJson(json, Line.class);
                known.put(line.key(), line.scores());
            } catch (JsonParseException | NullPointerException e) {
                throw new IOException(
                        "Line "
                                + number
                                + " of "
                                + path
                                + " is not a result of an evaluation; choose another output"
                                + " folder or delete the file",
                        e);
            }
        }
    }

    /**
     * @return the scores, if they were measured before
     */
    public Optional<ImageScores> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    /**
     * Writes a line, to the disk.
     *
     * @throws IOException if it cannot be written
     */
    public void add(Key key, ImageScores scores) throws IOException {
        ByteBuffer line = StandardCharsets.UTF_8.encode(gson.toJson(new Line(key, scores)) + "\n");
        while (line.hasRemaining()) {
            file.write(line);
        }
        known.put(key, scores);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
