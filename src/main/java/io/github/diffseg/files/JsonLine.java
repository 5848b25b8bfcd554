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

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;

/** One line of a file of {@link JsonLines}, as text: an object whose first field is its format. */
public final class JsonLine {

    /** By as many a format is told. */
    static final int HEAD_BYTES = 200;

    private JsonLine() {}

    /**
     * Writes a line.
     *
     * @param <T> what a line tells
     * @param value what the line shall tell
     * @param format of the file
     * @return the line, without its end
     */
    public static <T> String of(T value, JsonLineFormat<T> format) {
        return marker(format) + format.toJson(value).toString().substring(1);
    }

    /**
     * Reads a line.
     *
     * @param <T> what a line tells
     * @param line with or without its end
     * @param format of the file
     * @return what it tells
     * @throws IOException if it is no line of that format
     */
    public static <T> T parse(String line, JsonLineFormat<T> format) throws IOException {
        try (ShallowJsonReader reader = new ShallowJsonReader(new StringReader(line))) {
            JsonObject json = reader.readObject();
            if (!format.name().equals(json.get("format").getAsString())) {
                throw new IOException("It is of another format");
            }
            return format.parse(json);
        } catch (RuntimeException e) {
            // A field that is missing or of another kind: null, or one of several exceptions
            throw new IOException("It is no line of a " + format.noun(), e);
        }
    }

    static String marker(JsonLineFormat<?> format) {
        return "{\"format\":\"" + format.name() + "\",";
    }

    /** Whatever white space an editor or another program has put between. */
    static boolean beginsWith(String line, String begin) {
        String head = line.substring(0, Math.min(HEAD_BYTES, line.length()));
        return head.replaceAll("[\\s\uFEFF]", "").startsWith(begin);
    }
}
