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

import com.google.gson.JsonObject;

/**
 * The shape of a VAE's encoder, from {@code vae/config.json} (diffusers' AutoencoderKL).
 *
 * @param channels of each resolution, the finest first
 * @param layersPerBlock residual layers of a block
 * @param latentChannels of the latent
 * @param normGroups groups of a group norm
 * @param middleAttends whether the middle has an attention
 * @param quantises whether a 1x1 convolution follows the encoder
 * @param scalingFactor that the latent is multiplied by for the UNet
 * @param shift subtracted from the latent before it is scaled
 * @param overflowsInFloat16 whether its activations may exceed the range of float16
 */
public record VaeConfig(
        int[] channels,
        int layersPerBlock,
        int latentChannels,
        int normGroups,
        boolean middleAttends,
        boolean quantises,
        double scalingFactor,
        double shift,
        boolean overflowsInFloat16) {

    private static final int RGB = 3;
    private static final int MOST_LAYERS = 100;
    private static final double DIFFUSERS_DEFAULT_SCALING_FACTOR = 0.18215;

    /**
     * {@return the shape of the encoder}
     *
     * @param json the content of the file
     * @param source the file, for messages
     * @throws io.github.diffseg.model.ModelException if a field is missing or wrong, or if the VAE
     *     is of a kind that DiffSeg does not know; the message says which
     */
    public static VaeConfig parse(JsonObject json, String source) {
        ConfigFields fields = new ConfigFields(json, source);
        int[] channels = fields.counts("block_out_channels");
        for (String type : fields.texts("down_block_types")) {
            if (!type.equals("DownEncoderBlock2D")) {
                throw fields.error(
                        "down_block_types holds " + type + "; DiffSeg knows DownEncoderBlock2D");
            }
        }
        fields.requireAbsentOr("act_fn", "silu", "swish");
        if (fields.integer("in_channels", RGB, 1, ConfigFields.MOST) != RGB) {
            throw fields.error(
                    "in_channels is " + fields.integer("in_channels") + "; DiffSeg gives RGB: 3");
        }
        if (fields.isPresent("latents_mean")) {
            throw fields.error("latents_mean is given; DiffSeg knows only scaling_factor");
        }
        double scalingFactor = fields.number("scaling_factor", DIFFUSERS_DEFAULT_SCALING_FACTOR);
        // The VAEs of Stable Diffusion 1 and 2, whose files do not say, keep within the range
        boolean overflows = scalingFactor != DIFFUSERS_DEFAULT_SCALING_FACTOR;
        return new VaeConfig(
                channels,
                fields.integer("layers_per_block", 1, MOST_LAYERS),
                fields.count("latent_channels"),
                fields.integer("norm_num_groups", 32, 1, ConfigFields.MOST),
                fields.flag("mid_block_add_attention", true),
                fields.flag("use_quant_conv", true),
                scalingFactor,
                fields.number("shift_factor", 0),
                fields.flag("force_upcast", overflows));
    }

    /**
     * {@return how far from the right and the lower edge, in pixels, the zeros that the encoder
     * pads with change what it sees by more than can be noticed: four cells of the latent}
     */
    public int reachOfPadding() {
        return 4 * downsampling();
    }

    /** {@return how much smaller than the image the latent is, per axis} */
    public int downsampling() {
        return 1 << (channels.length - 1);
    }
}
