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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The three tokens of which CLIP's empty prompt consists: start, end, then padding to the text
 * encoder's length.
 *
 * @param start the id of {@code <|startoftext|>}
 * @param end the id of {@code <|endoftext|>}
 * @param padding the id of the padding token: the end token in Stable Diffusion 1.x, {@code !} (0)
 *     in 2.x
 */
public record EmptyPromptTokens(int start, int end, int padding) {

    /** The files in {@code tokenizer/} on which the tokens depend; none need exist. */
    static final List<String> FILES =
            List.of("vocab.json", "special_tokens_map.json", "tokenizer_config.json");

    private static final String START = "<|startoftext|>";
    private static final String END = "<|endoftext|>";

    /**
     * {@return the tokens of the empty prompt: start, end, padding … padding}
     *
     * @param length how many tokens the text encoder takes ({@code max_position_embeddings}), at
     *     least 2
     */
    public long[] ids(int length) {
        long[] ids = new long[length];
        Arrays.fill(ids, padding);
        ids[0] = start;
        ids[1] = end;
        return ids;
    }

    /**
     * Reads the ids from the tokenizer, and where a folder has none takes CLIP's own: start and end
     * are the last two of the vocabulary, and padding follows the activation, which tells OpenAI's
     * CLIP ({@code quick_gelu}, pads with the end token) from OpenCLIP (0).
     *
     * @param tokenizer the folder {@code tokenizer}, which need not exist, if there can be one
     * @param textEncoderConfig the text encoder's config
     * @param configSource where it is from, for messages
     * @throws ModelException if a file is broken, a token is not in the vocabulary, or an id
     *     exceeds the text encoder's
     */
    static EmptyPromptTokens read(
            Optional<Path> tokenizer, JsonObject textEncoderConfig, String configSource) {
        int vocabularySize = vocabularySize(textEncoderConfig, configSource);
        Optional<Path> vocabulary =
                tokenizer.map(folder -> folder.resolve(FILES.get(0))).filter(Files::exists);
        if (vocabulary.isEmpty()) {
            int end = vocabularySize - 1;
            boolean openAi = isQuickGelu(textEncoderConfig);
            return new EmptyPromptTokens(end - 1, end, openAi ? end : 0);
        }
        Optional<JsonObject> special = specialTokens(tokenizer.get());
        String startToken = special.flatMap(s -> token(s, "bos_token")).orElse(START);
        String endToken = special.flatMap(s -> token(s, "eos_token")).orElse(END);
        String padToken = special.flatMap(s -> token(s, "pad_token")).orElse(endToken);
        Vocabulary ids =
                new Vocabulary(
                        vocabulary.get(), JsonFiles.readObject(vocabulary.get()), vocabularySize);
        return new EmptyPromptTokens(ids.of(startToken), ids.of(endToken), ids.of(padToken));
    }

    private static int vocabularySize(JsonObject config, String source) {
        JsonElement size = config.get("vocab_size");
        if (size == null || !size.toString().matches("[1-9]\\d{0,8}") || size.getAsInt() < 2) {
            throw new ModelException(
                    source
                            + ": vocab_size is "
                            + size
                            + "; it must be a whole number of 2 or more");
        }
        return size.getAsInt();
    }

    private static boolean isQuickGelu(JsonObject config) {
        JsonElement activation = config.get("hidden_act");
        // transformers' default
        return activation == null || activation.toString().equals("\"quick_gelu\"");
    }

    private static Optional<JsonObject> specialTokens(Path tokenizer) {
        return FILES.subList(1, FILES.size()).stream()
                .map(tokenizer::resolve)
                .filter(Files::exists)
                .findFirst()
                .map(JsonFiles::readObject);
    }

    /** Written as the token, or as an object with the token as its content. */
    private static Optional<String> token(JsonObject special, String role) {
        JsonElement token = special.get(role);
        if (token instanceof JsonObject described) {
            token = described.get("content");
        }
        return token != null && token.isJsonPrimitive()
                ? Optional.of(token.getAsString())
                : Optional.empty();
    }

    private record Vocabulary(Path file, JsonObject ids, int size) {

        int of(String token) {
            JsonElement id = ids.get(token);
            if (id == null || !id.toString().matches("\\d{1,9}") || id.getAsInt() >= size) {
                throw new ModelException(
                        file
                                + " gives "
                                + token
                                + " the id "
                                + id
                                + "; the text encoder takes 0 to "
                                + (size - 1));
            }
            return id.getAsInt();
        }
    }
}
