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
 * A residual layer of two convolutions, each after group norm and SiLU; in a UNet the timestep's
 * embedding is added between them.
 */
final class ResnetBlock {

    private final Operators operators;
    private final GroupNorm norm1;
    private final Convolution conv1;
    private final Linear timeProjection;
    private final GroupNorm norm2;
    private final Convolution conv2;
    private final Convolution shortcut;
    private final int out;

    private ResnetBlock(
            Weights weights, int in, int out, int groups, double epsilon, Linear timeProjection) {
        this.operators = weights.operators();
        this.out = out;
        this.timeProjection = timeProjection;
        norm1 = GroupNorm.load(weights.at("norm1"), in, groups, epsilon);
        conv1 = Convolution.load(weights.at("conv1"), in, out, 3, 1);
        norm2 = GroupNorm.load(weights.at("norm2"), out, groups, epsilon);
        conv2 = Convolution.load(weights.at("conv2"), out, out, 3, 1);
        shortcut = in == out ? null : Convolution.load(weights.at("conv_shortcut"), in, out, 1, 1);
    }

    static ResnetBlock load(Weights weights, int in, int out, int groups, double epsilon) {
        return new ResnetBlock(weights, in, out, groups, epsilon, null);
    }

    static ResnetBlock loadWithTime(
            Weights weights, int in, int out, int groups, double epsilon, int timeWidth) {
        Linear projection = Linear.load(weights.at("time_emb_proj"), timeWidth, out);
        return new ResnetBlock(weights, in, out, groups, epsilon, projection);
    }

    /**
     * Without timestep.
     *
     * @param x {@code [1, in, height, width]}, taken over: it is changed and returned if the
     *     numbers of channels are equal, closed otherwise
     * @return {@code [1, out, height, width]}
     */
    NDArray apply(NDArray x) {
        try (NDArray hidden = norm1.forwardSilu(x, conv1)) {
            NDArray result = x;
            if (shortcut != null) {
                result = shortcut.forward(x);
                x.close();
            }
            norm2.addForwardSilu(result, hidden, conv2);
            return result;
        }
    }

    /**
     * {@return {@code [1, out, height, width]}}
     *
     * @param x {@code [1, in, height, width]}, stays open
     * @param activatedTime {@code [1, timeWidth]}, the timestep's embedding after SiLU
     */
    NDArray forward(NDArray x, NDArray activatedTime) {
        try (NDArray hidden = norm1.forwardSilu(x, conv1);
                NDArray time = timeProjection.forward(activatedTime);
                NDArray perChannel = time.reshape(1, out, 1, 1)) {
            operators.addInPlace(hidden, perChannel);
            if (shortcut == null) {
                NDArray result = norm2.forwardSilu(hidden, conv2);
                operators.addInPlace(result, x);
                return result;
            }
            NDArray result = shortcut.forward(x);
            norm2.addForwardSilu(result, hidden, conv2);
            return result;
        }
    }
}
