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

/**
 * The shape of a UNet, from {@code unet/config.json} (diffusers' UNet2DConditionModel).
 *
 * @param inChannels channels of the latent
 * @param outChannels channels of the predicted noise
 * @param channels of each resolution, the finest first
 * @param layersPerBlock residual layers of a down block; an up block has one more
 * @param downAttends whether each down block has transformers
 * @param upAttends whether each up block has transformers, the coarsest first
 * @param middle what is between down and up blocks
 * @param heads attention heads of each resolution
 * @param downTransformerDepth transformer blocks of each layer of each down block
 * @param upTransformerDepth transformer blocks of each layer of each up block
 * @param middleTransformerDepth transformer blocks of the middle
 * @param crossAttentionWidth width of a prompt token
 * @param normGroups groups of a group norm
 * @param normEpsilon of the group norms of the residual layers
 * @param timeEmbeddingWidth width of the timestep's embedding
 * @param cosineFirst whether the timestep's cosines come before its sines
 * @param frequencyShift of the timestep's frequencies
 * @param centreInput whether the latent is mapped to 2 x - 1 first
 * @param downsamplePadding zeros around the input of a down-sampling convolution
 * @param inKernel side of the first convolution
 * @param outKernel side of the last convolution
 * @param sizeEmbeddingWidth of each of SDXL's six time ids, or 0 if the model has none
 * @param pooledPromptWidth of SDXL's pooled prompt, or 0 if the model has none
 */
public record UnetConfig(
        int inChannels,
        int outChannels,
        int[] channels,
        int layersPerBlock,
        boolean[] downAttends,
        boolean[] upAttends,
        Middle middle,
        int[] heads,
        int[][] downTransformerDepth,
        int[][] upTransformerDepth,
        int middleTransformerDepth,
        int crossAttentionWidth,
        int normGroups,
        double normEpsilon,
        int timeEmbeddingWidth,
        boolean cosineFirst,
        double frequencyShift,
        boolean centreInput,
        int downsamplePadding,
        int inKernel,
        int outKernel,
        int sizeEmbeddingWidth,
        int pooledPromptWidth) {

    /** What stands between the down blocks and the up blocks. */
    public enum Middle {
        /** Two residual layers around a transformer. */
        WITH_ATTENTION,
        /** One residual layer. */
        RESNET,
        /** Nothing at all. */
        NONE
    }

    /** {@return the number of resolutions} */
    public int blocks() {
        return channels.length;
    }

    /** {@return how much smaller than the latent the coarsest feature map is, per axis} */
    public int downsampling() {
        return 1 << (blocks() - 1);
    }
}
