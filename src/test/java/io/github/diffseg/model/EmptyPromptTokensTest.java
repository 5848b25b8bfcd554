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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmptyPromptTokensTest {

    @TempDir Path folder;

    @Test
    void stableDiffusion1PadsWithTheEndToken() {
        EmptyPromptTokens tokens =
                ModelFolder.open(Fixtures.model("sd1")).textEncoders().get(0).emptyPromptTokens();
        assertEquals(new EmptyPromptTokens(398, 399, 399), tokens);
    }

    @Test
    void stableDiffusion2PadsWithTokenZero() {
        EmptyPromptTokens tokens =
                ModelFolder.open(Fixtures.model("sd2")).textEncoders().get(0).emptyPromptTokens();
        assertEquals(new EmptyPromptTokens(398, 399, 0), tokens);
        assertArrayEquals(new long[] {398, 399, 0, 0, 0}, tokens.ids(5));
    }

    @Test
    void tokensMayBeDescribedByObjects() throws IOException {
        Path model = Fixtures.copyOfModel("sd2", folder.resolve("m"));
        Files.writeString(
                model.resolve("tokenizer/special_tokens_map.json"),
                "{\"bos_token\": {\"content\": \"<|startoftext|>\", \"lstrip\": false},"
                        + " \"pad_token\": {\"content\": \"w1</w>\"}}");
        assertEquals(
                new EmptyPromptTokens(398, 399, 1),
                ModelFolder.open(model).textEncoders().get(0).emptyPromptTokens());
    }

    @Test
    void withoutTokenizerTheyFollowFromTheTextEncoder() throws IOException {
        Path openAi = Fixtures.copyOfModel("sd1", folder.resolve("1"));
        Fixtures.delete(openAi.resolve("tokenizer"));
        assertEquals(
                new EmptyPromptTokens(398, 399, 399),
                ModelFolder.open(openAi).textEncoders().get(0).emptyPromptTokens());
        Path openClip = Fixtures.copyOfModel("sd2", folder.resolve("2"));
        Fixtures.delete(openClip.resolve("tokenizer"));
        assertEquals(
                new EmptyPromptTokens(398, 399, 0),
                ModelFolder.open(openClip).textEncoders().get(0).emptyPromptTokens());
    }

    @Test
    void tokenOutsideTheVocabularyIsNamed() throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        Path vocabulary = model.resolve("tokenizer/vocab.json");
        Files.writeString(vocabulary, "{\"<|startoftext|>\": 398, \"<|endoftext|>\": 400}");
        ModelFolder opened = ModelFolder.open(model);
        ModelException e =
                assertThrows(ModelException.class, opened.textEncoders().get(0)::emptyPromptTokens);
        assertEquals(
                vocabulary + " gives <|endoftext|> the id 400; the text encoder takes 0 to 399",
                e.getMessage());
        Files.writeString(vocabulary, "{\"<|startoftext|>\": 398}");
        e = assertThrows(ModelException.class, opened.textEncoders().get(0)::emptyPromptTokens);
        assertTrue(e.getMessage().contains("<|endoftext|>"), e.getMessage());
    }

    @Test
    void missingVocabularySizeIsNamed() throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        Path config = model.resolve("text_encoder/config.json");
        Files.writeString(config, "{\"vocab_size\": \"many\"}");
        ModelFolder opened = ModelFolder.open(model);
        ModelException e =
                assertThrows(ModelException.class, opened.textEncoders().get(0)::emptyPromptTokens);
        assertTrue(e.getMessage().startsWith(config + ": vocab_size is \"many\""), e.getMessage());
    }
}
