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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Tells a user who gave something else than a model folder what it is and what to give. */
final class ModelFolderCheck {

    private static final String LAYOUT =
            "a folder in diffusers' layout, such as a copy of stable-diffusion-v1-5, or a"
                    + " checkpoint in one .safetensors file";

    private static final List<String> LINKED =
            List.of(
                    "unet/config.json",
                    "vae/config.json",
                    "text_encoder/config.json",
                    "tokenizer/vocab.json",
                    "tokenizer/special_tokens_map.json",
                    "tokenizer/tokenizer_config.json",
                    "text_encoder_2/config.json",
                    "tokenizer_2/vocab.json",
                    "tokenizer_2/special_tokens_map.json",
                    "tokenizer_2/tokenizer_config.json",
                    ModelFolder.EMPTY_PROMPT_FILE,
                    Recommendation.FILE);

    private ModelFolderCheck() {}

    /**
     * Refuses a folder that is no model in diffusers' layout.
     *
     * @param path what the user gave
     * @throws ModelException if it is not a folder with the parts of a model
     */
    static void requireLayout(Path path) {
        if (!Files.exists(path)) {
            throw new ModelException("There is no model " + path + "; a model is " + LAYOUT);
        }
        if (!Files.isDirectory(path)) {
            throw new ModelException(path + " is a file, not a model folder; give " + LAYOUT);
        }
        requireLinks(path);
        List<String> missing = missingParts(path);
        if (!missing.isEmpty()) {
            throw new ModelException(
                    path
                            + " is not a complete model folder: "
                            + String.join(" and ", missing)
                            + (missing.size() == 1 ? " is" : " are")
                            + " missing"
                            + hint(path));
        }
    }

    /**
     * Refuses a Stable Diffusion XL model without its second text encoder.
     *
     * @param path the folder of a Stable Diffusion XL model
     * @throws ModelException if its second text encoder is not there
     */
    static void requireSecondTextEncoder(Path path) {
        if (!Files.exists(path.resolve("text_encoder_2/config.json"))) {
            throw new ModelException(
                    path
                            + " is not a complete model folder: text_encoder_2/config.json (or "
                            + ModelFolder.EMPTY_PROMPT_FILE
                            + ") is missing, and a Stable Diffusion XL model has two text encoders;"
                            + " download it again");
        }
    }

    /** What may be left out must not look left out because a link to it leads nowhere. */
    private static void requireLinks(Path path) {
        for (String file : LINKED) {
            if (ModelFiles.isDanglingLink(path.resolve(file))) {
                ModelFiles.requireContent(path.resolve(file));
            }
        }
    }

    private static List<String> missingParts(Path path) {
        List<String> missing = new ArrayList<>();
        for (String network : List.of("unet/config.json", "vae/config.json")) {
            if (!Files.exists(path.resolve(network))) {
                missing.add(network);
            }
        }
        if (!Files.exists(path.resolve("text_encoder/config.json"))
                && !Files.exists(path.resolve(ModelFolder.EMPTY_PROMPT_FILE))) {
            missing.add("text_encoder/config.json (or " + ModelFolder.EMPTY_PROMPT_FILE + ")");
        }
        return missing;
    }

    private static String hint(Path path) {
        if (Files.isDirectory(path.resolve("snapshots"))) {
            return "; in this download of a model hub the model is the folder inside snapshots";
        }
        Path parent = path.getParent();
        if (parent != null && Files.exists(parent.resolve("unet/config.json"))) {
            return "; the model is the folder above, " + parent;
        }
        return "; give " + LAYOUT;
    }
}
