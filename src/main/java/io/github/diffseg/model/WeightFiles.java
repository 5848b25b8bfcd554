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
import java.util.stream.Stream;

/**
 * The files that hold one network's weights, as diffusers and transformers name them. Where float16
 * and full precision lie side by side the float16 ones are taken: they need half the memory, and
 * the difference is far below what moves a segment.
 */
final class WeightFiles {

    /** A UNet's or VAE's weights. */
    static final String DIFFUSERS_STEM = "diffusion_pytorch_model";

    /** A text encoder's weights. */
    static final String TRANSFORMERS_STEM = "model";

    /**
     * In the order of preference, by memory and then by digits; the index of float16 shards goes by
     * two names.
     */
    private static final List<String> ENDINGS =
            List.of(
                    ".fp16.safetensors",
                    ".fp16.safetensors.index.json",
                    ".safetensors.index.fp16.json",
                    ".safetensors",
                    ".safetensors.index.json",
                    ".bf16.safetensors",
                    ".bf16.safetensors.index.json");

    private static final String INDEX_ENDING = ".json";

    private final Path entry;

    private WeightFiles(Path entry) {
        this.entry = entry;
    }

    /**
     * Finds a network's weights, in one file or in shards.
     *
     * @param folder a network's folder, e.g. {@code unet}
     * @param stem {@link #DIFFUSERS_STEM} or {@link #TRANSFORMERS_STEM}
     * @return its weights
     * @throws ModelException if there are none, saying what was looked for
     */
    static WeightFiles find(Path folder, String stem) {
        for (String ending : ENDINGS) {
            Path candidate = folder.resolve(stem + ending);
            if (Files.exists(candidate) || ModelFiles.isDanglingLink(candidate)) {
                ModelFiles.requireContent(candidate);
                return new WeightFiles(candidate);
            }
        }
        String pickled =
                Files.exists(folder.resolve(stem + ".bin"))
                                || Files.exists(folder.resolve("pytorch_model.bin"))
                        ? " (its .bin weights are pickled Python, which is not read: take the"
                                + " model's safetensors files)"
                        : "";
        throw new ModelException(
                folder
                        + " has no weights: neither "
                        + stem
                        + ".safetensors, "
                        + stem
                        + ".fp16.safetensors nor a sharded index of either"
                        + pickled);
    }

    /**
     * {@return the one file, or the index and all its shards}
     *
     * @throws ModelException if the index is not well-formed
     */
    List<Path> files() {
        if (!isSharded()) {
            return List.of(entry);
        }
        return Stream.concat(Stream.of(entry), ShardedSafetensors.shardFiles(entry).stream())
                .toList();
    }

    /**
     * {@return the tensors; to be closed}
     *
     * @throws ModelException if a file cannot be read or is not well-formed
     */
    TensorStore open() {
        return isSharded() ? ShardedSafetensors.open(entry) : SafetensorsFile.open(entry);
    }

    /** The one file, or the index. */
    Path entry() {
        return entry;
    }

    private boolean isSharded() {
        return entry.getFileName().toString().endsWith(INDEX_ENDING);
    }
}
