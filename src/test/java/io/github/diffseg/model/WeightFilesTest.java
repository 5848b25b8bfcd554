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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WeightFilesTest {

    @TempDir Path folder;

    @Test
    void halfPrecisionIsPreferred() throws IOException {
        writeTensor("model.safetensors");
        assertEquals(List.of(folder.resolve("model.safetensors")), find().files());
        Path half = writeTensor("model.fp16.safetensors");
        assertEquals(List.of(half), find().files());
    }

    @Test
    void bfloat16IsFoundWhereThereIsNothingElse() throws IOException {
        Path rounded = writeTensor("model.bf16.safetensors");
        assertEquals(List.of(rounded), find().files());
        Path whole = writeTensor("model.safetensors");
        assertEquals(List.of(whole), find().files());
    }

    @Test
    void indexIsFoundWithItsShards() throws IOException {
        Path shard = writeTensor("model-00001-of-00001.safetensors");
        Path index = writeIndex("model.safetensors.index.json", shard);
        assertEquals(List.of(index, shard), find().files());
        try (TensorStore store = find().open()) {
            assertEquals(1, store.bytes("a").getFloat());
            assertEquals(index.toString(), store.source());
        }
    }

    @Test
    void indexOfHalfPrecisionIsFoundUnderBothOfItsNames() throws IOException {
        Path shard = writeTensor("model.fp16-00001-of-00001.safetensors");
        writeTensor("model.safetensors");
        Path older = writeIndex("model.safetensors.index.fp16.json", shard);
        assertEquals(List.of(older, shard), find().files());
        Path newer = writeIndex("model.fp16.safetensors.index.json", shard);
        assertEquals(List.of(newer, shard), find().files());
    }

    @Test
    void missingWeightsSayWhatWasLookedFor() throws IOException {
        ModelException e = assertThrows(ModelException.class, this::find);
        assertTrue(e.getMessage().contains("model.fp16.safetensors"), e.getMessage());
        Files.createFile(folder.resolve("pytorch_model.bin"));
        e = assertThrows(ModelException.class, this::find);
        assertTrue(e.getMessage().contains("pickled"), e.getMessage());
    }

    private WeightFiles find() {
        return WeightFiles.find(folder, "model");
    }

    private Path writeTensor(String name) throws IOException {
        Path file = folder.resolve(name);
        SafetensorsWriter.write(file, Map.of("a", new TensorData(new long[] {1}, new float[] {1})));
        return file;
    }

    private Path writeIndex(String name, Path shard) throws IOException {
        return Files.writeString(
                folder.resolve(name), "{\"weight_map\":{\"a\":\"" + shard.getFileName() + "\"}}");
    }
}
