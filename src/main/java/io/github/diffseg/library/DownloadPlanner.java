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

package io.github.diffseg.library;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.github.diffseg.download.ContentHash;
import io.github.diffseg.hub.HubClient;
import io.github.diffseg.hub.HubFile;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out which files of a repository are needed: the weights of UNet, VAE and text encoders
 * once, in float16 where they are published so, their configs, and what tells the tokens of the
 * empty prompt.
 */
final class DownloadPlanner {

    private static final String INDEX = "model_index.json";

    private static final Map<String, String> STEMS =
            Map.of("unet", "diffusion_pytorch_model", "vae", "diffusion_pytorch_model");

    private static final String TEXT_STEM = "model";

    private static final List<String> ENDINGS = List.of(".fp16.safetensors", ".safetensors");

    private static final List<String> INDEX_ENDINGS =
            List.of(
                    ".fp16.safetensors.index.json",
                    ".safetensors.index.fp16.json",
                    ".safetensors.index.json");

    private static final List<String> TOKENS =
            List.of("vocab.json", "special_tokens_map.json", "tokenizer_config.json");

    private final HubClient hub;
    private final String repository;
    private final Optional<CatalogueModel> known;
    private final Progress progress;
    private final List<HubFile> files = new ArrayList<>();
    private String revision = HubClient.MAIN;

    DownloadPlanner(
            HubClient hub, String repository, Optional<CatalogueModel> known, Progress progress) {
        this.hub = hub;
        this.repository = repository;
        this.known = known;
        this.progress = progress;
    }

    /**
     * Asks the hub which files there are.
     *
     * @throws IOException if the hub does not have them, or does not answer; the message is a
     *     clause
     */
    DownloadPlan plan() throws IOException {
        JsonObject index = index();
        for (String network : List.of("unet", "vae", "text_encoder", "text_encoder_2")) {
            if (has(index, network)) {
                addNetwork(network, STEMS.getOrDefault(network, TEXT_STEM));
            }
        }
        for (String tokenizer : List.of("tokenizer", "tokenizer_2")) {
            if (has(index, tokenizer)) {
                for (String name : TOKENS) {
                    look(tokenizer + "/" + name).ifPresent(files::add);
                }
            }
        }
        Optional<String> licence = known.flatMap(CatalogueModel::licence);
        return new DownloadPlan(
                known.map(CatalogueModel::name)
                        .orElse(repository.substring(repository.indexOf('/') + 1)),
                repository,
                revision,
                licence.isPresent() ? licence : hub.licence(repository, progress),
                known.map(model -> URI.create(model.licenceAddress()))
                        .orElseGet(() -> hub.page(repository)),
                List.copyOf(files));
    }

    private JsonObject index() throws IOException {
        HubFile file =
                look(INDEX)
                        .orElseThrow(
                                () ->
                                        new IOException(
                                                repository
                                                        + " has no model in diffusers' layout (no "
                                                        + INDEX
                                                        + "); take one of the models that are"
                                                        + " listed as worth getting"));
        // All further files are of this version, whatever is published meanwhile
        revision = file.commit();
        files.add(file);
        JsonObject index = object(hub.text(file, progress), INDEX);
        if (!has(index, "unet") || !has(index, "vae")) {
            throw new IOException(
                    repository
                            + " is a "
                            + index.get("_class_name")
                            + ", which has no UNet; take a Stable Diffusion 1, 2 or XL model");
        }
        return index;
    }

    /** Parts that a pipeline leaves out are given as null twice. */
    private static boolean has(JsonObject index, String part) {
        JsonElement value = index.get(part);
        return value != null
                && value.isJsonArray()
                && value.getAsJsonArray().size() > 1
                && !value.getAsJsonArray().get(1).isJsonNull();
    }

    private void addNetwork(String network, String stem) throws IOException {
        String config = network + "/config.json";
        files.add(look(config).orElseThrow(() -> missing(config)));
        for (String ending : ENDINGS) {
            Optional<HubFile> weights = look(network + "/" + stem + ending);
            if (weights.isPresent()) {
                files.add(weights.get());
                return;
            }
        }
        for (String ending : INDEX_ENDINGS) {
            Optional<HubFile> index = look(network + "/" + stem + ending);
            if (index.isPresent()) {
                addShards(network, index.get());
                return;
            }
        }
        throw new IOException(
                repository
                        + " has no safetensors weights of its "
                        + network
                        + "; weights of other kinds can run programs of others and are not"
                        + " read, so take another model");
    }

    private void addShards(String network, HubFile index) throws IOException {
        files.add(index);
        JsonObject json = object(hub.text(index, progress), index.path());
        if (!(json.get("weight_map") instanceof JsonObject map)) {
            throw new IOException(index.path() + " names no files; take another model");
        }
        Set<String> shards = new LinkedHashSet<>();
        for (Map.Entry<String, JsonElement> entry : map.entrySet()) {
            String name = entry.getValue().isJsonPrimitive() ? entry.getValue().getAsString() : "";
            if (!name.matches("[\\w-][\\w.-]*\\.safetensors")) {
                throw new IOException(
                        index.path()
                                + " names the file \""
                                + name
                                + "\", which would not lie beside it; take another model");
            }
            shards.add(network + "/" + name);
        }
        for (String shard : shards) {
            files.add(look(shard).orElseThrow(() -> missing(shard)));
        }
    }

    private IOException missing(String file) {
        return new IOException(repository + " has no " + file + "; take another model");
    }

    private Optional<HubFile> look(String path) throws IOException {
        progress.report("Asking for " + path, 0);
        Optional<HubFile> file = hub.file(repository, revision, path, progress);
        Optional<ContentHash> published =
                known.flatMap(model -> model.sha256(path)).map(ContentHash::sha256);
        if (file.isEmpty() || published.isEmpty()) {
            return file;
        }
        Optional<ContentHash> now = file.get().hash();
        if (now.isPresent() && !now.equals(published)) {
            throw new IOException(
                    path
                            + " is another file than the one that was published (its "
                            + now.get()
                            + " instead of "
                            + published.get().hex()
                            + "); nothing was loaded: load it by hand if you trust it, and add its"
                            + " folder");
        }
        return Optional.of(file.get().withHash(published.get()));
    }

    private static JsonObject object(String text, String file) throws IOException {
        try {
            if (JsonParser.parseString(text) instanceof JsonObject object) {
                return object;
            }
        } catch (JsonParseException e) {
            throw new IOException(file + " holds no JSON; run it again", e);
        }
        throw new IOException(file + " holds no JSON object; run it again");
    }
}
