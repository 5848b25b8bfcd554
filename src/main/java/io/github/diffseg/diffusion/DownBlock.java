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
import java.util.ArrayList;
import java.util.List;

/** A resolution of a UNet on the way down; each of its feature maps is kept for the way up. */
final class DownBlock implements UnetStage {

    private final List<ResnetBlock> resnets = new ArrayList<>();
    private final List<SpatialTransformer> transformers = new ArrayList<>();
    private final Convolution downsampler;

    private DownBlock(Weights weights, UnetConfig config, int index, NDArray prompt) {
        int in = config.channels()[Math.max(0, index - 1)];
        int out = config.channels()[index];
        for (int j = 0; j < config.layersPerBlock(); j++) {
            resnets.add(
                    ResnetBlock.loadWithTime(
                            weights.at("resnets." + j),
                            j == 0 ? in : out,
                            out,
                            config.normGroups(),
                            config.normEpsilon(),
                            config.timeEmbeddingWidth()));
            if (config.downAttends()[index]) {
                transformers.add(
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
        NDArray hidden = x;
        for (int j = 0; j < resnets.size(); j++) {
            hidden = resnet(j, hidden, pass);
            if (attends()) {
                NDArray attended = transformers.get(j).forward(hidden, pass);
                hidden.close();
                hidden = attended;
            }
            pass.pushSkip(hidden);
        }
        if (downsampler != null) {
            hidden = downsampler.forward(hidden);
            pass.pushSkip(hidden);
        }
        return hidden;
    }

    @Override
    public void record(NDArray x, UnetPass pass) {
        int last = resnets.size() - 1;
        NDArray hidden = x;
        for (int j = 0; j < last; j++) {
            try (NDArray residual = resnet(j, hidden, pass)) {
                hidden = transformers.get(j).forward(residual, pass);
            }
            pass.pushSkip(hidden);
        }
        try (NDArray residual = resnet(last, hidden, pass)) {
            transformers.get(last).record(residual, pass);
        }
    }

    @Override
    public boolean attends() {
        return !transformers.isEmpty();
    }

    @Override
    public int layers() {
        return resnets.size();
    }

    private NDArray resnet(int j, NDArray x, UnetPass pass) {
        pass.beginLayer();
        return resnets.get(j).forward(x, pass.activatedTime());
    }
}
