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
import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A diffusion model on disk: UNet, VAE, and for the empty prompt a stored embedding or the text
 * encoders that compute it. What is read when it is opened are configs and headers, no weights.
 */
public abstract sealed class StoredModel permits ModelFolder, Checkpoint {

    /** The stored prompt: {@code [tokens, cross_attention_dim]}. */
    public static final String EMPTY_PROMPT = "empty_prompt";

    /** SDXL's stored pooled prompt: {@code [width of the second text encoder]}. */
    public static final String POOLED_EMPTY_PROMPT = "pooled_empty_prompt";

    private final Path path;
    private final Parts parts;
    private final Recommendation recommendation;
    private final String identity;

    /**
     * Of what a model consists.
     *
     * @param textEncoders one, or SDXL's two; none if the prompt is stored
     * @param storedPrompt its file
     */
    record Parts(
            StoredNetwork unet,
            StoredNetwork vae,
            List<StoredTextEncoder> textEncoders,
            Optional<Path> storedPrompt) {}

    StoredModel(Path path, Parts parts, Recommendation recommendation) {
        this.path = path;
        this.parts = parts;
        this.recommendation = recommendation;
        this.identity =
                String.join(
                        "\n",
                        path.toString(),
                        ModelHash.versionKey(files()),
                        parts.unet().config().toString(),
                        parts.vae().config().toString(),
                        recommendation.toString());
    }

    /** {@return the folder or the file, absolute} */
    public final Path path() {
        return path;
    }

    /**
     * By what a model that is open already is recognised, without its weights being read.
     *
     * @return the path, what its configs and its {@code diffseg.json} say, and the size and time of
     *     change of its other files, all as they were when this was opened
     */
    public final String identity() {
        return identity;
    }

    /**
     * {@return the model's name as its {@code diffseg.json} gives it, else the folder's or file's}
     */
    public final String name() {
        return recommendation.name().orElseGet(this::nameOnDisk);
    }

    /** {@return the UNet, diffusers' UNet2DConditionModel} */
    public final StoredNetwork unet() {
        return parts.unet();
    }

    /** {@return the VAE, diffusers' AutoencoderKL} */
    public final StoredNetwork vae() {
        return parts.vae();
    }

    /**
     * {@return the text encoders that compute the empty prompt: one, or SDXL's two; none if the
     * prompt is stored ({@link #openEmptyPrompt()})}
     */
    public final List<StoredTextEncoder> textEncoders() {
        return parts.textEncoders();
    }

    /**
     * {@return the stored prompt's file, with {@value #EMPTY_PROMPT} and for SDXL {@value
     * #POOLED_EMPTY_PROMPT}, to be closed; empty if text encoders compute it}
     *
     * @throws ModelException if the file is not well-formed or lacks {@value #EMPTY_PROMPT}
     */
    public final Optional<TensorStore> openEmptyPrompt() {
        return parts.storedPrompt().map(StoredModel::openEmptyPrompt);
    }

    static TensorStore openEmptyPrompt(Path file) {
        TensorStore store = SafetensorsFile.open(file);
        if (!store.contains(EMPTY_PROMPT)) {
            store.close();
            throw new ModelException(store.source() + " has no tensor " + EMPTY_PROMPT);
        }
        return store;
    }

    /**
     * {@return where the computed empty prompt is kept, with the tensors of a stored one: a file in
     * the cache directory whose name changes with the text encoders and their files; need not
     * exist}
     */
    public final Path emptyPromptCacheFile() {
        List<Path> files = new ArrayList<>();
        StringBuilder configs = new StringBuilder();
        for (StoredTextEncoder encoder : textEncoders()) {
            files.addAll(encoder.files());
            configs.append('\n').append(encoder.network().config());
        }
        return CacheDirectory.path()
                .resolve("empty-prompts")
                .resolve(Sha256.ofText(ModelHash.versionKey(files) + configs) + ".safetensors");
    }

    /** {@return the settings at which this model works best} */
    public final Recommendation recommendation() {
        return recommendation;
    }

    /**
     * {@return diffusers' configuration of the noise that the model was trained with, if there is
     * one; read anew each time}
     *
     * @throws ModelException if it is not well-formed
     */
    public abstract Optional<JsonObject> schedulerConfig();

    /**
     * Identifies the model by the content of the files it works with, see {@link ModelFolder} and
     * {@link Checkpoint}. A large file is read once; then its hash is kept in the cache directory
     * for as long as its size and time of change stay.
     *
     * @param progress told how far each file is; may cancel
     * @return 64 hexadecimal digits
     * @throws ModelException if a file cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public abstract String hash(Progress progress);

    /**
     * Which files were taken, where a model has its weights in several precisions or from several
     * places.
     *
     * @return for the user: each file's name once, below the model's folder, or with the network
     *     that was taken from it
     */
    public abstract String weightsTaken();

    /**
     * {@return the files that the hash is made of, as they are now}
     *
     * @throws ModelException if one cannot be read
     */
    public final UnchangedFiles unchangedFiles() {
        return new UnchangedFiles(files());
    }

    /** All files on which results depend, each once. */
    final List<Path> files() {
        Set<Path> files = new LinkedHashSet<>(unet().files());
        files.addAll(vae().files());
        textEncoders().forEach(encoder -> files.addAll(encoder.files()));
        parts.storedPrompt().ifPresent(files::add);
        return List.copyOf(files);
    }

    final Optional<Path> storedPrompt() {
        return parts.storedPrompt();
    }

    abstract String nameOnDisk();
}
