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

package io.github.diffseg.library;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Small JSON files of this package, one type each. */
final class JsonFile {

    private static final Gson GSON =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    private JsonFile() {}

    /**
     * {@return what the file holds; empty if there is none}
     *
     * @throws UserException if it is broken
     */
    static <T> Optional<T> read(Path file, Class<T> type) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(GSON.fromJson(Files.readString(file), type));
        } catch (IOException e) {
            throw new UserException(file + " cannot be read: " + FileReason.of(e), e);
        } catch (JsonParseException e) {
            throw new UserException(
                    file + " is damaged; delete it: what it held has to be set or added again", e);
        }
    }

    static <T> T parse(String text, Class<T> type) {
        return GSON.fromJson(text, type);
    }

    static String text(Object content) {
        return GSON.toJson(content);
    }

    /**
     * Writes the whole file, or leaves the one of before.
     *
     * @param file replaced as a whole; its folder is made
     * @throws UserException if it cannot be written
     */
    static void write(Path file, Object content) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFiles.writeStream(
                    file, out -> out.write(text(content).getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UserException(file + " cannot be written: " + FileReason.ofWriting(e), e);
        }
    }
}
