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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.diffseg.diffusion.UnetConfig.Middle;
import java.util.Arrays;
import java.util.List;

/** Reads a {@link UnetConfig}, and refuses models that DiffSeg would run wrongly. */
public final class UnetConfigParser {

    private static final int TIME_IDS = 6;

    private static final int MOST_LAYERS = 100;
    private static final int MOST_PADDING = 3;
    private static final int LARGEST_KERNEL = 31;
    private static final int WIDEST_PROJECTION = 1 << 20;

    private final ConfigFields fields;

    private UnetConfigParser(JsonObject json, String source) {
        fields = new ConfigFields(json, source);
    }

    /**
     * Reads the shape of a UNet.
     *
     * @param json the content of the file
     * @param source the file, for messages
     * @return the shape of the UNet
     * @throws io.github.diffseg.model.ModelException if a field is missing or wrong, or if the
     *     model is of a kind that DiffSeg cannot use; the message says which
     */
    public static UnetConfig parse(JsonObject json, String source) {
        return new UnetConfigParser(json, source).parse();
    }

    private UnetConfig parse() {
        refuseUnsupported();
        int[] channels = fields.counts("block_out_channels");
        int blocks = channels.length;
        int layers =
                fields.element("layers_per_block").isJsonArray()
                        ? uniform(fields.countPerBlock("layers_per_block", blocks))
                        : fields.integer("layers_per_block", 1, MOST_LAYERS);
        boolean[] down = attends("down_block_types", "DownBlock2D", blocks);
        boolean[] up = attends("up_block_types", "UpBlock2D", blocks);
        Middle middle = middle();
        if (!any(down) && !any(up) && middle != Middle.WITH_ATTENTION) {
            throw fields.error("the model has no self-attention, which DiffSeg segments by");
        }
        String headsField =
                fields.isPresent("num_attention_heads")
                        ? "num_attention_heads"
                        : "attention_head_dim";
        int[][] depth = transformerDepth("transformer_layers_per_block", blocks, layers);
        boolean textTime = fields.isPresent("addition_embed_type");
        int sizeWidth = textTime ? fields.count("addition_time_embed_dim") : 0;
        int pooledWidth =
                textTime
                        ? fields.integer(
                                        "projection_class_embeddings_input_dim",
                                        TIME_IDS * sizeWidth + 1,
                                        WIDEST_PROJECTION)
                                - TIME_IDS * sizeWidth
                        : 0;
        return new UnetConfig(
                fields.count("in_channels"),
                fields.count("out_channels"),
                channels,
                layers,
                down,
                up,
                middle,
                fields.countPerBlock(headsField, blocks),
                depth,
                upDepth(depth, blocks, layers),
                depth[blocks - 1][0],
                fields.count("cross_attention_dim"),
                fields.count("norm_num_groups"),
                fields.number("norm_eps", 1e-5),
                fields.integer("time_embedding_dim", 4 * channels[0], 1, WIDEST_PROJECTION),
                fields.flag("flip_sin_to_cos", true),
                fields.number("freq_shift", 0),
                fields.flag("center_input_sample", false),
                fields.integer("downsample_padding", 1, 0, MOST_PADDING),
                fields.integer("conv_in_kernel", 3, 1, LARGEST_KERNEL),
                fields.integer("conv_out_kernel", 3, 1, LARGEST_KERNEL),
                sizeWidth,
                pooledWidth);
    }

    private void refuseUnsupported() {
        if (isTrue("only_cross_attention") || isTrue("mid_block_only_cross_attention")) {
            throw fields.error(
                    "only_cross_attention is true: the first attention of each block looks at the"
                            + " prompt, not at the image, so there is no self-attention to segment"
                            + " by; choose another model");
        }
        if (fields.flag("dual_cross_attention", false)) {
            throw fields.error("dual_cross_attention is true; DiffSeg does not know it");
        }
        fields.requireAbsentOr("act_fn", "silu", "swish");
        fields.requireAbsentOr("resnet_time_scale_shift", "default");
        fields.requireAbsentOr("time_embedding_type", "positional");
        fields.requireAbsentOr("addition_embed_type", "text_time");
        fields.requireAbsentOr("attention_type", "default");
        fields.requireAbsentOr("class_embed_type");
        fields.requireAbsentOr("encoder_hid_dim_type");
        fields.requireAbsentOr("time_embedding_act_fn");
        fields.requireAbsentOr("timestep_post_act");
        fields.requireAbsentOr("cross_attention_norm");
        if (fields.number("resnet_out_scale_factor", 1) != 1
                || fields.number("mid_block_scale_factor", 1) != 1) {
            throw fields.error(
                    "resnet_out_scale_factor or mid_block_scale_factor is not 1; DiffSeg does not"
                            + " know such residual layers");
        }
    }

    private boolean isTrue(String field) {
        if (!fields.isPresent(field)) {
            return false;
        }
        JsonElement value = fields.element(field);
        if (value.isJsonArray()) {
            for (JsonElement each : value.getAsJsonArray()) {
                if (each.isJsonPrimitive() && each.getAsBoolean()) {
                    return true;
                }
            }
            return false;
        }
        return fields.flag(field, false);
    }

    private int uniform(int[] layers) {
        if (layers[0] > MOST_LAYERS) {
            throw fields.error(
                    "layers_per_block holds " + layers[0] + "; it may be at most " + MOST_LAYERS);
        }
        for (int count : layers) {
            if (count != layers[0]) {
                throw fields.error(
                        "layers_per_block is "
                                + Arrays.toString(layers)
                                + "; DiffSeg knows only one number for all blocks");
            }
        }
        return layers[0];
    }

    private boolean[] attends(String field, String plain, int blocks) {
        List<String> types = fields.texts(field);
        if (types.size() != blocks) {
            throw fields.error(
                    field + " names " + types.size() + " blocks; block_out_channels " + blocks);
        }
        boolean[] attends = new boolean[blocks];
        for (int i = 0; i < blocks; i++) {
            String type = types.get(i);
            attends[i] = type.equals("CrossAttn" + plain);
            if (!attends[i] && !type.equals(plain)) {
                throw fields.error(
                        field
                                + " holds "
                                + type
                                + "; DiffSeg knows "
                                + plain
                                + " and CrossAttn"
                                + plain);
            }
        }
        return attends;
    }

    private Middle middle() {
        // diffusers writes null for a model without a middle; a field left out is its default
        if (fields.isNull("mid_block_type")) {
            return Middle.NONE;
        }
        String type = fields.text("mid_block_type", "UNetMidBlock2DCrossAttn");
        return switch (type) {
            case "UNetMidBlock2DCrossAttn" -> Middle.WITH_ATTENTION;
            case "UNetMidBlock2D" -> Middle.RESNET;
            default ->
                    throw fields.error(
                            "mid_block_type is "
                                    + type
                                    + "; DiffSeg knows UNetMidBlock2DCrossAttn, UNetMidBlock2D and"
                                    + " null");
        };
    }

    private int[][] transformerDepth(String field, int blocks, int layers) {
        int[][] depth = new int[blocks][layers];
        if (!fields.isPresent(field)) {
            for (int[] block : depth) {
                Arrays.fill(block, 1);
            }
            return depth;
        }
        JsonElement value = fields.element(field);
        for (int i = 0; i < blocks; i++) {
            JsonElement block = value;
            if (value.isJsonArray()) {
                JsonArray all = value.getAsJsonArray();
                if (all.size() != blocks) {
                    throw fields.error(
                            field + " holds " + all.size() + " numbers for " + blocks + " blocks");
                }
                block = all.get(i);
            }
            depth[i] = layerDepth(field, block, layers);
        }
        return depth;
    }

    private int[] layerDepth(String field, JsonElement block, int layers) {
        int[] depth = new int[layers];
        if (!block.isJsonArray()) {
            Arrays.fill(depth, fields.inRange(field, block, 0, MOST_LAYERS));
            return depth;
        }
        JsonArray each = block.getAsJsonArray();
        if (each.size() != layers) {
            throw fields.error(field + " holds " + each + " for a block of " + layers + " layers");
        }
        for (int j = 0; j < layers; j++) {
            depth[j] = fields.inRange(field, each.get(j), 0, MOST_LAYERS);
        }
        return depth;
    }

    private int[][] upDepth(int[][] down, int blocks, int layers) {
        String reverse = "reverse_transformer_layers_per_block";
        if (fields.isPresent(reverse)) {
            return transformerDepth(reverse, blocks, layers + 1);
        }
        int[][] up = new int[blocks][layers + 1];
        for (int i = 0; i < blocks; i++) {
            int[] mirrored = down[blocks - 1 - i];
            for (int depth : mirrored) {
                if (depth != mirrored[0]) {
                    throw fields.error(
                            "transformer_layers_per_block is nested, but "
                                    + reverse
                                    + " is missing");
                }
            }
            Arrays.fill(up[i], mirrored[0]);
        }
        return up;
    }

    private static boolean any(boolean[] flags) {
        for (boolean flag : flags) {
            if (flag) {
                return true;
            }
        }
        return false;
    }
}
