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
 * The shape of a text encoder, from {@code text_encoder/config.json} (transformers' CLIPTextModel).
 *
 * @param layers number of transformer layers
 * @param width of a token
 * @param feedForwardWidth inside the feed-forward
 * @param heads attention heads
 * @param normEpsilon of the layer norms
 * @param quickGelu whether the activation is x · sigmoid(1.702 x) instead of GELU
 * @param positions longest prompt in tokens
 * @param vocabulary number of tokens
 * @param projectionWidth of the pooled text, where the model has one
 */
public record TextEncoderConfig(
        int layers,
        int width,
        int feedForwardWidth,
        int heads,
        double normEpsilon,
        boolean quickGelu,
        int positions,
        int vocabulary,
        int projectionWidth) {

    private static final int MOST_LAYERS = 1000;
    private static final int WIDEST = 1 << 20;

    /** transformers' default. */
    private static final int DEFAULT_PROJECTION = 512;

    private static final int LARGEST_VOCABULARY = 10_000_000;

    /**
     * {@return the shape of the text encoder}
     *
     * @param json the content of the file
     * @param source the file, for messages
     * @throws io.github.diffseg.model.ModelException if a field is missing or wrong; the message
     *     says which
     */
    public static TextEncoderConfig parse(JsonObject json, String source) {
        ConfigFields fields = new ConfigFields(json, source);
        fields.requireAbsentOr("hidden_act", "quick_gelu", "gelu");
        return new TextEncoderConfig(
                fields.integer("num_hidden_layers", 1, MOST_LAYERS),
                fields.count("hidden_size"),
                fields.integer("intermediate_size", 1, WIDEST),
                fields.count("num_attention_heads"),
                fields.number("layer_norm_eps", 1e-5),
                fields.text("hidden_act", "quick_gelu").equals("quick_gelu"),
                fields.integer("max_position_embeddings", 77, 2, ConfigFields.MOST),
                fields.integer("vocab_size", 2, LARGEST_VOCABULARY),
                fields.integer("projection_dim", DEFAULT_PROJECTION, 1, ConfigFields.MOST));
    }
}
