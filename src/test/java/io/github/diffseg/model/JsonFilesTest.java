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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonFilesTest {

    @TempDir Path folder;

    @Test
    void readsAnObject() throws IOException {
        Path file = write("{\"width\": 4, \"blocks\": [{\"größe\": null}]}\n");
        assertEquals(4, JsonFiles.readObject(file).get("width").getAsInt());
    }

    static Stream<String> malformed() {
        return Stream.of(
                "",
                "[]",
                "null",
                "3",
                "{",
                "{\"a\":1",
                "{\"a\":1}}",
                "{\"a\":1} {}",
                "{a:1}",
                "{\"a\":NaN}",
                "{\"a\":'x'}",
                "// comment\n{}",
                "{\"a\":\"\\uZZZZ\"}",
                "[".repeat(1_000_000),
                "{\"a\":".repeat(1_000_000),
                "{\"a\":" + "[".repeat(101) + "]".repeat(101) + "}");
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedFileIsNamed(String text) throws IOException {
        Path file = write(text);
        ModelException e = assertThrows(ModelException.class, () -> JsonFiles.readObject(file));
        assertTrue(e.getMessage().startsWith(file.toString()), e.getMessage());
        assertTrue(e.getMessage().length() < 1000, "a sentence");
    }

    @Test
    void textThatIsNotUtf8IsRefused() throws IOException {
        Path file = folder.resolve("config.json");
        Files.write(file, "{\"a\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        assertThrows(ModelException.class, () -> JsonFiles.readObject(file));
    }

    @Test
    void missingFileIsNamed() {
        Path file = folder.resolve("config.json");
        ModelException e = assertThrows(ModelException.class, () -> JsonFiles.readObject(file));
        assertEquals(file + " cannot be read: the file does not exist", e.getMessage());
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("config.json"), text);
    }
}
