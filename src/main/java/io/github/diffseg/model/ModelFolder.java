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
import io.github.diffseg.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A diffusion model in diffusers' layout: {@code unet/}, {@code vae/} (each with {@code
 * config.json} and safetensors weights), and for the empty prompt either {@code
 * empty_prompt.safetensors} or {@code text_encoder/} and {@code tokenizer/}, which SDXL has twice.
 * Where both are there the stored prompt counts and the text encoder is not used.
 *
 * <p>Its hash is the SHA-256 of the lines that {@code sha256sum} prints for its configs, weights
 * and tokenizer, sorted by their paths in the folder.
 */
public final class ModelFolder extends StoredModel {

    /** The stored prompt's file: tensor {@value #EMPTY_PROMPT}, and for SDXL the pooled one. */
    static final String EMPTY_PROMPT_FILE = "empty_prompt.safetensors";

    private ModelFolder(Path path, Parts parts, Recommendation recommendation) {
        super(path, parts, recommendation);
    }

    /**
     * Opens a model.
     *
     * @param path its folder
     * @return the model
     * @throws ModelException if there is no model folder, or something is missing in it or broken:
     *     one sentence saying what, and what is needed
     */
    public static ModelFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        ModelFolderCheck.requireLayout(folder);
        StoredNetwork unet = FolderNetwork.of(folder.resolve("unet"), WeightFiles.DIFFUSERS_STEM);
        boolean xl = isStableDiffusionXl(unet);
        Parts parts =
                new Parts(
                        unet,
                        FolderNetwork.of(folder.resolve("vae"), WeightFiles.DIFFUSERS_STEM),
                        textEncoders(folder, xl),
                        storedPrompt(folder));
        if (xl && parts.storedPrompt().isPresent()) {
            requirePooledPrompt(parts.storedPrompt().get());
        }
        Recommendation builtIn = Recommendation.builtIn(xl);
        Path recommendation = folder.resolve(Recommendation.FILE);
        return new ModelFolder(
                folder,
                parts,
                Files.exists(recommendation)
                        ? Recommendation.read(recommendation, builtIn)
                        : builtIn);
    }

    @Override
    public Optional<JsonObject> schedulerConfig() {
        Path file = path().resolve("scheduler").resolve("scheduler_config.json");
        return Files.exists(file) ? Optional.of(JsonFiles.readObject(file)) : Optional.empty();
    }

    @Override
    public String hash(Progress progress) {
        return ModelHash.of(path(), files(), progress);
    }

    @Override
    public String weightsTaken() {
        List<Path> taken = new ArrayList<>(List.of(unet().weights(), vae().weights()));
        textEncoders().forEach(encoder -> taken.add(encoder.network().weights()));
        storedPrompt().ifPresent(taken::add);
        return taken.stream()
                .map(file -> path().relativize(file).toString().replace('\\', '/'))
                .collect(Collectors.joining(", "));
    }

    @Override
    String nameOnDisk() {
        return String.valueOf(path().getFileName());
    }

    private static Optional<Path> storedPrompt(Path folder) {
        return Optional.of(folder.resolve(EMPTY_PROMPT_FILE)).filter(Files::exists);
    }

    private static List<StoredTextEncoder> textEncoders(Path folder, boolean xl) {
        if (storedPrompt(folder).isPresent()) {
            return List.of();
        }
        StoredTextEncoder first = textEncoder(folder, "text_encoder", "tokenizer");
        if (!xl) {
            return List.of(first);
        }
        ModelFolderCheck.requireSecondTextEncoder(folder);
        return List.of(first, textEncoder(folder, "text_encoder_2", "tokenizer_2"));
    }

    private static StoredTextEncoder textEncoder(Path folder, String encoder, String tokenizer) {
        return new StoredTextEncoder(
                FolderNetwork.of(folder.resolve(encoder), WeightFiles.TRANSFORMERS_STEM),
                Optional.of(folder.resolve(tokenizer)));
    }

    private static boolean isStableDiffusionXl(StoredNetwork unet) {
        JsonElement embedding = unet.config().get("addition_embed_type");
        return embedding != null && embedding.toString().equals("\"text_time\"");
    }

    private static void requirePooledPrompt(Path file) {
        try (TensorStore prompt = openEmptyPrompt(file)) {
            if (!prompt.contains(POOLED_EMPTY_PROMPT)) {
                throw new ModelException(
                        file
                                + " has no tensor "
                                + POOLED_EMPTY_PROMPT
                                + ", which a Stable Diffusion XL model needs; remove the file if the"
                                + " model has its two text encoders");
            }
        }
    }
}
