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
 * Self-attention, cross-attention and feed-forward, each after a layer norm and with a residual.
 */
final class TransformerBlock {

    private static final double NORM_EPSILON = 1e-5;

    private final Operators operators;
    private final LayerNorm norm1;
    private final SelfAttention selfAttention;
    private final LayerNorm norm2;
    private final CrossAttention crossAttention;
    private final LayerNorm norm3;
    private final FeedForward feedForward;

    private TransformerBlock(Weights weights, int channels, int heads, NDArray prompt) {
        operators = weights.operators();
        norm1 = LayerNorm.load(weights.at("norm1"), channels, NORM_EPSILON);
        selfAttention = SelfAttention.load(weights.at("attn1"), channels, heads);
        norm2 = LayerNorm.load(weights.at("norm2"), channels, NORM_EPSILON);
        crossAttention = CrossAttention.load(weights.at("attn2"), channels, heads, prompt);
        norm3 = LayerNorm.load(weights.at("norm3"), channels, NORM_EPSILON);
        feedForward = FeedForward.load(weights.at("ff"), channels);
    }

    static TransformerBlock load(Weights weights, int channels, int heads, NDArray prompt) {
        return new TransformerBlock(weights, channels, heads, prompt);
    }

    /** Changes the tokens {@code [height · width, channels]} in place. */
    void apply(NDArray tokens, int height, int width, UnetPass pass) {
        try (NDArray normed = norm1.forward(tokens);
                NDArray change = selfAttention.forward(normed, height, width, pass)) {
            operators.addInPlace(tokens, change);
        }
        try (NDArray normed = norm2.forward(tokens);
                NDArray change = crossAttention.forward(normed, height, width, pass)) {
            operators.addInPlace(tokens, change);
        }
        long rows = feedForward.rowsAtATime();
        for (long row = 0; row < tokens.getShape().get(0); row += rows) {
            try (NDArray part = operators.rows(tokens, row, row + rows);
                    NDArray normed = norm3.forward(part);
                    NDArray change = feedForward.forward(normed)) {
                operators.addInPlace(part, change);
            }
        }
    }

    /** Records the self-attention map and computes nothing beyond it. */
    void record(NDArray tokens, int height, int width, UnetPass pass) {
        try (NDArray normed = norm1.forward(tokens)) {
            selfAttention.record(normed, height, width, pass);
        }
    }
}
