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
import java.util.List;
import java.util.Optional;

/**
 * What one file or folder has of the parts that a checkpoint's UNet needs.
 *
 * @param isModel whether it has a UNet too, by which its family is known
 * @param vae its VAE
 * @param prompt its text encoders or its stored prompt
 */
record PartSource(boolean isModel, Optional<StoredNetwork> vae, Optional<Prompt> prompt) {

    /**
     * Text encoders, or a stored prompt.
     *
     * @param textEncoders those of the family that are there
     * @param stored the prompt's file
     */
    record Prompt(List<StoredTextEncoder> textEncoders, Optional<Path> stored) {}

    /**
     * @param path a model folder, a checkpoint or a part of one
     * @param checkpoint the file that shall be completed
     * @param family its family
     * @throws ModelException if it is not there, damaged, something else, or a model of another
     *     family
     */
    static PartSource of(Path path, Path checkpoint, Family family) {
        if (Files.isDirectory(path)) {
            return ofFolder(ModelFolder.open(path), checkpoint, family);
        }
        ModelFiles.requireContent(path);
        OtherFiles.refuseByContainer(path);
        return ofFile(path, checkpoint, family);
    }

    /** Whether any part of that model is from here. */
    boolean isUsedIn(StoredModel.Parts parts) {
        boolean givesVae = vae.filter(network -> network == parts.vae()).isPresent();
        boolean givesPrompt =
                prompt.filter(
                                mine ->
                                        mine.stored().isPresent()
                                                        && mine.stored()
                                                                .equals(parts.storedPrompt())
                                                || mine.textEncoders().stream()
                                                        .anyMatch(parts.textEncoders()::contains))
                        .isPresent();
        return givesVae || givesPrompt;
    }

    /** As {@link #of(Path, Path, Family)}, of a file that has been looked at. */
    static PartSource ofFile(Path path, Path checkpoint, Family family) {
        try (TensorStore file = SafetensorsFile.open(path)) {
            OtherFiles.refuseByNames(path, file.names());
            Optional<OriginalTensors> unet = UnetShape.find(file);
            if (!path.equals(checkpoint) && unet.isPresent()) {
                requireFamily(UnetShape.of(unet.get()), path, checkpoint, family);
            }
            List<StoredTextEncoder> encoders =
                    family.textEncoders().stream()
                            .flatMap(row -> TextEncoderShape.find(file, path, row).stream())
                            .toList();
            return new PartSource(
                    unet.isPresent(),
                    VaeShape.find(file, path, family),
                    Optional.of(new Prompt(encoders, Optional.empty()))
                            .filter(prompt -> !encoders.isEmpty()));
        }
    }

    private static PartSource ofFolder(ModelFolder model, Path checkpoint, Family family) {
        if (!family.isOf(model.unet().config())) {
            throw ofAnotherFamily(model.path(), checkpoint, family);
        }
        return new PartSource(
                true,
                Optional.of(model.vae()),
                Optional.of(new Prompt(model.textEncoders(), model.storedPrompt())));
    }

    private static void requireFamily(UnetShape unet, Path path, Path checkpoint, Family family) {
        boolean same =
                unet.crossAttentionWidth() == family.crossAttentionWidth()
                        && unet.hasPooledPrompt() == family.pooledPrompt();
        if (!same) {
            throw ofAnotherFamily(path, checkpoint, family);
        }
    }

    private static ModelException ofAnotherFamily(Path path, Path checkpoint, Family family) {
        return new ModelException(
                path
                        + " is of another family than "
                        + checkpoint.getFileName()
                        + ", which is of "
                        + family.name());
    }
}
