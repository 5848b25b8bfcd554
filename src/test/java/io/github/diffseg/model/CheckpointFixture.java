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

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The single-file checkpoints among the fixtures. They are small, so what the table of families
 * says of the real ones (widths, heads, groups of norms) is replaced by what the folder of that
 * name says; where parts lie and what they are called remains as the table has it.
 */
public final class CheckpointFixture {

    private CheckpointFixture() {}

    static Path folder() {
        return Fixtures.models().resolveSibling("checkpoints");
    }

    static Path file(String name) {
        return folder().resolve(name + ModelFiles.CHECKPOINT_ENDING);
    }

    /** Of all checkpoints, without their ending; none in a set of fixtures that has none. */
    public static List<String> names() {
        if (!Files.exists(folder())) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder())) {
            return files.map(file -> ModelFiles.withoutEnding(file.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static StoredModel open(String name) {
        return open(name, file(name));
    }

    /** As {@link #open(String)}, from another place. */
    public static Checkpoint open(String name, Path file, Path... named) {
        return Checkpoint.open(
                file.toAbsolutePath(), List.of(named), List::of, List.of(family(name)));
    }

    /** The family of a fixture. */
    static Family family(String name) {
        Path model = Fixtures.model(name);
        JsonObject unet = JsonFiles.readObject(model.resolve("unet/config.json"));
        JsonObject vae = JsonFiles.readObject(model.resolve("vae/config.json"));
        JsonObject row = rowLike(unet);
        row.add("cross_attention_dim", unet.get("cross_attention_dim"));
        JsonObject table = row.getAsJsonObject("unet");
        JsonElement heads = unet.get("attention_head_dim");
        int channels = unet.getAsJsonArray("block_out_channels").get(0).getAsInt();
        if (table.has("attention_heads")) {
            table.add("attention_heads", heads);
        } else {
            int first = heads.getAsJsonArray().get(0).getAsInt();
            table.addProperty("channels_per_head", channels / first);
        }
        table.add("norm_num_groups", unet.get("norm_num_groups"));
        table.add("addition_time_embed_dim", unet.get("addition_time_embed_dim"));
        row.getAsJsonObject("vae").add("norm_num_groups", vae.get("norm_num_groups"));
        JsonArray encoders = row.getAsJsonArray("text_encoders");
        List<String> folders = List.of("text_encoder", "text_encoder_2");
        for (int i = 0; i < encoders.size(); i++) {
            JsonObject config =
                    JsonFiles.readObject(model.resolve(folders.get(i)).resolve("config.json"));
            JsonObject encoder = encoders.get(i).getAsJsonObject();
            int width = config.get("hidden_size").getAsInt();
            encoder.addProperty("hidden_size", width);
            encoder.addProperty(
                    "channels_per_head", width / config.get("num_attention_heads").getAsInt());
        }
        JsonObject families = new JsonObject();
        JsonArray rows = new JsonArray();
        rows.add(row);
        families.add("families", rows);
        return Family.all(families).get(0);
    }

    /** The real family of the same kind. */
    private static JsonObject rowLike(JsonObject unet) {
        boolean pooled = !unet.get("addition_embed_type").isJsonNull();
        boolean sameHeads = unet.get("attention_head_dim").isJsonPrimitive();
        String name = pooled ? "Stable Diffusion XL" : "Stable Diffusion " + (sameHeads ? 1 : 2);
        return TableResource.read("families.json").getAsJsonArray("families").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .filter(row -> row.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
