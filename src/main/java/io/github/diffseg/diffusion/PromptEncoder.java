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

package io.github.diffseg.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.StoredTextEncoder;
import io.github.diffseg.model.TensorStore;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a model's text encoders make of the empty prompt and of words: the last hidden state of the
 * one, or for SDXL the second last ones of both beside each other, and the second one's pooled
 * text.
 */
final class PromptEncoder {

    /** It is computed once for a model, so it is computed exactly. */
    static final NetworkPrecision PRECISION =
            new NetworkPrecision(WeightPrecision.FLOAT32, ComputePrecision.FLOAT32);

    /** Start, end, padding: SDXL pools at the first end. */
    private static final int END_POSITION = 1;

    private final List<StoredTextEncoder> encoders;
    private final List<TextEncoderConfig> configs;
    private final NDManager manager;
    private final Operators operators;

    /**
     * Loads the text encoders.
     *
     * @param encoders one, or SDXL's two
     * @throws ModelException if a config is broken or the two do not belong together
     */
    PromptEncoder(List<StoredTextEncoder> encoders, NDManager manager, Operators operators) {
        this.encoders = encoders;
        this.manager = manager;
        this.operators = operators;
        configs = encoders.stream().map(PromptEncoder::config).toList();
        int positions = last().positions();
        for (int i = 0; i < configs.size(); i++) {
            if (configs.get(i).positions() != positions) {
                throw new ModelException(
                        encoders.get(i).network().configSource()
                                + ": max_position_embeddings is "
                                + configs.get(i).positions()
                                + ", the other text encoder's is "
                                + positions
                                + "; they are of different models");
            }
        }
    }

    /** How many tokens a prompt has. */
    int positions() {
        return last().positions();
    }

    /** Of a token. */
    int width() {
        return configs.stream().mapToInt(TextEncoderConfig::width).sum();
    }

    /** Of the pooled text, or 0 if the model has none. */
    int pooledWidth() {
        return isXl() ? last().projectionWidth() : 0;
    }

    PromptEmbedding encodeEmptyPrompt() {
        try (NDManager scratch = manager.newSubManager();
                TensorStore store = open(0)) {
            TextEncoder encoder = encoder(0, store, scratch);
            if (!isXl()) {
                return kept(encoder.encode(tokens(0)), null);
            }
            try (TensorStore secondStore = open(1)) {
                TextEncoder second = encoder(1, secondStore, scratch);
                NDArray wide = second.encodeAllButLastLayer(tokens(1));
                NDArray narrow = encoder.encodeAllButLastLayer(tokens(0));
                return kept(
                        operators.concatenateChannels(narrow, wide),
                        second.pool(wide, END_POSITION));
            }
        }
    }

    /**
     * Encodes words, each as a prompt of its own. What follows its tokens there cannot change them:
     * a token sees only those before it.
     *
     * @param words the tokens of each, without start and end
     * @return {@code [1 + tokens of all words, width]}: the start token, which is the same in all,
     *     and each word's tokens
     * @throws ModelException if a word has no token, or more than a prompt
     */
    NDArray encodeWords(List<long[]> words) {
        return Scope.keep(
                () -> {
                    NDArray states = encodeWords(words, 0);
                    return isXl()
                            ? operators.concatenateChannels(states, encodeWords(words, 1))
                            : states;
                });
    }

    private NDArray encodeWords(List<long[]> words, int index) {
        try (NDManager scratch = manager.newSubManager();
                TensorStore store = open(index)) {
            TextEncoder encoder = encoder(index, store, scratch);
            long start = tokens(index)[0];
            NDList states = new NDList();
            for (long[] word : words) {
                if (word.length == 0 || word.length > positions() - 2) {
                    throw new ModelException(
                            "A name has "
                                    + word.length
                                    + " tokens; it must have 1 to "
                                    + (positions() - 2));
                }
                long[] prompt =
                        LongStream.concat(LongStream.of(start), Arrays.stream(word)).toArray();
                NDArray state =
                        isXl() ? encoder.encodeAllButLastLayer(prompt) : encoder.encode(prompt);
                int first = states.isEmpty() ? 0 : 1;
                states.add(state.get(new NDIndex().addSliceDim(first, prompt.length)));
            }
            NDArray all = NDArrays.concat(states);
            all.attach(manager);
            return all;
        }
    }

    private PromptEmbedding kept(NDArray tokens, NDArray pooled) {
        PromptEmbedding embedding = new PromptEmbedding(tokens, pooled);
        embedding.arrays().forEach(array -> array.attach(manager));
        return embedding;
    }

    private boolean isXl() {
        return encoders.size() > 1;
    }

    private TextEncoderConfig last() {
        return configs.get(configs.size() - 1);
    }

    private TensorStore open(int index) {
        return encoders.get(index).network().open();
    }

    private TextEncoder encoder(int index, TensorStore store, NDManager scratch) {
        return new TextEncoder(
                new Weights(store, scratch, operators, PRECISION), configs.get(index));
    }

    private long[] tokens(int index) {
        return encoders.get(index).emptyPromptTokens().ids(positions());
    }

    private static TextEncoderConfig config(StoredTextEncoder encoder) {
        return TextEncoderConfig.parse(
                encoder.network().config(), encoder.network().configSource());
    }
}
