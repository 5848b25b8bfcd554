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
import io.github.diffseg.library.ModelLibrary;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * CLIP's tokens of a text, by byte-pair merging (Radford et al., "Learning Transferable Visual
 * Models From Natural Language Supervision", 2021; Sennrich et al., ACL 2016). Of two neighbours
 * those are merged first whose whole has the lowest id: the vocabulary lists the merges' results in
 * the order of the merges, so that {@code vocab.json} says what {@code merges.txt} would.
 */
public final class ClipTokenizer {

    private static final String FOLDER = "tokenizer";
    private static final String VOCABULARY = EmptyPromptTokens.FILES.get(0);
    private static final String WORD_END = "</w>";

    private static final Pattern PIECES =
            Pattern.compile(
                    "'s|'t|'re|'ve|'m|'ll|'d|\\p{L}+|\\p{N}|[^\\s\\p{L}\\p{N}]+",
                    Pattern.UNICODE_CHARACTER_CLASS);

    private final Path file;
    private final JsonObject ids;

    private ClipTokenizer(Path file, JsonObject ids) {
        this.file = file;
        this.ids = ids;
    }

    /**
     * Reads the vocabulary of a model's text encoder: its own, or one in a folder {@code tokenizer}
     * beside a single file, or that of an installed model, since all Stable Diffusions share it.
     *
     * @param model with text encoders
     * @return the tokenizer
     * @throws ModelException if there is no vocabulary, or it is broken
     */
    public static ClipTokenizer of(StoredModel model) {
        JsonObject config = model.textEncoders().get(0).network().config();
        int size = config.get("vocab_size").getAsInt();
        Stream<Path> own =
                model.textEncoders().stream().flatMap(encoder -> encoder.tokenizer().stream());
        Path beside = model.path().resolveSibling(FOLDER);
        Optional<ClipTokenizer> found =
                Stream.concat(own, Stream.of(beside)).flatMap(f -> read(f, size)).findFirst();
        return found.or(() -> installed(size)).orElseThrow(() -> missing(model, beside));
    }

    /**
     * {@return the ids of the text's tokens, without start and end}
     *
     * @param text of any length; case and repeated spaces do not count
     * @throws ModelException if the vocabulary lacks a part of it
     */
    public long[] ids(String text) {
        List<Long> tokens = new ArrayList<>();
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        Matcher pieces = PIECES.matcher(clean);
        while (pieces.find()) {
            for (String symbol : merged(pieces.group())) {
                if (!ids.has(symbol)) {
                    throw new ModelException(file + " has no token for \"" + text + "\"");
                }
                tokens.add(ids.get(symbol).getAsLong());
            }
        }
        return tokens.stream().mapToLong(Long::longValue).toArray();
    }

    private List<String> merged(String piece) {
        List<String> symbols = new ArrayList<>();
        for (byte b : piece.getBytes(StandardCharsets.UTF_8)) {
            symbols.add(symbolOf(b & 0xFF));
        }
        int last = symbols.size() - 1;
        symbols.set(last, symbols.get(last) + WORD_END);
        while (symbols.size() > 1) {
            int first = -1;
            int lowest = Integer.MAX_VALUE;
            for (int i = 0; i + 1 < symbols.size(); i++) {
                JsonElement id = ids.get(symbols.get(i) + symbols.get(i + 1));
                if (id != null && id.getAsInt() < lowest) {
                    first = i;
                    lowest = id.getAsInt();
                }
            }
            if (first < 0) {
                return symbols;
            }
            symbols.set(first, symbols.get(first) + symbols.remove(first + 1));
        }
        return symbols;
    }

    /** As GPT-2 writes bytes in text files: those without a printed form from U+0100 on. */
    private static String symbolOf(int value) {
        int unprinted = 0;
        for (int b = 0; b <= value; b++) {
            boolean printed = b >= '!' && b <= '~' || b >= 0xA1 && b <= 0xFF && b != 0xAD;
            if (b == value && printed) {
                return Character.toString(value);
            }
            unprinted += printed ? 0 : 1;
        }
        return Character.toString(0xFF + unprinted);
    }

    static Stream<ClipTokenizer> read(Path tokenizer, int size) {
        Path file = tokenizer.resolve(VOCABULARY);
        if (!Files.isRegularFile(file)) {
            return Stream.empty();
        }
        JsonObject ids = JsonFiles.readObject(file);
        for (String token : ids.keySet()) {
            JsonElement id = ids.get(token);
            if (!id.toString().matches("\\d{1,9}") || id.getAsInt() >= size) {
                throw new ModelException(
                        file
                                + " gives "
                                + token
                                + " the id "
                                + id
                                + "; the text encoder takes 0 to "
                                + (size - 1));
            }
        }
        return Stream.of(new ClipTokenizer(file, ids));
    }

    /** What is broken, or of another kind of text encoder, is passed over: the user named none. */
    private static Optional<ClipTokenizer> installed(int size) {
        return ModelLibrary.ofUser().places().stream()
                .flatMap(place -> place.path().stream())
                .flatMap(
                        path -> {
                            try {
                                return read(path.resolve(FOLDER), size);
                            } catch (ModelException e) {
                                return Stream.empty();
                            }
                        })
                .filter(tokenizer -> tokenizer.ids.size() == size)
                .findFirst();
    }

    private static ModelException missing(StoredModel model, Path beside) {
        return new ModelException(
                model.name()
                        + " comes without the vocabulary of its text encoder, which names need; put"
                        + " "
                        + VOCABULARY
                        + " of any Stable Diffusion's folder "
                        + FOLDER
                        + " into "
                        + beside
                        + ", or get a Stable Diffusion with DiffSeg Models..., whose is then taken");
    }
}
