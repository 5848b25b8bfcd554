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
import io.github.diffseg.engine.operators.Operators;

/** The attention of an image's tokens to themselves ({@code attn1}), whose maps DiffSeg merges. */
final class SelfAttention {

    private final String path;
    private final Operators operators;
    private final int heads;
    private final Linear toQuery;
    private final Linear toKey;
    private final Linear toValue;
    private final Linear toOut;

    private SelfAttention(Weights weights, int channels, int heads) {
        this.path = weights.path("").replaceAll("\\.$", "");
        this.operators = weights.operators();
        this.heads = heads;
        toQuery = Linear.loadWithoutBias(weights.at("to_q"), channels, channels);
        toKey = Linear.loadWithoutBias(weights.at("to_k"), channels, channels);
        toValue = Linear.loadWithoutBias(weights.at("to_v"), channels, channels);
        toOut = Linear.load(weights.at("to_out.0"), channels, channels);
    }

    static SelfAttention load(Weights weights, int channels, int heads) {
        return new SelfAttention(weights, channels, heads);
    }

    /**
     * {@return the same shape}
     *
     * @param tokens {@code [height · width, channels]}
     */
    NDArray forward(NDArray tokens, int height, int width, UnetPass pass) {
        try (NDArray query = toQuery.forward(tokens);
                NDArray key = toKey.forward(tokens);
                NDArray value = toValue.forward(tokens);
                NDArray mixed = mix(query, key, value, height, width, pass)) {
            NDArray output = toOut.forward(mixed);
            pass.sink().ifPresent(sink -> sink.output(path, height, width, output));
            return output;
        }
    }

    /** Records the map and computes nothing beyond it. */
    void record(NDArray tokens, int height, int width, UnetPass pass) {
        NDArray total = pass.sink().orElseThrow().totalFor(path, height, width);
        try (NDArray query = toQuery.forward(tokens);
                NDArray key = toKey.forward(tokens)) {
            operators.attention().addHeadMean(query, key, heads, total);
        }
    }

    private NDArray mix(
            NDArray query, NDArray key, NDArray value, int height, int width, UnetPass pass) {
        if (pass.sink().isEmpty()) {
            return operators.attention().attend(query, key, value, heads, false);
        }
        NDArray total = pass.sink().get().totalFor(path, height, width);
        return operators.attention().attendWithHeadMean(query, key, value, heads, total);
    }
}
