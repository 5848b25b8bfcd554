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

/** The coarsest resolution of a UNet, between the way down and the way up. */
final class MiddleBlock implements UnetStage {

    private final ResnetBlock first;
    private final SpatialTransformer transformer;
    private final ResnetBlock second;

    private MiddleBlock(Weights weights, UnetConfig config, NDArray prompt) {
        int last = config.blocks() - 1;
        int channels = config.channels()[last];
        first = resnet(weights.at("resnets.0"), config, channels);
        if (config.middle() == UnetConfig.Middle.WITH_ATTENTION) {
            transformer =
                    SpatialTransformer.load(
                            weights.at("attentions.0"),
                            channels,
                            config.heads()[last],
                            config.middleTransformerDepth(),
                            config.normGroups(),
                            prompt);
            second = resnet(weights.at("resnets.1"), config, channels);
        } else {
            transformer = null;
            second = null;
        }
    }

    static MiddleBlock load(Weights weights, UnetConfig config, NDArray prompt) {
        return new MiddleBlock(weights, config, prompt);
    }

    @Override
    public NDArray forward(NDArray x, UnetPass pass) {
        pass.beginLayer();
        NDArray residual = first.forward(x, pass.activatedTime());
        if (transformer == null) {
            return residual;
        }
        try (residual;
                NDArray attended = transformer.forward(residual, pass)) {
            pass.beginLayer();
            return second.forward(attended, pass.activatedTime());
        }
    }

    @Override
    public boolean attends() {
        return transformer != null;
    }

    @Override
    public void record(NDArray x, UnetPass pass) {
        pass.beginLayer();
        try (NDArray residual = first.forward(x, pass.activatedTime())) {
            transformer.record(residual, pass);
        }
    }

    @Override
    public int layers() {
        return second == null ? 1 : 2;
    }

    private static ResnetBlock resnet(Weights weights, UnetConfig config, int channels) {
        return ResnetBlock.loadWithTime(
                weights,
                channels,
                channels,
                config.normGroups(),
                config.normEpsilon(),
                config.timeEmbeddingWidth());
    }
}
