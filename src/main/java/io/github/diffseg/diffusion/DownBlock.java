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

/** A resolution of a UNet on the way down; each of its feature maps is kept for the way up. */
final class DownBlock extends ResolutionStage {

    private final Convolution downsampler;

    private DownBlock(Weights weights, UnetConfig config, int index, NDArray prompt) {
        int in = config.channels()[Math.max(0, index - 1)];
        int out = config.channels()[index];
        for (int j = 0; j < config.layersPerBlock(); j++) {
            add(
                    ResnetBlock.loadWithTime(
                            weights.at("resnets." + j),
                            j == 0 ? in : out,
                            out,
                            config.normGroups(),
                            config.normEpsilon(),
                            config.timeEmbeddingWidth()));
            if (config.downAttends()[index]) {
                add(
                        SpatialTransformer.load(
                                weights.at("attentions." + j),
                                out,
                                config.heads()[index],
                                config.downTransformerDepth()[index][j],
                                config.normGroups(),
                                prompt));
            }
        }
        downsampler =
                index == config.blocks() - 1
                        ? null
                        : Convolution.load(
                                weights.at("downsamplers.0.conv"),
                                out,
                                out,
                                3,
                                2,
                                config.downsamplePadding());
    }

    static DownBlock load(Weights weights, UnetConfig config, int index, NDArray prompt) {
        return new DownBlock(weights, config, index, prompt);
    }

    @Override
    public NDArray forward(NDArray x, UnetPass pass) {
        NDArray hidden = super.forward(x, pass);
        if (downsampler != null) {
            hidden = downsampler.forward(hidden);
            pass.pushSkip(hidden);
        }
        return hidden;
    }

    /** The input is a skip already: the first convolution's result, or an earlier layer's. */
    @Override
    NDArray residual(ResnetBlock resnet, NDArray x, UnetPass pass) {
        return resnet.forward(x, pass.activatedTime());
    }

    @Override
    void afterLayer(NDArray x, UnetPass pass) {
        pass.pushSkip(x);
    }
}
