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
import io.github.diffseg.progress.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A diffusion model in a single safetensors file with the names of the original code (CompVis and
 * Stability AI's ldm and sgm): what most users have. Its family and its shape are told from names
 * and shapes of its tensors, and from {@code families.json} what these do not say. Parts that it
 * lacks come from elsewhere ({@link CheckpointParts}). Recommended settings may lie beside it in
 * {@code NAME.diffseg.json}.
 *
 * <p>Its hash is the SHA-256 of the file; with parts from other files that of the lines which
 * {@code sha256sum} prints for all of them without their folders, sorted.
 */
public final class Checkpoint extends StoredModel {

    private Checkpoint(Path path, Parts parts, Recommendation recommendation) {
        super(path, parts, recommendation);
    }

    /**
     * Opens a single-file checkpoint.
     *
     * @param file a checkpoint
     * @param named files and folders from which parts are taken before those of the file itself
     * @param installed models from which missing parts may be taken; asked for if any is
     * @return the model
     * @throws ModelException if the file is something else, of a kind that DiffSeg does not know,
     *     or incomplete: one sentence saying what it is and what to use
     */
    static Checkpoint open(Path file, List<Path> named, Supplier<List<Path>> installed) {
        return open(file, named, installed, Family.all());
    }

    /**
     * As {@link #open(Path, List, Supplier)}.
     *
     * @param families that may be told
     */
    static Checkpoint open(
            Path file, List<Path> named, Supplier<List<Path>> installed, List<Family> families) {
        ModelFiles.requireContent(file);
        OtherFiles.refuseByContainer(file);
        try (TensorStore tensors = SafetensorsFile.open(file)) {
            UnetShape unet = unetShape(tensors, file);
            Family family =
                    Family.of(families, unet.crossAttentionWidth(), unet.hasPooledPrompt())
                            .orElseThrow(() -> OtherFiles.unknownFamily(file, unet));
            Parts parts =
                    new CheckpointParts(file, family)
                            .find(
                                    new UnetShapeConfig(unet, family).network(file),
                                    named,
                                    installed);
            return new Checkpoint(file, parts, recommendation(file, family));
        }
    }

    /**
     * {@return whether it is to be opened as a checkpoint, or to be refused as one}
     *
     * @param file any path
     */
    static boolean isFile(Path file) {
        return Files.exists(file) && !Files.isDirectory(file) || ModelFiles.isDanglingLink(file);
    }

    /** The original code keeps it outside of the file. */
    @Override
    public Optional<JsonObject> schedulerConfig() {
        return Optional.empty();
    }

    @Override
    public String hash(Progress progress) {
        return ModelHash.ofFiles(files(), progress);
    }

    @Override
    public String weightsTaken() {
        Map<Path, String> parts = new LinkedHashMap<>();
        parts.merge(unet().weights(), "UNet", Checkpoint::and);
        parts.merge(vae().weights(), "VAE", Checkpoint::and);
        textEncoders()
                .forEach(
                        encoder ->
                                parts.merge(
                                        encoder.network().weights(),
                                        "text encoder",
                                        Checkpoint::and));
        storedPrompt().ifPresent(file -> parts.merge(file, "empty prompt", Checkpoint::and));
        if (parts.size() == 1) {
            return nameOf(path());
        }
        return parts.entrySet().stream()
                .map(part -> shown(part.getKey()) + " (" + part.getValue() + ")")
                .collect(Collectors.joining(", "));
    }

    @Override
    String nameOnDisk() {
        return ModelFiles.withoutEnding(nameOf(path()));
    }

    private static UnetShape unetShape(TensorStore tensors, Path file) {
        Optional<OriginalTensors> unet = UnetShape.find(tensors);
        OtherFiles.refuseByNames(file, tensors.names(), unet.isPresent());
        OtherFiles.refuseByChannels(file, unet.orElseThrow().inputs(UnetShape.FIRST));
        return UnetShape.of(unet.orElseThrow());
    }

    private static Recommendation recommendation(Path file, Family family) {
        Recommendation builtIn = Recommendation.builtIn(family.pooledPrompt());
        Path beside =
                file.resolveSibling(
                        ModelFiles.withoutEnding(nameOf(file)) + "." + Recommendation.FILE);
        return Files.exists(beside) ? Recommendation.read(beside, builtIn) : builtIn;
    }

    /** A file in the checkpoint's own folder by its name, any other by its path. */
    private String shown(Path file) {
        return file.getParent().equals(path().getParent()) ? nameOf(file) : file.toString();
    }

    private static String and(String before, String more) {
        return before.endsWith(more) ? before : before + ", " + more;
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString();
    }
}
