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

/**
 * The attention of an image's tokens to the prompt ({@code attn2}). The prompt never changes, so
 * its keys and values are computed once, when the model is opened.
 */
final class CrossAttention {

    private final String path;
    private final Operators operators;
    private final int heads;
    private final Linear toQuery;
    private final NDArray key;
    private final NDArray value;
    private final Linear toOut;

    private CrossAttention(Weights weights, int channels, int heads, NDArray prompt) {
        this.path = weights.path("").replaceAll("\\.$", "");
        this.operators = weights.operators();
        this.heads = heads;
        toQuery = Linear.loadWithoutBias(weights.at("to_q"), channels, channels);
        key = project(weights.at("to_k"), channels, prompt);
        value = project(weights.at("to_v"), channels, prompt);
        toOut = Linear.load(weights.at("to_out.0"), channels, channels);
    }

    /**
     * Loads the weights and attends to the prompt once.
     *
     * @param prompt {@code [tokens, promptWidth]}
     */
    static CrossAttention load(Weights weights, int channels, int heads, NDArray prompt) {
        return new CrossAttention(weights, channels, heads, prompt);
    }

    /**
     * {@return the same shape}
     *
     * @param tokens {@code [height · width, channels]}
     */
    NDArray forward(NDArray tokens, int height, int width, UnetPass pass) {
        try (NDArray query = toQuery.forward(tokens)) {
            pass.crossAttentionSink().queries(path, height, width, heads, query);
            try (NDArray mixed = operators.attention().attend(query, key, value, heads, false)) {
                return toOut.forward(mixed);
            }
        }
    }

    /**
     * {@return {@code [tokens, out]}: keys or values of a prompt, which live as long as the
     * weights}
     *
     * @param prompt {@code [tokens, promptWidth]}
     */
    static NDArray project(Weights weights, int out, NDArray prompt) {
        int promptWidth = (int) prompt.getShape().get(1);
        Linear projection = Linear.loadWithoutBias(weights, promptWidth, out);
        try (NDArray weight = projection.weight()) {
            NDArray projected = projection.forward(prompt);
            NDArray converted = weights.operators().convert(projected, weights.computePrecision());
            converted.attach(weights.manager());
            return converted;
        }
    }
}
