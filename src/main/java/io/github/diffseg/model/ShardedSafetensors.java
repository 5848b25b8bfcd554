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

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model spread over several safetensors files, which a {@code *.safetensors.index.json} names:
 * {@code {"weight_map": {tensor: file}}}. The tensors are those of the map.
 */
public final class ShardedSafetensors implements TensorStore {

    private final Path index;
    private final Map<String, SafetensorsFile> shardOfTensor = new LinkedHashMap<>();
    private final List<SafetensorsFile> shards = new ArrayList<>();

    private ShardedSafetensors(Path index) {
        this.index = index;
    }

    /**
     * Opens all files of an index.
     *
     * @param index a {@code *.safetensors.index.json} file; its shards lie beside it
     * @return their tensors; to be closed
     * @throws ModelException if the index or a shard cannot be read or is not well-formed, or if a
     *     tensor is not in the shard that the index names
     */
    public static ShardedSafetensors open(Path index) {
        ShardedSafetensors store = new ShardedSafetensors(index);
        try {
            store.openShards();
            return store;
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /**
     * {@return the files it names, each once}
     *
     * @param index a {@code *.safetensors.index.json} file
     * @throws ModelException if the index cannot be read, has no weight map, or names a file that
     *     does not lie beside it
     */
    static List<Path> shardFiles(Path index) {
        Set<String> files = new LinkedHashSet<>(readWeightMap(index).values());
        return files.stream().map(index::resolveSibling).toList();
    }

    private void openShards() {
        Map<String, SafetensorsFile> byFile = new LinkedHashMap<>();
        readWeightMap(index)
                .forEach(
                        (tensor, file) -> {
                            SafetensorsFile shard = byFile.computeIfAbsent(file, this::openShard);
                            // Names the shard if the tensor is not there.
                            shard.info(tensor);
                            shardOfTensor.put(tensor, shard);
                        });
    }

    private SafetensorsFile openShard(String file) {
        SafetensorsFile shard = SafetensorsFile.open(index.resolveSibling(file));
        shards.add(shard);
        return shard;
    }

    private static Map<String, String> readWeightMap(Path index) {
        JsonObject json = JsonFiles.readObject(index);
        if (!(json.get("weight_map") instanceof JsonObject weightMap)) {
            throw new ModelException(index + " has no object weight_map");
        }
        Map<String, String> files = new LinkedHashMap<>();
        for (Map.Entry<String, JsonElement> entry : weightMap.entrySet()) {
            files.put(entry.getKey(), requireSibling(index, entry.getKey(), entry.getValue()));
        }
        return files;
    }

    /** A model folder may come from anyone: its index must not reach outside. */
    private static String requireSibling(Path index, String tensor, JsonElement value) {
        String file = value.isJsonPrimitive() ? value.getAsString() : value.toString();
        if (!file.matches("[\\w.-]+\\.safetensors")) {
            throw new ModelException(
                    index
                            + " names the file "
                            + file
                            + " for tensor "
                            + tensor
                            + "; it must be a .safetensors file beside the index");
        }
        return file;
    }

    @Override
    public String source() {
        return index.toString();
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(shardOfTensor.keySet());
    }

    @Override
    public boolean contains(String name) {
        return shardOfTensor.containsKey(name);
    }

    @Override
    public TensorInfo info(String name) {
        return shard(name).info(name);
    }

    @Override
    public ByteBuffer rawBytes(String name) {
        return shard(name).rawBytes(name);
    }

    private SafetensorsFile shard(String name) {
        SafetensorsFile shard = shardOfTensor.get(name);
        if (shard == null) {
            throw new ModelException(index + " names no file for tensor " + name);
        }
        return shard;
    }

    @Override
    public void close() {
        shards.forEach(SafetensorsFile::close);
    }
}
