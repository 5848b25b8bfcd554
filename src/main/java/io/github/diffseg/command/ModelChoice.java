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

package io.github.diffseg.command;

import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/** The model parameter of the commands. */
public final class ModelChoice {

    /** Names the model that comes with the plugin. */
    public static final String EMBEDDED = "embedded";

    private ModelChoice() {}

    /**
     * @param model what the user gave
     * @return whether it names the embedded model
     */
    public static boolean isEmbedded(String model) {
        return model == null || model.trim().toLowerCase(Locale.ROOT).equals(EMBEDDED);
    }

    /**
     * @param model {@value #EMBEDDED}, or the path of a folder in diffusers layout
     * @return the folder
     * @throws ModelException if there is no such model or its folder is incomplete
     */
    public static ModelFolder folder(String model) {
        if (isEmbedded(model)) {
            return EmbeddedModel.folder();
        }
        if (model.isBlank()) {
            throw new ModelException(
                    "model is empty; give \"" + EMBEDDED + "\" or the path of a model folder");
        }
        try {
            return ModelFolder.open(Path.of(model.trim()).toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new ModelException("model is \"" + model + "\", which is not a path", e);
        }
    }
}
