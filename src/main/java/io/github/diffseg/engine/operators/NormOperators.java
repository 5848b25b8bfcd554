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

package io.github.diffseg.engine.operators;

import ai.djl.ndarray.NDArray;

/**
 * Norms, alone and on the way into what follows them. Shapes, types and managers are as in {@link
 * Operators}.
 */
public final class NormOperators {

    private final ScriptCalls script;
    private final Convolutions convolutions;

    /** Whether large steps are fast, as on a GPU. */
    private final boolean atOnce;

    NormOperators(ScriptCalls script, Convolutions convolutions, boolean atOnce) {
        this.script = script;
        this.convolutions = convolutions;
        this.atOnce = atOnce;
    }

    /**
     * Group norm whose sums are exact to float32: PyTorch's own kernel for channels last loses two
     * digits on large maps.
     *
     * @param x {@code [1, channels, height, width]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @return the shape of x
     */
    public NDArray groupNorm(NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call(normMethod(), x, weight, bias, groups, epsilon, false);
    }

    /**
     * {@link #groupNorm} followed by SiLU.
     *
     * @param x {@code [1, channels, height, width]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @return the shape of x
     */
    public NDArray groupNormSilu(
            NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call(normMethod(), x, weight, bias, groups, epsilon, true);
    }

    /**
     * {@link #groupNormSilu} followed by a convolution that keeps the size. On large maps the
     * normed map never exists as a whole.
     *
     * @param x {@code [1, in, height, width]}
     * @param normWeight {@code [in]}
     * @param normBias {@code [in]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @param weight {@code [out, in, k, k]}, k odd
     * @param bias {@code [out]}
     * @return {@code [1, out, height, width]}
     */
    public NDArray groupNormSiluConvolution(
            NDArray x,
            NDArray normWeight,
            NDArray normBias,
            int groups,
            double epsilon,
            NDArray weight,
            NDArray bias) {
        if (convolutions.takesNormInTiles(x, weight)) {
            try (NDArray norm = groupMoments(x, normWeight, normBias, groups, epsilon)) {
                return convolutions.ofNormed(x, norm, weight, bias);
            }
        }
        try (NDArray activated = groupNormSilu(x, normWeight, normBias, groups, epsilon)) {
            return convolutions.convolution(
                    activated, weight, bias, 1, Convolutions.padding(weight));
        }
    }

    /**
     * {@link #groupNormSiluConvolution} whose result is added to another map, in place.
     *
     * @param target {@code [1, out, height, width]}, changed
     * @param x {@code [1, in, height, width]}
     * @param normWeight {@code [in]}
     * @param normBias {@code [in]}
     * @param groups that divide the channels
     * @param epsilon added to the variance
     * @param weight {@code [out, in, k, k]}, k odd
     * @param bias {@code [out]}
     */
    public void addGroupNormSiluConvolution(
            NDArray target,
            NDArray x,
            NDArray normWeight,
            NDArray normBias,
            int groups,
            double epsilon,
            NDArray weight,
            NDArray bias) {
        if (convolutions.takesNormInTiles(x, weight)) {
            try (NDArray norm = groupMoments(x, normWeight, normBias, groups, epsilon)) {
                convolutions.addOfNormed(target, x, norm, weight, bias);
            }
            return;
        }
        try (NDArray result =
                groupNormSiluConvolution(x, normWeight, normBias, groups, epsilon, weight, bias)) {
            script.call("add_in_place", target, result).close();
        }
    }

    /**
     * {@return {@code [n, channels]}}
     *
     * @param x {@code [n, channels]}
     * @param weight {@code [channels]}
     * @param bias {@code [channels]}
     * @param epsilon added to the variance
     */
    public NDArray layerNorm(NDArray x, NDArray weight, NDArray bias, double epsilon) {
        return script.call("layer_norm", x, weight, bias, epsilon);
    }

    /** For each channel, what the norm multiplies it with and adds to it. */
    private NDArray groupMoments(
            NDArray x, NDArray weight, NDArray bias, int groups, double epsilon) {
        return script.call("group_moments", x, weight, bias, groups, epsilon);
    }

    private String normMethod() {
        return atOnce ? "group_norm_at_once" : "group_norm";
    }
}
