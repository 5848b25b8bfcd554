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
import java.util.ArrayList;
import java.util.List;

/** The transformer of a feature map: its pixels are the tokens (diffusers' Transformer2DModel). */
final class SpatialTransformer {

    private static final double NORM_EPSILON = 1e-6;

    private final Operators operators;
    private final GroupNorm norm;
    private final Linear projectIn;
    private final List<TransformerBlock> blocks = new ArrayList<>();
    private final Linear projectOut;

    private SpatialTransformer(
            Weights weights, int channels, int heads, int depth, int groups, NDArray prompt) {
        operators = weights.operators();
        norm = GroupNorm.load(weights.at("norm"), channels, groups, NORM_EPSILON);
        projectIn = Linear.load(weights.at("proj_in"), channels, channels);
        for (int i = 0; i < depth; i++) {
            Weights block = weights.at("transformer_blocks." + i);
            blocks.add(TransformerBlock.load(block, channels, heads, prompt));
        }
        projectOut = Linear.load(weights.at("proj_out"), channels, channels);
    }

    static SpatialTransformer load(
            Weights weights, int channels, int heads, int depth, int groups, NDArray prompt) {
        return new SpatialTransformer(weights, channels, heads, depth, groups, prompt);
    }

    /** {@code [1, channels, height, width]} to the same shape; x stays open. */
    NDArray forward(NDArray x, UnetPass pass) {
        int height = height(x);
        int width = width(x);
        try (NDArray tokens = projectedTokens(x)) {
            for (TransformerBlock block : blocks) {
                pass.checkCancelled();
                block.apply(tokens, height, width, pass);
            }
            try (NDArray projected = projectOut.forward(tokens);
                    NDArray change = operators.fromTokens(projected, height, width)) {
                return operators.add(x, change);
            }
        }
    }

    /** Records all maps of this transformer and computes nothing beyond the last. */
    void record(NDArray x, UnetPass pass) {
        int last = blocks.size() - 1;
        try (NDArray tokens = projectedTokens(x)) {
            for (TransformerBlock block : blocks.subList(0, last)) {
                pass.checkCancelled();
                block.apply(tokens, height(x), width(x), pass);
            }
            pass.checkCancelled();
            blocks.get(last).record(tokens, height(x), width(x), pass);
        }
    }

    private NDArray projectedTokens(NDArray x) {
        try (NDArray normed = norm.forward(x);
                NDArray tokens = operators.tokens(normed)) {
            return projectIn.forward(tokens);
        }
    }

    private static int height(NDArray x) {
        return (int) x.getShape().get(2);
    }

    private static int width(NDArray x) {
        return (int) x.getShape().get(3);
    }
}
