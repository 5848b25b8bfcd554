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

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.Optional;

/** The shape of a text encoder in a single file, told from its tensors. */
final class TextEncoderShape {

    private static final String TOKENS = "text_model.embeddings.token_embedding.weight";
    private static final String POSITIONS = "text_model.embeddings.position_embedding.weight";
    private static final String LAYERS = "text_model.encoder.layers.";
    private static final String PROJECTION = "text_projection.weight";

    /** transformers' default; the files do not say. */
    private static final double NORM_EPSILON = 1e-5;

    private TextEncoderShape() {}

    /**
     * {@return the text encoder; empty if the file has none of this width}
     *
     * @param file a checkpoint, or a text encoder by itself
     * @param path its path
     * @param row which text encoder
     */
    static Optional<StoredTextEncoder> find(
            TensorStore file, Path path, Family.TextEncoderRow row) {
        for (Family.TextEncoderForm form : row.forms()) {
            TensorNames names = new TensorNames();
            names.putAll(form.names());
            Renamed tensors = new Renamed(new RenamedTensors(file, form.prefix(), names));
            if (tensors.has(TOKENS) && tensors.dimension(TOKENS, 1) == row.width()) {
                int layers = nameLayers(file, form, names) - form.unusedLastLayers();
                return Optional.of(
                        new StoredTextEncoder(
                                new CheckpointNetwork(
                                        path,
                                        "text encoder",
                                        form.prefix(),
                                        config(tensors, layers, row),
                                        names),
                                Optional.empty()));
            }
        }
        return Optional.empty();
    }

    /** Returns how many there are. */
    private static int nameLayers(
            TensorStore file, Family.TextEncoderForm form, TensorNames names) {
        int layers = 0;
        while (true) {
            if (!form.layers().isEmpty()) {
                names.putAll(form.names() + "_layer", LAYERS + layers, form.layers() + layers);
            }
            String norm = LAYERS + layers + ".layer_norm1.weight";
            if (!new RenamedTensors(file, form.prefix(), names).contains(norm)) {
                return layers;
            }
            layers++;
        }
    }

    private static JsonObject config(Renamed tensors, int layers, Family.TextEncoderRow row) {
        JsonObject config = new JsonObject();
        config.addProperty("num_hidden_layers", layers);
        config.addProperty("hidden_size", row.width());
        config.addProperty("intermediate_size", tensors.dimension(LAYERS + "0.mlp.fc1.weight", 0));
        config.addProperty("num_attention_heads", row.width() / row.channelsPerHead());
        config.addProperty("hidden_act", row.activation());
        config.addProperty("max_position_embeddings", tensors.dimension(POSITIONS, 0));
        config.addProperty("vocab_size", tensors.dimension(TOKENS, 0));
        config.addProperty("layer_norm_eps", NORM_EPSILON);
        if (tensors.has(PROJECTION)) {
            config.addProperty("projection_dim", tensors.dimension(PROJECTION, 0));
        }
        return config;
    }

    /** Under diffusers' names. */
    private record Renamed(TensorStore store) {

        boolean has(String name) {
            return store.contains(name);
        }

        long dimension(String name, int axis) {
            TensorInfo info = store.info(name);
            if (info.shape().length != 2) {
                throw new ModelException(
                        store.source() + " has the tensor " + info + "; it must be a matrix");
            }
            return info.shape()[axis];
        }
    }
}
