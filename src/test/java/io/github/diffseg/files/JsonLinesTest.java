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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonLinesTest {

    private static final JsonLineFormat<String> FORMAT =
            new JsonLineFormat<>() {
                @Override
                public String name() {
                    return "test-2";
                }

                @Override
                public String earlierBegin() {
                    return "{\"word\":";
                }

                @Override
                public String parse(JsonObject line) {
                    return line.get("word").getAsString();
                }

                @Override
                public JsonObject toJson(String value) {
                    JsonObject json = new JsonObject();
                    json.addProperty("word", value);
                    return json;
                }

                @Override
                public String noun() {
                    return "word list";
                }

                @Override
                public String writer() {
                    return "test";
                }

                @Override
                public String afterDeletion() {
                    return "it is said again";
                }
            };

    private static final String FIRST = "{\"format\":\"test-2\",\"word\":\"one\"}";
    private static final String SECOND = "{\"format\":\"test-2\",\"word\":\"zwölf\\n\"}";

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("words.jsonl");
    }

    @Test
    void linesComeBackAsTheyWere() throws IOException {
        assertEquals(List.of(), appending("one"));
        assertEquals(List.of("one"), appending("zwölf\n"));
        assertEquals(FIRST + "\n" + SECOND + "\n", Files.readString(file));
        assertEquals(List.of("one", "zwölf\n"), appending());
    }

    /** At each byte, also within the two bytes of a character, and also of the first line. */
    @Test
    void whatIsTornIsRemovedWhereverItTore() throws IOException {
        byte[] torn = SECOND.getBytes(StandardCharsets.UTF_8);
        for (String before : List.of("", FIRST + "\n")) {
            for (int length = 1; length < torn.length; length++) {
                byte[] half = new byte[length];
                System.arraycopy(torn, 0, half, 0, length);
                Files.writeString(file, before);
                Files.write(file, half, StandardOpenOption.APPEND);
                assertEquals(before.isEmpty() ? List.of() : List.of("one"), appending("zwölf\n"));
                assertEquals(before + SECOND + "\n", Files.readString(file), "at " + length);
            }
        }
    }

    /** As editors leave it, also those of Windows. */
    @Test
    void aWholeLastLineNeedsNoEnd() throws IOException {
        Files.writeString(file, "\uFEFF" + FIRST.replace(",", " ,\t") + "\r\n" + SECOND);
        assertEquals(List.of("one", "zwölf\n"), appending("three"));
        assertEquals(List.of("one", "zwölf\n", "three"), appending());
    }

    static List<String> others() {
        return List.of(
                "{\"image\": \"a.png\", \"caption\": \"mine\"}",
                "{\"image\": \"a.png\"}\n{\"image\": \"b.png\"}",
                "{\"image\": \"a.png\"}\n",
                "{\"format\":\"test-22\",\"word\":\"one\"}\n",
                "word\n\none\n",
                "\0\0\0",
                "[".repeat(200_000),
                "[".repeat(200_000) + "\n",
                "x".repeat(1 << 20));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anotherFileIsRefusedAndNotChanged(String content) throws IOException {
        Files.writeString(file, content);
        IOException e = assertThrows(IOException.class, this::appending);
        assertEquals(
                file
                        + " is not the word list of a DiffSeg test, and is left as it is; choose"
                        + " another output folder, or move that file away",
                e.getMessage());
        assertEquals(content, Files.readString(file));
        assertFalse(JsonLines.isOne(file, FORMAT));
    }

    @Test
    void thatOfAnEarlierBuildIsNamedAndNotChanged() throws IOException {
        String content = "{\"word\":\"one\"}\n{\"wo";
        Files.writeString(file, content);
        IOException e = assertThrows(IOException.class, this::appending);
        assertTrue(e.getMessage().contains(" of an earlier version, which"), e.getMessage());
        assertEquals(content, Files.readString(file));
        assertTrue(JsonLines.isOne(file, FORMAT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"format\":\"test-2\",\"word\":{}}", "mine", "[200000"})
    void aDamagedLineIsNamedAndNothingChanged(String damaged) throws IOException {
        String line = damaged.equals("[200000") ? "{\"format\":\"test-2\",\"word\":" : damaged;
        String nested = damaged.equals("[200000") ? line + "[".repeat(200_000) : line;
        String content = FIRST + "\n" + nested + "\n" + SECOND + "\n{\"format\":\"te";
        Files.writeString(file, content);
        IOException e = assertThrows(IOException.class, this::appending);
        assertEquals(
                "Line 2 of the word list "
                        + file
                        + " is damaged; delete that line, and it is said again",
                e.getMessage());
        assertEquals(content, Files.readString(file));
        // The failed opening must not keep the lock
        Files.writeString(file, "");
        assertEquals(List.of(), appending());
    }

    @Test
    void secondWriterIsRefused() throws IOException {
        try (JsonLines<String> first = JsonLines.open(file, FORMAT, word -> {})) {
            IOException e = assertThrows(IOException.class, this::appending);
            assertTrue(e.getMessage().startsWith("Another test is writing"), e.getMessage());
            first.append("one");
            assertEquals(FIRST + "\n", Files.readString(file), "can be read meanwhile");
        }
    }

    @Test
    void aFolderIsNoFile() throws IOException {
        Files.createDirectory(file);
        IOException e = assertThrows(IOException.class, this::appending);
        assertEquals("The word list " + file + " cannot be opened: it is no file", e.getMessage());
        assertFalse(JsonLines.isOne(file, FORMAT));
    }

    /**
     * @return what was there
     */
    private List<String> appending(String... words) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonLines<String> lines = JsonLines.open(file, FORMAT, found::add)) {
            for (String word : words) {
                lines.append(word);
            }
        }
        return found;
    }
}
