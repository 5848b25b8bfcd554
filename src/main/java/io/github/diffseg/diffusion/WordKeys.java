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
import ai.djl.ndarray.NDManager;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ClipTokenizer;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.TensorStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Words as the cross-attentions of a UNet see them: their keys beside those of the empty prompt,
 * which stays the prompt of the pass. Each word is encoded by itself, so that neither the others
 * nor their order matter to it.
 */
public final class WordKeys implements AutoCloseable {

    private static final String KEY_PROJECTION = ".to_k";
    private static final String SUFFIX = ".attn2" + KEY_PROJECTION + ".weight";

    private final NDManager manager;
    private final Map<String, NDArray> keys = new HashMap<>();
    private final List<long[]> ids = new ArrayList<>();

    /**
     * @param stored with text encoders
     * @param words at least one
     * @param parent whose device the keys live on
     * @param precision of the UNet
     * @throws ModelException if the model has no vocabulary, or a word is none
     */
    WordKeys(
            StoredModel stored,
            List<String> words,
            NDManager parent,
            Operators operators,
            NetworkPrecision precision) {
        ClipTokenizer tokenizer = ClipTokenizer.of(stored);
        words.forEach(word -> ids.add(tokenizer.ids(word)));
        manager = parent.newSubManager();
        try {
            PromptEncoder encoder = new PromptEncoder(stored.textEncoders(), manager, operators);
            try (NDArray states = encoder.encodeWords(ids);
                    TensorStore store = stored.unet().open()) {
                project(store, states, new Weights(store, manager, operators, precision));
            }
        } catch (RuntimeException | Error e) {
            manager.close();
            throw e;
        }
    }

    /**
     * {@return {@code [1 + tokens of all words, channels]}: the keys of the start token and of each
     * word's tokens}
     *
     * @param layer as {@link CrossAttentionSink#queries} names it
     */
    public NDArray of(String layer) {
        return keys.get(layer);
    }

    /** {@return how many tokens each word has, at least one} */
    public int[] tokens() {
        return ids.stream().mapToInt(tokens -> tokens.length).toArray();
    }

    @Override
    public void close() {
        manager.close();
    }

    private void project(TensorStore store, NDArray states, Weights weights) {
        for (String name : store.names()) {
            if (name.endsWith(SUFFIX)) {
                String layer = name.substring(0, name.length() - SUFFIX.length()) + ".attn2";
                int channels = Math.toIntExact(store.info(name).shape()[0]);
                keys.put(
                        layer,
                        CrossAttention.project(
                                weights.at(layer + KEY_PROJECTION), channels, states));
            }
        }
    }
}
