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

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds what a checkpoint's UNet needs beside it: in the files that the user named with it, in the
 * checkpoint itself, beside it under the web UI's name, in installed models of its family. The
 * first that has a part gives it.
 */
final class CheckpointParts {

    private static final Logger LOGGER = System.getLogger(CheckpointParts.class.getName());

    /** As AUTOMATIC1111's web UI names a VAE that belongs to a checkpoint. */
    private static final String VAE_ENDING = ".vae.safetensors";

    private final Path checkpoint;
    private final Family family;
    private final List<PartSource> sources = new ArrayList<>();

    /**
     * @param checkpoint the file with the UNet
     * @param family its family
     */
    CheckpointParts(Path checkpoint, Family family) {
        this.checkpoint = checkpoint;
        this.family = family;
    }

    /**
     * @param unet of the checkpoint
     * @param named files and folders that the user named with it
     * @param installed models that may have what is missing
     * @throws ModelException if a part is in none of them, or a named one has none
     */
    StoredModel.Parts find(StoredNetwork unet, List<Path> named, Supplier<List<Path>> installed) {
        for (Path path : named) {
            PartSource source = PartSource.of(path, checkpoint, family);
            if (source.vae().isEmpty() && source.prompt().isEmpty()) {
                throw new ModelException(
                        path
                                + " has neither a VAE nor a text encoder for "
                                + checkpoint.getFileName()
                                + ", which is of the family "
                                + family.name());
            }
            sources.add(source);
        }
        sources.add(PartSource.ofFile(checkpoint, checkpoint, family));
        Path beside = beside();
        if (Files.exists(beside)) {
            sources.add(PartSource.of(beside, checkpoint, family));
        }
        if (isIncomplete()) {
            addInstalled(installed.get());
        }
        PartSource.Prompt prompt =
                prompt().orElseThrow(() -> missing(needed(), "TEXT_ENCODER.safetensors"));
        return new StoredModel.Parts(
                unet,
                vae().orElseThrow(() -> missing("VAE", "VAE.safetensors")),
                prompt.textEncoders(),
                prompt.stored());
    }

    private Optional<StoredNetwork> vae() {
        return sources.stream().flatMap(source -> source.vae().stream()).findFirst();
    }

    /** SDXL's two text encoders may come from two files. */
    private Optional<PartSource.Prompt> prompt() {
        Optional<PartSource.Prompt> whole =
                sources.stream()
                        .flatMap(source -> source.prompt().stream())
                        .filter(this::isWhole)
                        .findFirst();
        if (whole.isPresent()) {
            return whole;
        }
        List<StoredTextEncoder> encoders = new ArrayList<>();
        for (Family.TextEncoderRow row : family.textEncoders()) {
            sources.stream()
                    .flatMap(source -> source.prompt().stream())
                    .flatMap(prompt -> prompt.textEncoders().stream())
                    .filter(encoder -> isOf(row, encoder))
                    .findFirst()
                    .ifPresent(encoders::add);
        }
        PartSource.Prompt joined = new PartSource.Prompt(encoders, Optional.empty());
        return isWhole(joined) ? Optional.of(joined) : Optional.empty();
    }

    private boolean isWhole(PartSource.Prompt prompt) {
        return prompt.stored().isPresent()
                || prompt.textEncoders().size() == family.textEncoders().size();
    }

    private static boolean isOf(Family.TextEncoderRow row, StoredTextEncoder encoder) {
        return encoder.network().config().get("hidden_size").getAsInt() == row.width();
    }

    /**
     * One that is damaged or of another family gives nothing; it is not what the user gave. Nor
     * does a part by itself, whose family is not known: a VAE of another one has the same shape.
     */
    private void addInstalled(List<Path> installed) {
        for (Path path : installed) {
            if (isIncomplete()) {
                try {
                    Optional.of(PartSource.of(path, checkpoint, family))
                            .filter(PartSource::isModel)
                            .ifPresent(sources::add);
                } catch (ModelException e) {
                    LOGGER.log(Level.DEBUG, "Nothing for " + checkpoint + ": " + e.getMessage());
                }
            }
        }
    }

    private boolean isIncomplete() {
        return vae().isEmpty() || prompt().isEmpty();
    }

    private Path beside() {
        String name = checkpoint.getFileName().toString();
        return checkpoint.resolveSibling(Checkpoint.withoutEnding(name) + VAE_ENDING);
    }

    private String needed() {
        return family.textEncoders().size() == 1 ? "text encoder" : "pair of text encoders";
    }

    private ModelException missing(String part, String example) {
        return new ModelException(
                checkpoint
                        + " ("
                        + family.name()
                        + ") has no "
                        + part
                        + "; name a file or a model folder that has it behind a plus sign, as in \""
                        + checkpoint.getFileName()
                        + " + "
                        + example
                        + "\", or get a model of this family, from which it is then taken");
    }
}
