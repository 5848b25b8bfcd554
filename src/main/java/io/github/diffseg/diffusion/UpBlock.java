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

/** A resolution of a UNet on the way up; each layer also sees a feature map of the way down. */
final class UpBlock extends ResolutionStage {

    private final Operators operators;
    private final Convolution upsampler;

    private UpBlock(Weights weights, UnetConfig config, int index, NDArray prompt) {
        operators = weights.operators();
        int level = config.blocks() - 1 - index;
        int out = config.channels()[level];
        int below = config.channels()[Math.min(level + 1, config.blocks() - 1)];
        int above = config.channels()[Math.max(level - 1, 0)];
        int last = config.layersPerBlock();
        for (int j = 0; j <= last; j++) {
            int hidden = j == 0 ? below : out;
            int skip = j == last ? above : out;
            add(
                    ResnetBlock.loadWithTime(
                            weights.at("resnets." + j),
                            hidden + skip,
                            out,
                            config.normGroups(),
                            config.normEpsilon(),
                            config.timeEmbeddingWidth()));
            if (config.upAttends()[index]) {
                add(
                        SpatialTransformer.load(
                                weights.at("attentions." + j),
                                out,
                                config.heads()[level],
                                config.upTransformerDepth()[index][j],
                                config.normGroups(),
                                prompt));
            }
        }
        upsampler =
                level == 0
                        ? null
                        : Convolution.load(weights.at("upsamplers.0.conv"), out, out, 3, 1);
    }

    static UpBlock load(Weights weights, UnetConfig config, int index, NDArray prompt) {
        return new UpBlock(weights, config, index, prompt);
    }

    @Override
    public NDArray forward(NDArray x, UnetPass pass) {
        NDArray hidden = super.forward(x, pass);
        return upsampler == null ? hidden : upsample(hidden, pass);
    }

    @Override
    NDArray residual(ResnetBlock resnet, NDArray x, UnetPass pass) {
        try (x;
                NDArray skip = pass.popSkip();
                NDArray both = operators.concatenateChannels(x, skip)) {
            return resnet.forward(both, pass.activatedTime());
        }
    }

    @Override
    void afterLayer(NDArray x, UnetPass pass) {}

    /** To the size of the next skip, which is not twice this one where that was odd. */
    private NDArray upsample(NDArray x, UnetPass pass) {
        NDArray next = pass.peekSkip();
        long height = next.getShape().get(2);
        long width = next.getShape().get(3);
        try (x;
                NDArray larger = operators.upsampleNearest(x, height, width)) {
            return upsampler.forward(larger);
        }
    }
}
