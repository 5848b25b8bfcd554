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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Finds what a checkpoint's UNet needs beside it: in VAEs and text encoders that the user named
 * with it, in the checkpoint itself, beside it under the web UI's name, in whole models that the
 * user named, in installed models of its family. The first that has a part gives it.
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
        Map<Path, PartSource> given = new LinkedHashMap<>();
        named.forEach(path -> given.put(path, named(path)));
        given.values().stream().filter(source -> !source.isModel()).forEach(sources::add);
        sources.add(PartSource.ofFile(checkpoint, checkpoint, family));
        Path beside = beside();
        if (Files.exists(beside)) {
            sources.add(PartSource.of(beside, checkpoint, family));
        }
        given.values().stream().filter(PartSource::isModel).forEach(sources::add);
        if (isIncomplete()) {
            addInstalled(installed.get());
        }
        PartSource.Prompt prompt =
                prompt().orElseThrow(() -> missing(needed(), "TEXT_ENCODER.safetensors"));
        StoredModel.Parts parts =
                new StoredModel.Parts(
                        unet,
                        vae().orElseThrow(() -> missing("VAE", "VAE.safetensors")),
                        prompt.textEncoders(),
                        prompt.stored());
        given.forEach((path, source) -> requireUsed(path, source, parts));
        return parts;
    }

    private PartSource named(Path path) {
        PartSource source = PartSource.of(path, checkpoint, family);
        if (source.vae().isEmpty() && source.prompt().isEmpty()) {
            throw new ModelException(
                    path
                            + " has neither a VAE nor a text encoder for "
                            + checkpoint.getFileName()
                            + ", which is of the family "
                            + family.name());
        }
        return source;
    }

    private void requireUsed(Path path, PartSource source, StoredModel.Parts parts) {
        if (!source.isUsedIn(parts)) {
            throw new ModelException(
                    path
                            + " has nothing that is missing in "
                            + checkpoint.getFileName()
                            + "; leave it out, or give a VAE or a text encoder in a file by itself,"
                            + " which goes before the checkpoint's own");
        }
    }

    private Optional<StoredNetwork> vae() {
        return sources.stream().flatMap(source -> source.vae().stream()).findFirst();
    }

    /** SDXL's two text encoders may come from two files. */
    private Optional<PartSource.Prompt> prompt() {
        List<PartSource.Prompt> prompts =
                sources.stream().flatMap(source -> source.prompt().stream()).toList();
        Optional<PartSource.Prompt> stored =
                prompts.stream().filter(prompt -> prompt.stored().isPresent()).findFirst();
        if (stored.isPresent() && stored.get() == prompts.get(0)) {
            return stored;
        }
        List<StoredTextEncoder> encoders =
                family.textEncoders().stream()
                        .flatMap(
                                row ->
                                        prompts.stream()
                                                .flatMap(prompt -> prompt.textEncoders().stream())
                                                .filter(encoder -> isOf(row, encoder))
                                                .limit(1))
                        .toList();
        return encoders.size() == family.textEncoders().size()
                ? Optional.of(new PartSource.Prompt(encoders, Optional.empty()))
                : stored;
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
        return checkpoint.resolveSibling(ModelFiles.withoutEnding(name) + VAE_ENDING);
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
