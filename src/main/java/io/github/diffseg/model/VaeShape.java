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

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The shape of a VAE's encoder in the original layout, told from its tensors. */
final class VaeShape {

    private static final List<String> PREFIXES = List.of("first_stage_model.", "");

    private VaeShape() {}

    /**
     * {@return the VAE; empty if the file has none}
     *
     * @param file a checkpoint, or a VAE by itself
     * @param path its path
     * @param family of the model that shall use it
     * @throws ModelException if it is of a kind that DiffSeg does not know
     */
    static Optional<StoredNetwork> find(TensorStore file, Path path, Family family) {
        for (String prefix : PREFIXES) {
            OriginalTensors tensors = new OriginalTensors(file, prefix);
            if (tensors.has(kernel(0, 0))) {
                return Optional.of(read(tensors, path, family));
            }
        }
        return Optional.empty();
    }

    private static StoredNetwork read(OriginalTensors tensors, Path path, Family family) {
        TensorNames names = new TensorNames();
        names.putAll("vae");
        names.putAll("vae_resnet", "encoder.mid_block.resnets.0", "encoder.mid.block_1");
        names.putAll("vae_resnet", "encoder.mid_block.resnets.1", "encoder.mid.block_2");
        List<Long> channels = new ArrayList<>();
        int blocks = tensors.count(level -> kernel(level, 0));
        int layers = tensors.count(layer -> kernel(0, layer));
        for (int level = 0; level < blocks; level++) {
            int block = level;
            channels.add(tensors.outputs(kernel(block, 0)));
            if (tensors.count(layer -> kernel(block, layer)) != layers) {
                throw tensors.unknown("has a VAE with different numbers of layers in its blocks");
            }
            String module = "encoder.down_blocks." + block;
            String original = "encoder.down." + block;
            for (int j = 0; j < layers; j++) {
                names.putAll("vae_resnet", module + ".resnets." + j, original + ".block." + j);
            }
            names.put(module + ".downsamplers.0.conv", original + ".downsample.conv");
        }
        JsonObject config = config(tensors, channels, layers);
        for (Map.Entry<String, JsonElement> field : family.vae().entrySet()) {
            config.add(field.getKey(), field.getValue());
        }
        return new CheckpointNetwork(path, "VAE", tensors.prefix(), config, names);
    }

    private static JsonObject config(OriginalTensors tensors, List<Long> channels, int layers) {
        JsonObject config = new JsonObject();
        Gson gson = new Gson();
        config.addProperty("in_channels", tensors.inputs("encoder.conv_in.weight"));
        config.addProperty("latent_channels", tensors.outputs("encoder.conv_out.weight") / 2);
        config.add("block_out_channels", gson.toJsonTree(channels));
        config.add(
                "down_block_types",
                gson.toJsonTree(Collections.nCopies(channels.size(), "DownEncoderBlock2D")));
        config.addProperty("layers_per_block", layers);
        config.addProperty(
                "mid_block_add_attention", tensors.has("encoder.mid.attn_1.norm.weight"));
        config.addProperty("use_quant_conv", tensors.has("quant_conv.weight"));
        return config;
    }

    private static String kernel(int level, int layer) {
        return "encoder.down." + level + ".block." + layer + ".conv1.weight";
    }
}
