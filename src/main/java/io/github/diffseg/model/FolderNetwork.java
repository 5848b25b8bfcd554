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
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A network's folder in diffusers' layout: {@code config.json} and weights. */
record FolderNetwork(Path configFile, JsonObject config, WeightFiles weightFiles)
        implements StoredNetwork {

    /**
     * Finds the configuration and the weights of a network.
     *
     * @param folder such as {@code unet}
     * @param stem the weights' name, see {@link WeightFiles}
     * @throws ModelException if the config or the weights are missing, or the config is broken
     */
    static FolderNetwork of(Path folder, String stem) {
        Path configFile = folder.resolve("config.json");
        return new FolderNetwork(
                configFile, JsonFiles.readObject(configFile), WeightFiles.find(folder, stem));
    }

    @Override
    public String configSource() {
        return configFile.toString();
    }

    @Override
    public TensorStore open() {
        return weightFiles.open();
    }

    @Override
    public Path weights() {
        return weightFiles.entry();
    }

    @Override
    public List<Path> files() {
        return Stream.concat(Stream.of(configFile), weightFiles.files().stream()).toList();
    }
}
