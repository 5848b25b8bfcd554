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
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.Scope;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.List;

/**
 * The UNet of a latent diffusion model (diffusers' UNet2DConditionModel), conditioned on one
 * constant prompt. Its self-attention maps are what DiffSeg segments by.
 */
public final class Unet {

    private static final int VAE_DOWNSAMPLING_OF_TIME_IDS = 8;

    private final Operators operators;
    private final UnetConfig config;
    private final ComputePrecision precision;
    private final TimestepEmbedding timestepEmbedding;
    private final Convolution convolutionIn;
    private final List<UnetStage> stages = new ArrayList<>();
    private final GroupNorm normOut;
    private final Convolution convolutionOut;

    private Unet(Weights weights, UnetConfig config, PromptEmbedding prompt) {
        this.operators = weights.operators();
        this.config = config;
        this.precision = weights.computePrecision();
        checkPrompt(config, prompt);
        timestepEmbedding = TimestepEmbedding.load(weights, config, prompt.pooled());
        int finest = config.channels()[0];
        Weights in = weights.at("conv_in");
        convolutionIn = Convolution.load(in, config.inChannels(), finest, config.inKernel(), 1);
        for (int i = 0; i < config.blocks(); i++) {
            Weights block = weights.at("down_blocks." + i);
            stages.add(DownBlock.load(block, config, i, prompt.tokens()));
        }
        if (config.middle() != UnetConfig.Middle.NONE) {
            stages.add(MiddleBlock.load(weights.at("mid_block"), config, prompt.tokens()));
        }
        for (int i = 0; i < config.blocks(); i++) {
            Weights block = weights.at("up_blocks." + i);
            stages.add(UpBlock.load(block, config, i, prompt.tokens()));
        }
        Weights norm = weights.at("conv_norm_out");
        normOut = GroupNorm.load(norm, finest, config.normGroups(), config.normEpsilon());
        Weights out = weights.at("conv_out");
        convolutionOut = Convolution.load(out, finest, config.outChannels(), config.outKernel(), 1);
    }

    static Unet load(Weights weights, UnetConfig config, PromptEmbedding prompt) {
        return new Unet(weights, config, prompt);
    }

    /**
     * Runs one evaluation as far as its last self-attention map.
     *
     * @param latent {@code [1, inChannels, height, width]}
     * @param timestep in [0, 999]
     * @param sink takes each self-attention map
     * @param progress told of each layer
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public void recordSelfAttention(
            NDArray latent, double timestep, SelfAttentionSink sink, Progress progress) {
        recordAttention(latent, timestep, sink, CrossAttentionSink.NONE, progress);
    }

    /**
     * As {@link #recordSelfAttention}, and the same maps.
     *
     * @param latent {@code [1, inChannels, height, width]}
     * @param timestep in [0, 999]
     * @param sink takes each self-attention map
     * @param crossAttentionSink takes the queries of each cross-attention on the way
     * @param progress told of each layer
     */
    public void recordAttention(
            NDArray latent,
            double timestep,
            SelfAttentionSink sink,
            CrossAttentionSink crossAttentionSink,
            Progress progress) {
        int last = lastAttendingStage();
        Scope.run(
                () -> {
                    UnetPass pass =
                            begin(latent, timestep, sink, crossAttentionSink, progress, last + 1);
                    NDArray hidden = enter(latent, pass);
                    for (UnetStage stage : stages.subList(0, last)) {
                        hidden = stage.forward(hidden, pass);
                    }
                    stages.get(last).record(hidden, pass);
                });
    }

    /**
     * Runs one whole evaluation.
     *
     * @param latent {@code [1, inChannels, height, width]}
     * @param timestep in [0, 999]
     * @param progress told of each layer
     * @return the predicted noise {@code [1, outChannels, height, width]}
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public NDArray predictNoise(NDArray latent, double timestep, Progress progress) {
        return Scope.keep(
                () -> {
                    UnetPass pass =
                            begin(
                                    latent,
                                    timestep,
                                    null,
                                    CrossAttentionSink.NONE,
                                    progress,
                                    stages.size());
                    NDArray hidden = enter(latent, pass);
                    for (UnetStage stage : stages) {
                        hidden = stage.forward(hidden, pass);
                    }
                    return operators.widen(normOut.forwardSilu(hidden, convolutionOut));
                });
    }

    /** {@return the shape of this network} */
    public UnetConfig config() {
        return config;
    }

    private UnetPass begin(
            NDArray latent,
            double timestep,
            SelfAttentionSink sink,
            CrossAttentionSink crossAttentionSink,
            Progress progress,
            int used) {
        NDManager manager = latent.getManager();
        int imageHeight = (int) latent.getShape().get(2) * VAE_DOWNSAMPLING_OF_TIME_IDS;
        int imageWidth = (int) latent.getShape().get(3) * VAE_DOWNSAMPLING_OF_TIME_IDS;
        NDArray time =
                operators.convert(
                        timestepEmbedding.activated(manager, timestep, imageHeight, imageWidth),
                        precision);
        int layers = stages.subList(0, used).stream().mapToInt(UnetStage::layers).sum();
        return new UnetPass(time, sink, crossAttentionSink, progress, layers);
    }

    private NDArray enter(NDArray latent, UnetPass pass) {
        NDArray input = config.centreInput() ? operators.shiftAndScale(latent, -0.5, 2) : latent;
        NDArray hidden =
                convolutionIn.forward(operators.channelsLast(operators.convert(input, precision)));
        pass.pushSkip(hidden);
        return hidden;
    }

    private int lastAttendingStage() {
        int last = stages.size() - 1;
        while (!stages.get(last).attends()) {
            last--;
        }
        return last;
    }

    private static void checkPrompt(UnetConfig config, PromptEmbedding prompt) {
        long width = prompt.tokens().getShape().get(1);
        if (width != config.crossAttentionWidth()) {
            throw new ModelException(
                    "The empty prompt is "
                            + width
                            + " wide; the UNet's cross_attention_dim is "
                            + config.crossAttentionWidth()
                            + ": text encoder and UNet are of different models");
        }
        if (config.pooledPromptWidth() > 0
                && (prompt.pooled() == null
                        || prompt.pooled().size() != config.pooledPromptWidth())) {
            throw new ModelException(
                    "The UNet needs a pooled prompt of "
                            + config.pooledPromptWidth()
                            + " numbers (addition_embed_type is text_time), and the model has "
                            + (prompt.pooled() == null ? "none" : prompt.pooled().size()));
        }
    }
}
