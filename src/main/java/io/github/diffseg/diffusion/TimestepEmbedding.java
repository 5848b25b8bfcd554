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
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.operators.Operators;

/** What tells the UNet how much noise to expect, and SDXL the image's size as well. */
final class TimestepEmbedding {

    private static final double MAX_PERIOD = 10000;

    private final Operators operators;
    private final UnetConfig config;
    private final Linear time1;
    private final Linear time2;
    private final Linear addition1;
    private final Linear addition2;
    private final NDArray pooledPrompt;

    private TimestepEmbedding(Weights weights, UnetConfig config, NDArray pooledPrompt) {
        this.operators = weights.operators();
        this.config = config;
        this.pooledPrompt = pooledPrompt;
        int width = config.timeEmbeddingWidth();
        time1 = Linear.load(weights.at("time_embedding.linear_1"), config.channels()[0], width);
        time2 = Linear.load(weights.at("time_embedding.linear_2"), width, width);
        if (config.sizeEmbeddingWidth() > 0) {
            int in = 6 * config.sizeEmbeddingWidth() + config.pooledPromptWidth();
            addition1 = Linear.load(weights.at("add_embedding.linear_1"), in, width);
            addition2 = Linear.load(weights.at("add_embedding.linear_2"), width, width);
        } else {
            addition1 = null;
            addition2 = null;
        }
    }

    static TimestepEmbedding load(Weights weights, UnetConfig config, NDArray pooledPrompt) {
        return new TimestepEmbedding(weights, config, pooledPrompt);
    }

    /**
     * {@return {@code [1, timeWidth]}, after the SiLU that each residual layer begins with}
     *
     * @param imageHeight of the image that the latent stands for, in pixels
     */
    NDArray activated(NDManager manager, double timestep, int imageHeight, int imageWidth) {
        float[] waves = sinusoid(timestep, config.channels()[0]);
        try (NDArray time = perceptron(time1, time2, row(manager, waves))) {
            if (addition1 != null) {
                try (NDArray size = row(manager, sizes(imageHeight, imageWidth));
                        NDArray both = operators.concatenateChannels(pooledPrompt, size);
                        NDArray addition = perceptron(addition1, addition2, both)) {
                    operators.addInPlace(time, addition);
                }
            }
            return operators.silu(time);
        }
    }

    /** SDXL's time ids: original size, crop offset, target size. */
    private float[] sizes(int height, int width) {
        int[] ids = {height, width, 0, 0, height, width};
        int each = config.sizeEmbeddingWidth();
        float[] waves = new float[ids.length * each];
        for (int i = 0; i < ids.length; i++) {
            System.arraycopy(sinusoid(ids[i], each), 0, waves, i * each, each);
        }
        return waves;
    }

    private float[] sinusoid(double position, int width) {
        int half = width / 2;
        float[] waves = new float[width];
        for (int i = 0; i < half; i++) {
            double exponent = i / (half - config.frequencyShift());
            double angle = position * Math.exp(-Math.log(MAX_PERIOD) * exponent);
            int cosine = config.cosineFirst() ? i : half + i;
            int sine = config.cosineFirst() ? half + i : i;
            waves[cosine] = (float) Math.cos(angle);
            waves[sine] = (float) Math.sin(angle);
        }
        return waves;
    }

    private NDArray perceptron(Linear first, Linear second, NDArray x) {
        try (x;
                NDArray hidden = first.forward(x);
                NDArray activated = operators.silu(hidden)) {
            return second.forward(activated);
        }
    }

    private static NDArray row(NDManager manager, float[] values) {
        return manager.create(values, new Shape(1, values.length));
    }
}
