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

package io.github.diffseg.model;

import com.google.gson.JsonObject;
import io.github.diffseg.files.ShallowJsonReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the small JSON files of a model folder, strictly. */
final class JsonFiles {

    /** A real vocabulary has 1 MB; bounds the memory a bad file can take. */
    private static final long MAXIMUM_BYTES = 32_000_000;

    private static final Pattern PLACE = Pattern.compile("line \\d+ column \\d+");

    private JsonFiles() {}

    /**
     * {@return the object it holds}
     *
     * @param path a JSON file, UTF-8
     * @throws ModelException naming the file, if it cannot be read or holds no JSON object
     */
    static JsonObject readObject(Path path) {
        ModelFiles.requireContent(path);
        try {
            long size = Files.size(path);
            if (size > MAXIMUM_BYTES) {
                throw new ModelException(
                        path + " has " + size + " bytes; at most " + MAXIMUM_BYTES + " are read");
            }
        } catch (IOException e) {
            throw ModelException.unreadable(path, e);
        }
        try (ShallowJsonReader reader =
                new ShallowJsonReader(
                        new InputStreamReader(
                                Files.newInputStream(path), StandardCharsets.UTF_8.newDecoder()))) {
            return reader.readObject();
        } catch (IOException e) {
            throw new ModelException(
                    path + " is not valid JSON" + place(e) + "; download it again", e);
        }
    }

    /** Where the reader stopped, of what it says: the rest is for programmers. */
    private static String place(Exception e) {
        Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
        return place.find() ? " at " + place.group() : "";
    }
}
