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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Against the ids that open_clip's tokenizer, which reads the list of merges, gives with the whole
 * vocabulary. {@code tokenizer/vocab.json} has those tokens of it (OpenAI's CLIP, MIT licence) that
 * occur in these texts, with their own ids.
 */
@ExtendWith(CacheExtension.class)
class ClipTokenizerTest {

    private static final Path PART = Path.of("src/test/resources/tokenizer");

    /** Of the whole vocabulary. */
    private static final int SIZE = 49_408;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "cell | 5533",
                "background | 5994",
                "vessel | 16387",
                "membrane | 34088",
                "tissue | 15368",
                "fibre | 21401",
                "nucleus | 25693 718",
                "nuclei | 25693 328",
                "mitochondria | 42132 320",
                "epithelium | 7219 15277 1008",
                "axon | 3165 525",
                "a diagram | 320 22697",
                "a dog | 320 1929",
                "a cat | 320 2368",
                "hello world | 3306 1002",
                "\"The  Photo\" | 518 1125",
                "cell's nucleus | 5533 568 25693 718",
                "golgi-cell | 1537 4478 268 5533",
                "naïve | 1097 35689 563",
                "nai\u0308ve | 1097 35689 563",
                "32 | 274 273",
            })
    void idsAreThoseOfThePublishedVocabulary(String text, String ids) {
        ClipTokenizer tokenizer = ClipTokenizer.read(PART, SIZE).findFirst().orElseThrow();
        assertArrayEquals(
                Arrays.stream(ids.split(" ")).mapToLong(Long::parseLong).toArray(),
                tokenizer.ids(text));
    }

    @Test
    void aTextWithoutATokenIsRefused() {
        ClipTokenizer tokenizer = ClipTokenizer.read(PART, SIZE).findFirst().orElseThrow();
        ModelException refused = assertThrows(ModelException.class, () -> tokenizer.ids("細胞"));
        assertEquals(PART.resolve("vocab.json") + " has no token for \"細胞\"", refused.getMessage());
    }

    @Test
    void anIdBeyondTheTextEncoderIsRefused() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a</w>\": 3, \"b</w>\": 4}");
        ModelException refused =
                assertThrows(ModelException.class, () -> ClipTokenizer.read(folder, 4));
        assertEquals(
                folder.resolve("vocab.json")
                        + " gives b</w> the id 4; the text encoder takes 0 to 3",
                refused.getMessage());
    }

    @Test
    void aSingleFileHasItsVocabularyBesideItOrNone() throws IOException {
        Path file = folder.resolve("sd1.safetensors");
        Files.copy(Fixtures.models().resolveSibling("checkpoints/sd1.safetensors"), file);
        StoredModel model = CheckpointFixture.open("sd1", file);
        ModelException refused = assertThrows(ModelException.class, () -> ClipTokenizer.of(model));
        assertTrue(
                refused.getMessage()
                        .startsWith(
                                "sd1 comes without the vocabulary of its text encoder, which names"
                                        + " need; put vocab.json of any Stable Diffusion's folder"
                                        + " tokenizer into "
                                        + folder.resolve("tokenizer")),
                refused.getMessage());
        Files.createDirectory(folder.resolve("tokenizer"));
        Files.writeString(folder.resolve("tokenizer/vocab.json"), "{\"c\": 1, \"a</w>\": 2}");
        assertArrayEquals(new long[] {2, 2}, ClipTokenizer.of(model).ids("a a"));
    }
}
