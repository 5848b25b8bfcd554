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
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What diffusers' {@code unet/config.json} would say of a UNet.
 *
 * @param shape what its tensors tell
 * @param family what they do not
 */
record UnetShapeConfig(UnetShape shape, Family family) {

    /**
     * The network, with what the tensors do not tell as the family has it.
     *
     * @param file that has it
     * @throws ModelException if no config can say it
     */
    CheckpointNetwork network(Path file) {
        return new CheckpointNetwork(file, "UNet", shape.tensors().prefix(), json(), shape.names());
    }

    private JsonObject json() {
        JsonObject config = new JsonObject();
        Gson gson = new Gson();
        config.addProperty("in_channels", shape.tensors().inputs(UnetShape.FIRST));
        config.addProperty("out_channels", shape.tensors().outputs("out.2.weight"));
        config.add("block_out_channels", gson.toJsonTree(shape.channels()));
        config.addProperty("layers_per_block", shape.layers());
        config.add("down_block_types", gson.toJsonTree(types(shape.down(), "DownBlock2D")));
        config.add("up_block_types", gson.toJsonTree(types(shape.up(), "UpBlock2D")));
        config.add("mid_block_type", gson.toJsonTree(middleType()));
        config.add("transformer_layers_per_block", gson.toJsonTree(downDepths()));
        config.add("reverse_transformer_layers_per_block", gson.toJsonTree(shape.up()));
        config.add("attention_head_dim", gson.toJsonTree(heads()));
        config.addProperty("cross_attention_dim", shape.crossAttentionWidth());
        config.add("norm_num_groups", family.unet().get("norm_num_groups"));
        config.addProperty("time_embedding_dim", shape.tensors().outputs("time_embed.0.weight"));
        if (shape.hasPooledPrompt()) {
            config.addProperty("addition_embed_type", "text_time");
            config.add("addition_time_embed_dim", family.unet().get("addition_time_embed_dim"));
            config.addProperty(
                    "projection_class_embeddings_input_dim",
                    shape.tensors().inputs(UnetShape.POOLED));
        }
        return config;
    }

    private static List<String> types(List<List<Integer>> blocks, String plain) {
        return blocks.stream()
                .map(depths -> UnetShape.attends(depths) ? "CrossAttn" + plain : plain)
                .toList();
    }

    private Object middleType() {
        return switch (shape.middleResnets()) {
            case 0 -> JsonNull.INSTANCE;
            case 1 -> "UNetMidBlock2D";
            default -> "UNetMidBlock2DCrossAttn";
        };
    }

    /** The config has no number for the middle: it takes the coarsest block's. */
    private List<List<Integer>> downDepths() {
        List<List<Integer>> depths = new ArrayList<>(shape.down());
        int last = depths.size() - 1;
        if (shape.middleDepth() > 0 && !UnetShape.attends(depths.get(last))) {
            depths.set(last, Collections.nCopies(shape.layers(), shape.middleDepth()));
        } else if (shape.middleDepth() > 0 && depths.get(last).get(0) != shape.middleDepth()) {
            throw shape.tensors()
                    .unknown(
                            "has a UNet whose middle is "
                                    + shape.middleDepth()
                                    + " deep and the block before it "
                                    + depths.get(last));
        }
        return depths;
    }

    private List<Long> heads() {
        JsonObject unet = family.unet();
        if (unet.has("attention_heads")) {
            return Collections.nCopies(
                    shape.channels().size(), unet.get("attention_heads").getAsLong());
        }
        long each = unet.get("channels_per_head").getAsLong();
        return shape.channels().stream().map(width -> width / each).toList();
    }
}
