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
import ai.djl.ndarray.index.NDIndex;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import java.util.stream.LongStream;

/** The text encoder of a latent diffusion model (transformers' CLIPTextModel). */
final class TextEncoder {

    private static final String TOKENS = "text_model.embeddings.token_embedding.weight";
    private static final String POSITIONS = "text_model.embeddings.position_embedding.weight";

    private final Weights weights;
    private final TextEncoderConfig config;

    TextEncoder(Weights weights, TextEncoderConfig config) {
        this.weights = weights;
        this.config = config;
    }

    /**
     * {@return the last hidden state {@code [tokens.length, width]}, which belongs to the weights'
     * manager}
     *
     * @param tokens the prompt, at most {@link TextEncoderConfig#positions()} long
     */
    NDArray encode(long[] tokens) {
        return Scope.keep(() -> finalNorm().forward(hidden(tokens, config.layers())));
    }

    /**
     * {@return the second last hidden state {@code [tokens.length, width]}, without the final norm}
     *
     * @param tokens as {@link #encode(long[])}
     */
    NDArray encodeAllButLastLayer(long[] tokens) {
        return Scope.keep(() -> hidden(tokens, config.layers() - 1));
    }

    /**
     * {@return the last hidden state at that token, projected: {@code [1, projectionWidth]}}
     *
     * @param allButLastLayer of {@link #encodeAllButLastLayer(long[])}; stays as it is
     * @param position of the token that stands for the text
     */
    NDArray pool(NDArray allButLastLayer, int position) {
        return Scope.keep(
                () -> {
                    NDArray hidden = allButLastLayer.duplicate();
                    applyLayer(layer(config.layers() - 1), hidden);
                    NDArray row =
                            finalNorm()
                                    .forward(hidden)
                                    .get(new NDIndex().addSliceDim(position, position + 1));
                    return Linear.loadWithoutBias(
                                    weights.at("text_projection"),
                                    config.width(),
                                    config.projectionWidth())
                            .forward(row);
                });
    }

    private NDArray hidden(long[] tokens, int layers) {
        long[] positions = LongStream.range(0, tokens.length).toArray();
        NDArray hidden = weights.rows(TOKENS, tokens, config.width());
        NDArray places = weights.rows(POSITIONS, positions, config.width());
        weights.operators().addInPlace(hidden, places);
        for (int i = 0; i < layers; i++) {
            applyLayer(layer(i), hidden);
        }
        return hidden;
    }

    private Weights layer(int index) {
        return weights.at("text_model.encoder.layers." + index);
    }

    private LayerNorm finalNorm() {
        return norm(weights.at("text_model.final_layer_norm"));
    }

    private void applyLayer(Weights layer, NDArray hidden) {
        Operators operators = weights.operators();
        Scope.run(
                () -> {
                    NDArray normed = norm(layer.at("layer_norm1")).forward(hidden);
                    operators.addInPlace(hidden, attend(layer.at("self_attn"), normed));
                    normed = norm(layer.at("layer_norm2")).forward(hidden);
                    operators.addInPlace(hidden, perceptron(layer.at("mlp"), normed));
                });
    }

    private NDArray attend(Weights attention, NDArray x) {
        int width = config.width();
        NDArray query = Linear.load(attention.at("q_proj"), width, width).forward(x);
        NDArray key = Linear.load(attention.at("k_proj"), width, width).forward(x);
        NDArray value = Linear.load(attention.at("v_proj"), width, width).forward(x);
        NDArray mixed =
                weights.operators().attention().attend(query, key, value, config.heads(), true);
        return Linear.load(attention.at("out_proj"), width, width).forward(mixed);
    }

    private NDArray perceptron(Weights mlp, NDArray x) {
        Operators operators = weights.operators();
        int inner = config.feedForwardWidth();
        NDArray hidden = Linear.load(mlp.at("fc1"), config.width(), inner).forward(x);
        NDArray activated =
                config.quickGelu() ? operators.quickGelu(hidden) : operators.gelu(hidden);
        return Linear.load(mlp.at("fc2"), inner, config.width()).forward(activated);
    }

    private LayerNorm norm(Weights weights) {
        return LayerNorm.load(weights, config.width(), config.normEpsilon());
    }
}
