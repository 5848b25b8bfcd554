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

package io.github.diffseg.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The smallest checkpoint of Stable Diffusion 1's family: two resolutions, 32 channels, one layer
 * of text; all weights are zero, so all maps are equal.
 */
public final class ZeroCheckpoint {

    private static final int CHANNELS = 32;
    private static final int TIME = 4 * CHANNELS;
    private static final int TEXT = 768;
    private static final int TEXT_INNER = 64;

    private final EditedSafetensors file = EditedSafetensors.empty();

    private ZeroCheckpoint() {
        unet("model.diffusion_model.");
        vae("first_stage_model.");
        text("cond_stage_model.transformer.text_model.");
    }

    public static Path write(Path file) throws IOException {
        return new ZeroCheckpoint().file.write(file);
    }

    /** Its VAE is left out. */
    public static Path writeWithoutVae(Path file) throws IOException {
        return new ZeroCheckpoint().file.without("first_stage_model.").write(file);
    }

    private void unet(String prefix) {
        layer(prefix + "time_embed.0", TIME, CHANNELS);
        layer(prefix + "time_embed.2", TIME, TIME);
        layer(prefix + "input_blocks.0.0", CHANNELS, 4, 3, 3);
        for (int block : new int[] {1, 3}) {
            resnet(prefix + "input_blocks." + block + ".0.", CHANNELS);
            transformer(prefix + "input_blocks." + block + ".1.");
        }
        layer(prefix + "input_blocks.2.0.op", CHANNELS, CHANNELS, 3, 3);
        for (int block = 0; block < 4; block++) {
            resnet(prefix + "output_blocks." + block + ".0.", 2 * CHANNELS);
            transformer(prefix + "output_blocks." + block + ".1.");
        }
        layer(prefix + "output_blocks.1.2.conv", CHANNELS, CHANNELS, 3, 3);
        norm(prefix + "out.0", CHANNELS);
        layer(prefix + "out.2", 4, CHANNELS, 3, 3);
    }

    private void resnet(String prefix, int in) {
        norm(prefix + "in_layers.0", in);
        layer(prefix + "in_layers.2", CHANNELS, in, 3, 3);
        layer(prefix + "emb_layers.1", CHANNELS, TIME);
        norm(prefix + "out_layers.0", CHANNELS);
        layer(prefix + "out_layers.3", CHANNELS, CHANNELS, 3, 3);
        if (in != CHANNELS) {
            layer(prefix + "skip_connection", CHANNELS, in, 1, 1);
        }
    }

    private void transformer(String prefix) {
        norm(prefix + "norm", CHANNELS);
        layer(prefix + "proj_in", CHANNELS, CHANNELS, 1, 1);
        layer(prefix + "proj_out", CHANNELS, CHANNELS, 1, 1);
        String block = prefix + "transformer_blocks.0.";
        for (int i = 1; i <= 3; i++) {
            norm(block + "norm" + i, CHANNELS);
        }
        attention(block + "attn1.", CHANNELS);
        attention(block + "attn2.", TEXT);
        layer(block + "ff.net.0.proj", 8 * CHANNELS, CHANNELS);
        layer(block + "ff.net.2", CHANNELS, 4 * CHANNELS);
    }

    private void attention(String prefix, int context) {
        weight(prefix + "to_q", CHANNELS, CHANNELS);
        weight(prefix + "to_k", CHANNELS, context);
        weight(prefix + "to_v", CHANNELS, context);
        layer(prefix + "to_out.0", CHANNELS, CHANNELS);
    }

    private void vae(String prefix) {
        String encoder = prefix + "encoder.";
        layer(encoder + "conv_in", CHANNELS, 3, 3, 3);
        for (int level = 0; level < 4; level++) {
            vaeResnet(encoder + "down." + level + ".block.0.");
            if (level < 3) {
                layer(encoder + "down." + level + ".downsample.conv", CHANNELS, CHANNELS, 3, 3);
            }
        }
        vaeResnet(encoder + "mid.block_1.");
        vaeResnet(encoder + "mid.block_2.");
        norm(encoder + "mid.attn_1.norm", CHANNELS);
        for (String name : new String[] {"q", "k", "v", "proj_out"}) {
            layer(encoder + "mid.attn_1." + name, CHANNELS, CHANNELS, 1, 1);
        }
        norm(encoder + "norm_out", CHANNELS);
        layer(encoder + "conv_out", 8, CHANNELS, 3, 3);
        layer(prefix + "quant_conv", 8, 8, 1, 1);
    }

    private void vaeResnet(String prefix) {
        norm(prefix + "norm1", CHANNELS);
        layer(prefix + "conv1", CHANNELS, CHANNELS, 3, 3);
        norm(prefix + "norm2", CHANNELS);
        layer(prefix + "conv2", CHANNELS, CHANNELS, 3, 3);
    }

    private void text(String prefix) {
        weight(prefix + "embeddings.token_embedding", 4, TEXT);
        weight(prefix + "embeddings.position_embedding", 8, TEXT);
        String layer = prefix + "encoder.layers.0.";
        norm(layer + "layer_norm1", TEXT);
        norm(layer + "layer_norm2", TEXT);
        for (String name : new String[] {"q_proj", "k_proj", "v_proj", "out_proj"}) {
            layer(layer + "self_attn." + name, TEXT, TEXT);
        }
        layer(layer + "mlp.fc1", TEXT_INNER, TEXT);
        layer(layer + "mlp.fc2", TEXT, TEXT_INNER);
        norm(prefix + "final_layer_norm", TEXT);
    }

    private void layer(String name, long... shape) {
        weight(name, shape);
        file.add(name + ".bias", TensorType.F16, shape[0]);
    }

    private void norm(String name, long width) {
        layer(name, width);
    }

    private void weight(String name, long... shape) {
        file.add(name + ".weight", TensorType.F16, shape);
    }
}
