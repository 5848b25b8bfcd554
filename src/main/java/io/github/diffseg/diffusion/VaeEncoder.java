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
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** The encoder of a latent diffusion model's VAE (diffusers' AutoencoderKL): image to latent. */
public final class VaeEncoder {

    private static final String STEP = "VAE encoder";
    private static final double NORM_EPSILON = 1e-6;

    private final Operators operators;
    private final VaeConfig config;
    private final ComputePrecision precision;

    /** Each takes its input over: closes it, or changes and returns it. */
    private final List<UnaryOperator<NDArray>> layers = new ArrayList<>();

    private VaeEncoder(Weights weights, VaeConfig config) {
        this.operators = weights.operators();
        this.config = config;
        this.precision = weights.computePrecision();
        Weights encoder = weights.at("encoder");
        int[] channels = config.channels();
        add(Convolution.load(encoder.at("conv_in"), 3, channels[0], 3, 1)::forward);
        for (int i = 0; i < channels.length; i++) {
            addBlock(encoder.at("down_blocks." + i), i);
        }
        addMiddle(encoder.at("mid_block"), channels[channels.length - 1]);
        addOutput(weights, encoder, channels[channels.length - 1]);
    }

    static VaeEncoder load(Weights weights, VaeConfig config) {
        return new VaeEncoder(weights, config);
    }

    /**
     * {@return the mean of the posterior, shifted and scaled for the UNet: {@code [1,
     * latentChannels, height / downsampling, width / downsampling]}}
     *
     * @param image RGB in [-1, 1], {@code [1, 3, height, width]}, sides multiples of {@link
     *     VaeConfig#downsampling()}
     * @param progress told of each layer
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public NDArray encode(NDArray image, Progress progress) {
        return Scope.keep(
                () -> {
                    NDArray hidden = operators.channelsLast(operators.convert(image, precision));
                    for (int i = 0; i < layers.size(); i++) {
                        progress.checkCancelled();
                        progress.report(STEP, (double) i / layers.size());
                        hidden = layers.get(i).apply(hidden);
                    }
                    NDArray moments = operators.widen(hidden);
                    NDArray mean = operators.firstChannels(moments, config.latentChannels());
                    return operators.shiftAndScale(mean, -config.shift(), config.scalingFactor());
                });
    }

    /** {@return the shape of this network} */
    public VaeConfig config() {
        return config;
    }

    private void addBlock(Weights weights, int index) {
        int[] channels = config.channels();
        int in = channels[Math.max(0, index - 1)];
        int out = channels[index];
        for (int j = 0; j < config.layersPerBlock(); j++) {
            layers.add(resnet(weights.at("resnets." + j), j == 0 ? in : out, out));
        }
        if (index < channels.length - 1) {
            Weights sampler = weights.at("downsamplers.0.conv");
            Convolution convolution = Convolution.load(sampler, out, out, 3, 2, 0);
            add(
                    x -> {
                        try (NDArray padded = operators.padRightAndBottom(x)) {
                            return convolution.forward(padded);
                        }
                    });
        }
    }

    private void addMiddle(Weights weights, int channels) {
        layers.add(resnet(weights.at("resnets.0"), channels, channels));
        if (config.middleAttends()) {
            Weights attention = weights.at("attentions.0");
            int groups = config.normGroups();
            add(VaeAttention.load(attention, channels, groups, NORM_EPSILON)::forward);
        }
        layers.add(resnet(weights.at("resnets.1"), channels, channels));
    }

    private void addOutput(Weights weights, Weights encoder, int channels) {
        int out = 2 * config.latentChannels();
        GroupNorm norm =
                GroupNorm.load(
                        encoder.at("conv_norm_out"), channels, config.normGroups(), NORM_EPSILON);
        Convolution convolution = Convolution.load(encoder.at("conv_out"), channels, out, 3, 1);
        add(x -> norm.forwardSilu(x, convolution));
        if (config.quantises()) {
            add(Convolution.load(weights.at("quant_conv"), out, out, 1, 1)::forward);
        }
    }

    /** Adds a layer that leaves its input open. */
    private void add(UnaryOperator<NDArray> layer) {
        layers.add(
                x -> {
                    try (x) {
                        return layer.apply(x);
                    }
                });
    }

    private UnaryOperator<NDArray> resnet(Weights weights, int in, int out) {
        return ResnetBlock.load(weights, in, out, config.normGroups(), NORM_EPSILON)::apply;
    }
}
