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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A family of models, with what the files of single-file checkpoints do not say: one row of {@code
 * families.json}.
 *
 * @param name for the user
 * @param crossAttentionWidth width of a prompt's token, by which the family is told
 * @param pooledPrompt whether the UNet also takes a pooled text, by which the family is told
 * @param unet {@code attention_heads} of each block or {@code channels_per_head}, {@code
 *     norm_num_groups}, {@code addition_time_embed_dim}
 * @param vae fields of diffusers' config: {@code scaling_factor}, {@code norm_num_groups}, {@code
 *     force_upcast}
 * @param textEncoders in the order in which their tokens stand beside each other
 */
record Family(
        String name,
        int crossAttentionWidth,
        boolean pooledPrompt,
        JsonObject unet,
        JsonObject vae,
        List<TextEncoderRow> textEncoders) {

    private static final List<Family> ALL = all(TableResource.read("families.json"));

    /**
     * A text encoder of a family.
     *
     * @param width of a token
     * @param channelsPerHead of the attention
     * @param activation as transformers names it
     * @param forms in which files hold it
     */
    record TextEncoderRow(
            int width, int channelsPerHead, String activation, List<TextEncoderForm> forms) {}

    /**
     * One way in which files hold a text encoder.
     *
     * @param prefix of the names of its tensors
     * @param names which table of {@code original-names.json} counts
     * @param layers what precedes the number of a layer, where that table has one for layers; else
     *     empty
     * @param unusedLastLayers layers that are stored and not used
     */
    record TextEncoderForm(String prefix, String names, String layers, int unusedLastLayers) {}

    /** {@return the families that DiffSeg reads} */
    static List<Family> all() {
        return ALL;
    }

    /**
     * Reads the families of a table.
     *
     * @param table the content of {@code families.json}, or of another table of that form
     */
    static List<Family> all(JsonObject table) {
        return TableResource.each(table, "families", Family::parse);
    }

    /** {@return the family of this width and kind, if it is one of these} */
    static Optional<Family> of(List<Family> families, long crossAttentionWidth, boolean pooled) {
        return families.stream()
                .filter(family -> family.crossAttentionWidth == crossAttentionWidth)
                .filter(family -> family.pooledPrompt == pooled)
                .findFirst();
    }

    /**
     * {@return its family, if DiffSeg knows it}
     *
     * @param unetConfig of a model (diffusers' UNet2DConditionModel)
     */
    static Optional<Family> ofUnet(JsonObject unetConfig) {
        return ALL.stream().filter(family -> family.isOf(unetConfig)).findFirst();
    }

    /**
     * {@return whether it is of this family}
     *
     * @param unetConfig of a model folder (diffusers' UNet2DConditionModel)
     */
    boolean isOf(JsonObject unetConfig) {
        JsonElement width = unetConfig.get("cross_attention_dim");
        JsonElement addition = unetConfig.get("addition_embed_type");
        boolean pooled = addition != null && !addition.isJsonNull();
        return width != null
                && width.toString().equals(String.valueOf(crossAttentionWidth))
                && pooled == pooledPrompt;
    }

    private static Family parse(JsonObject row) {
        return new Family(
                row.get("name").getAsString(),
                row.get("cross_attention_dim").getAsInt(),
                row.get("pooled_prompt").getAsBoolean(),
                row.getAsJsonObject("unet"),
                row.getAsJsonObject("vae"),
                TableResource.each(row, "text_encoders", Family::parseTextEncoder));
    }

    private static TextEncoderRow parseTextEncoder(JsonObject row) {
        return new TextEncoderRow(
                row.get("hidden_size").getAsInt(),
                row.get("channels_per_head").getAsInt(),
                row.get("hidden_act").getAsString(),
                TableResource.each(row, "stored_as", Family::parseForm));
    }

    private static TextEncoderForm parseForm(JsonObject row) {
        return new TextEncoderForm(
                row.get("prefix").getAsString(),
                row.get("names").getAsString(),
                row.has("layers") ? row.get("layers").getAsString() : "",
                row.has("unused_last_layers") ? row.get("unused_last_layers").getAsInt() : 0);
    }
}
