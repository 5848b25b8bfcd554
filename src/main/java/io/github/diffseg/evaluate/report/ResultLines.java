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
import com.google.gson.JsonObject;
import io.github.diffseg.evaluate.score.ImageScores;
import io.github.diffseg.files.JsonLineFormat;
import io.github.diffseg.files.JsonLines;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The scores of single images as {@link JsonLines}, each written as soon as it is known, so that a
 * stopped evaluation goes on where it was. What was begun but not finished is measured again.
 */
public final class ResultLines implements AutoCloseable {

    /** Its name in the output folder. */
    public static final String FILE_NAME = "results.jsonl";

    private final Map<Key, ImageScores> known = new HashMap<>();
    private final JsonLines<Line> lines;

    /**
     * What a line's scores depend on.
     *
     * @param run data set, framing, method, model and settings
     * @param image the example's id
     * @param files versions of the image and its labels
     */
    public record Key(String run, String image, String files) {}

    private record Line(Key key, ImageScores scores) {}

    private ResultLines(Path path) throws IOException {
        lines =
                JsonLines.open(
                        path, new LineFormat(), line -> known.put(line.key(), line.scores()));
    }

    /**
     * Reads what is there.
     *
     * @param path is made if missing
     * @throws IOException if it cannot be read or written, another evaluation has it open, or it
     *     holds something else; the message is one sentence that names it, and the file is as it
     *     was
     */
    public static ResultLines open(Path path) throws IOException {
        return new ResultLines(path);
    }

    /** {@return the scores, if they were measured before} */
    public Optional<ImageScores> find(Key key) {
        return Optional.ofNullable(known.get(key));
    }

    /**
     * Writes a line, to the disk.
     *
     * @throws IOException if it cannot be written
     */
    public void add(Key key, ImageScores scores) throws IOException {
        lines.append(new Line(key, scores));
        known.put(key, scores);
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }

    /** The fields of the records, by their names. */
    private static final class LineFormat implements JsonLineFormat<Line> {

        private final Gson gson = new Gson();

        @Override
        public String name() {
            return "diffseg-evaluation-2";
        }

        @Override
        public String earlierBegin() {
            return "{\"key\":";
        }

        @Override
        public Line parse(JsonObject json) {
            Line line = gson.fromJson(json, Line.class);
            Objects.requireNonNull(line.key(), "key");
            Objects.requireNonNull(line.scores(), "scores");
            return line;
        }

        @Override
        public JsonObject toJson(Line line) {
            return gson.toJsonTree(line).getAsJsonObject();
        }

        @Override
        public String noun() {
            return "list of results";
        }

        @Override
        public String writer() {
            return "evaluation";
        }

        @Override
        public String afterDeletion() {
            return "its image is measured again";
        }
    }
}
