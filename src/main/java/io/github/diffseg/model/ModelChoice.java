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

import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How users name a model: {@value #EMBEDDED}, the name of an installed one, or the path of a folder
 * or of a single-file checkpoint, {@code CHECKPOINT.safetensors} or {@code CHECKPOINT.safetensors +
 * VAE.safetensors}.
 */
public final class ModelChoice {

    /** Names the model that comes with the plugin. */
    public static final String EMBEDDED = ModelPlace.EMBEDDED;

    private ModelChoice() {}

    /**
     * {@return whether it names the embedded model, of whatever version; not an installed one that
     * is called so, such as {@code embedded (added)}}
     *
     * @param model what the user gave
     */
    public static boolean isEmbedded(String model) {
        return model == null
                || String.join(" ", words(model)).matches(EMBEDDED + "( [0-9][\\w.-]*)?");
    }

    /**
     * Finds the model that a parameter names.
     *
     * @param model {@value #EMBEDDED}, alone or followed by the version that it must have; or the
     *     name of an installed model; or the path of a folder in diffusers' layout; or that of a
     *     single-file checkpoint, alone or with names, files and folders after plus signs that have
     *     what it lacks. What is still missing is taken from an installed model of its family
     * @return the model
     * @throws ModelException if there is no such model, it is incomplete or none that DiffSeg
     *     reads, or the embedded one has another version
     * @throws io.github.diffseg.failure.UserException if what is installed cannot be looked at
     */
    public static StoredModel open(String model) {
        if (isEmbedded(model)) {
            ModelFolder embedded = EmbeddedModel.folder();
            requireVersion(model, embedded.recommendation());
            return embedded;
        }
        refusal(model)
                .ifPresent(
                        sentence -> {
                            throw new ModelException(sentence);
                        });
        ModelLibrary library = ModelLibrary.ofUser();
        List<Path> paths = new ModelPaths(model, library).all();
        Path first = paths.get(0);
        List<Path> named = paths.subList(1, paths.size());
        if (Checkpoint.isFile(first)) {
            return Checkpoint.open(first, named, () -> installed(library));
        }
        ModelFolder folder = ModelFolder.open(first);
        if (!named.isEmpty()) {
            throw new ModelException(
                    first + " is a model folder, which has all parts; give it alone");
        }
        return folder;
    }

    /**
     * {@return what is wrong with it on every machine, in a sentence}
     *
     * @param model what the user gave
     */
    public static Optional<String> refusal(String model) {
        return model == null || !model.isBlank()
                ? Optional.empty()
                : Optional.of(
                        "model is empty; give \""
                                + EMBEDDED
                                + "\", the name of an installed model, or the path of one");
    }

    private static List<Path> installed(ModelLibrary library) {
        return library.places().stream().flatMap(place -> place.path().stream()).toList();
    }

    /**
     * {@return what names this very model: with another version of the embedded one the line that
     * holds it is refused, since it would make other segments}
     *
     * @param model what the user gave
     * @param version of the model that it names; empty if that says none
     */
    public static String recorded(String model, Optional<String> version) {
        return isEmbedded(model) && version.isPresent() ? EMBEDDED + " " + version.get() : model;
    }

    private static void requireVersion(String model, Recommendation embedded) {
        String version = embedded.version().orElse("");
        String[] words = model == null ? new String[0] : words(model);
        if (words.length == 2 && !words[1].equals(version)) {
            throw new ModelException(
                    "model is \""
                            + model.trim()
                            + "\", but this plugin has "
                            + embedded.name().orElse(EMBEDDED)
                            + " "
                            + version
                            + ", which makes other segments; give model="
                            + EMBEDDED
                            + " to use it");
        }
    }

    private static String[] words(String model) {
        return model.trim().toLowerCase(Locale.ROOT).split("\\s+");
    }
}
