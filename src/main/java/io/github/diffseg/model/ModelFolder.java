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
import java.util.stream.Stream;

/**
 * A diffusion model on disk, in diffusers' layout: {@code unet/}, {@code vae/} (each with {@code
 * config.json} and safetensors weights), and for the empty prompt either {@code
 * empty_prompt.safetensors} or {@code text_encoder/} and {@code tokenizer/}. Where both are there
 * the stored prompt counts and the text encoder is not used. Opening reads the configs only.
 */
public final class ModelFolder {

    /** The stored prompt's file: tensor {@value #EMPTY_PROMPT}, and for SDXL the pooled one. */
    static final String EMPTY_PROMPT_FILE = "empty_prompt.safetensors";

    /** The stored prompt: {@code [tokens, cross_attention_dim]}. */
    public static final String EMPTY_PROMPT = "empty_prompt";

    /** SDXL's stored pooled prompt: {@code [width of the second text encoder]}. */
    public static final String POOLED_EMPTY_PROMPT = "pooled_empty_prompt";

    private final Path path;
    private final Network unet;
    private final Network vae;
    private final Optional<Network> textEncoder;
    private final Recommendation recommendation;
    private final String identity;

    private ModelFolder(Path path) {
        ModelFolderCheck.requireLayout(path);
        this.path = path;
        this.unet = Network.of(path.resolve("unet"), WeightFiles.DIFFUSERS_STEM);
        this.vae = Network.of(path.resolve("vae"), WeightFiles.DIFFUSERS_STEM);
        this.textEncoder =
                hasStoredPrompt()
                        ? Optional.empty()
                        : Optional.of(
                                Network.of(
                                        path.resolve("text_encoder"),
                                        WeightFiles.TRANSFORMERS_STEM));
        if (isStableDiffusionXl()) {
            requirePooledPrompt();
        }
        Recommendation builtIn = Recommendation.builtIn(isStableDiffusionXl());
        Path recommendationFile = path.resolve(Recommendation.FILE);
        this.recommendation =
                Files.exists(recommendationFile)
                        ? Recommendation.read(recommendationFile, builtIn)
                        : builtIn;
        this.identity =
                String.join(
                        "\n",
                        path.toString(),
                        ModelHash.versionKey(files()),
                        unet.config().toString(),
                        vae.config().toString(),
                        recommendation.toString());
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
        return new ModelFolder(path.toAbsolutePath().normalize());
    }

    /** {@return the folder, absolute} */
    public Path path() {
        return path;
    }

    /**
     * By what a model that is open already is recognised, without its weights being read.
     *
     * @return the folder, what its configs and its {@code diffseg.json} say, and the size and time
     *     of change of its other files, all as they were when this was opened
     */
    public String identity() {
        return identity;
    }

    /** {@return the model's name as its {@code diffseg.json} gives it, else the folder's} */
    public String name() {
        return recommendation.name().orElseGet(() -> String.valueOf(path.getFileName()));
    }

    /** {@return {@code unet/config.json} (diffusers' UNet2DConditionModel); not to be changed} */
    public JsonObject unetConfig() {
        return unet.config();
    }

    /** {@return {@code vae/config.json} (diffusers' AutoencoderKL); not to be changed} */
    public JsonObject vaeConfig() {
        return vae.config();
    }

    /**
     * {@return {@code text_encoder/config.json} (transformers' CLIPTextModel), not to be changed;
     * empty if the prompt is stored}
     */
    public Optional<JsonObject> textEncoderConfig() {
        return textEncoder.map(Network::config);
    }

    /**
     * {@return the UNet's weights; to be closed}
     *
     * @throws ModelException if a file is not well-formed
     */
    public TensorStore openUnet() {
        return unet.weights().open();
    }

    /**
     * {@return the VAE's weights; to be closed}
     *
     * @throws ModelException if a file is not well-formed
     */
    public TensorStore openVae() {
        return vae.weights().open();
    }

    /**
     * {@return the text encoder's weights; to be closed}
     *
     * @throws IllegalStateException if the prompt is stored ({@link #openEmptyPrompt()})
     * @throws ModelException if a file is not well-formed
     */
    public TensorStore openTextEncoder() {
        return usedTextEncoder().weights().open();
    }

    /**
     * {@return the stored prompt's file, with {@value #EMPTY_PROMPT} and for SDXL {@value
     * #POOLED_EMPTY_PROMPT}, to be closed; empty if the text encoder computes it}
     *
     * @throws ModelException if the file is not well-formed or lacks {@value #EMPTY_PROMPT}
     */
    public Optional<TensorStore> openEmptyPrompt() {
        if (!hasStoredPrompt()) {
            return Optional.empty();
        }
        TensorStore store = SafetensorsFile.open(storedPrompt());
        if (!store.contains(EMPTY_PROMPT)) {
            store.close();
            throw new ModelException(store.source() + " has no tensor " + EMPTY_PROMPT);
        }
        return Optional.of(store);
    }

    /**
     * {@return the tokens of which the empty prompt consists}
     *
     * @throws IllegalStateException if the prompt is stored ({@link #openEmptyPrompt()})
     * @throws ModelException if the tokenizer's files are broken or do not fit the text encoder
     */
    public EmptyPromptTokens emptyPromptTokens() {
        Network encoder = usedTextEncoder();
        return EmptyPromptTokens.read(
                path.resolve("tokenizer"), encoder.config(), encoder.configFile());
    }

    /**
     * {@return where the computed empty prompt is kept (as {@value #EMPTY_PROMPT}): a file in the
     * cache directory whose name changes with the text encoder's or the tokenizer's files; need not
     * exist}
     *
     * @throws IllegalStateException if the prompt is stored ({@link #openEmptyPrompt()})
     */
    public Path emptyPromptCacheFile() {
        return CacheDirectory.path()
                .resolve("empty-prompts")
                .resolve(ModelHash.versionKey(textFiles(usedTextEncoder())) + ".safetensors");
    }

    /** {@return the settings at which this model works best} */
    public Recommendation recommendation() {
        return recommendation;
    }

    /**
     * Identifies the model by the content of its configs, weights and tokenizer: the SHA-256 of the
     * lines that {@code sha256sum} prints for these files, sorted by relative path. A large file is
     * read once; then its hash is kept in the cache directory for as long as its size and time of
     * change stay.
     *
     * @param progress told how far each file is; may cancel
     * @return 64 hexadecimal digits
     * @throws ModelException if a file cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public String hash(Progress progress) {
        return ModelHash.of(path, files(), progress);
    }

    /**
     * {@return the files that the hash is made of, as they are now}
     *
     * @throws ModelException if one cannot be read
     */
    public UnchangedFiles unchangedFiles() {
        return new UnchangedFiles(files());
    }

    private List<Path> files() {
        List<Path> files = new ArrayList<>(unet.files());
        files.addAll(vae.files());
        textEncoder.ifPresent(encoder -> files.addAll(textFiles(encoder)));
        if (hasStoredPrompt()) {
            files.add(storedPrompt());
        }
        return files;
    }

    private Network usedTextEncoder() {
        return textEncoder.orElseThrow(
                () -> new IllegalStateException(path + " stores its prompt: no text encoder"));
    }

    private List<Path> textFiles(Network encoder) {
        return Stream.concat(
                        encoder.files().stream(),
                        EmptyPromptTokens.FILES.stream().map(path.resolve("tokenizer")::resolve))
                .filter(Files::exists)
                .toList();
    }

    private Path storedPrompt() {
        return path.resolve(EMPTY_PROMPT_FILE);
    }

    private boolean hasStoredPrompt() {
        return Files.exists(storedPrompt());
    }

    private boolean isStableDiffusionXl() {
        JsonElement embedding = unet.config().get("addition_embed_type");
        return embedding != null && embedding.toString().equals("\"text_time\"");
    }

    /** SDXL's prompt comes from two text encoders, of which this plugin computes neither. */
    private void requirePooledPrompt() {
        try (TensorStore prompt = openEmptyPrompt().orElseThrow(this::noPooledPrompt)) {
            if (!prompt.contains(POOLED_EMPTY_PROMPT)) {
                throw noPooledPrompt();
            }
        }
    }

    private ModelException noPooledPrompt() {
        return new ModelException(
                path
                        + " is a Stable Diffusion XL model, whose two text encoders are not"
                        + " supported: it needs a file "
                        + EMPTY_PROMPT_FILE
                        + " with the tensors "
                        + EMPTY_PROMPT
                        + " and "
                        + POOLED_EMPTY_PROMPT);
    }

    /** One network's config and weights. */
    private record Network(Path configFile, JsonObject config, WeightFiles weights) {

        static Network of(Path folder, String stem) {
            Path configFile = folder.resolve("config.json");
            return new Network(
                    configFile, JsonFiles.readObject(configFile), WeightFiles.find(folder, stem));
        }

        List<Path> files() {
            return Stream.concat(Stream.of(configFile), weights.files().stream()).toList();
        }
    }
}
