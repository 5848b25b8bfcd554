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

/** The one-headed attention in the middle of a VAE's encoder, under its new or its old names. */
record VaeAttention(
        Operators operators, GroupNorm norm, Linear query, Linear key, Linear value, Linear out) {

    static VaeAttention load(Weights weights, int channels, int groups, double epsilon) {
        boolean newNames = weights.has("to_q.weight");
        return new VaeAttention(
                weights.operators(),
                GroupNorm.load(weights.at("group_norm"), channels, groups, epsilon),
                Linear.load(weights.at(newNames ? "to_q" : "query"), channels, channels),
                Linear.load(weights.at(newNames ? "to_k" : "key"), channels, channels),
                Linear.load(weights.at(newNames ? "to_v" : "value"), channels, channels),
                Linear.load(weights.at(newNames ? "to_out.0" : "proj_attn"), channels, channels));
    }

    /** {@code [1, channels, height, width]} to the same shape; x stays open. */
    NDArray forward(NDArray x) {
        long height = x.getShape().get(2);
        long width = x.getShape().get(3);
        try (NDArray normed = norm.forward(x);
                NDArray tokens = operators.tokens(normed);
                NDArray q = query.forward(tokens);
                NDArray k = key.forward(tokens);
                NDArray v = value.forward(tokens);
                NDArray mixed = operators.attention().attendWithOneHead(q, k, v);
                NDArray projected = out.forward(mixed);
                NDArray change = operators.fromTokens(projected, height, width)) {
            return operators.add(x, change);
        }
    }
}
