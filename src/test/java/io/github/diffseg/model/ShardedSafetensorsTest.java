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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardedSafetensorsTest {

    @TempDir Path folder;

    @BeforeEach
    void writeShards() throws IOException {
        writeShard("model-00001-of-00002.safetensors", "a", 1);
        writeShard("model-00002-of-00002.safetensors", "b", 2);
    }

    @Test
    void tensorsOfAllShardsAreOneStore() throws IOException {
        Path index =
                writeIndex(
                        "{\"metadata\":{\"total_size\":8},\"weight_map\":{"
                                + "\"a\":\"model-00001-of-00002.safetensors\","
                                + "\"b\":\"model-00002-of-00002.safetensors\"}}");
        try (ShardedSafetensors store = ShardedSafetensors.open(index)) {
            assertEquals(List.of("a", "b"), List.copyOf(store.names()));
            assertEquals(1, store.bytes("a").getFloat());
            assertEquals(2, store.bytes("b").getFloat());
            assertFalse(store.contains("c"));
            ModelException e = assertThrows(ModelException.class, () -> store.info("c"));
            assertEquals(index + " names no file for tensor c", e.getMessage());
        }
    }

    @Test
    void tensorThatIsNotInItsShardIsNamed() throws IOException {
        Path index = writeIndex("{\"weight_map\":{\"b\":\"model-00001-of-00002.safetensors\"}}");
        ModelException e = assertThrows(ModelException.class, () -> ShardedSafetensors.open(index));
        assertEquals(
                folder.resolve("model-00001-of-00002.safetensors") + " has no tensor b",
                e.getMessage());
    }

    @Test
    void missingShardIsNamed() throws IOException {
        Path index = writeIndex("{\"weight_map\":{\"b\":\"model-3.safetensors\"}}");
        ModelException e = assertThrows(ModelException.class, () -> ShardedSafetensors.open(index));
        assertEquals(
                folder.resolve("model-3.safetensors") + " cannot be read: the file does not exist",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"weight_map\":[]}",
                "{\"weight_map\":{\"a\":1}}",
                "{\"weight_map\":{\"a\":null}}",
                "{\"weight_map\":{\"a\":\"../secret.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"/etc/passwd\"}}",
                "{\"weight_map\":{\"a\":\"C:\\\\model.safetensors\"}}",
                "{\"weight_map\":{\"a\":\"\"}}",
                "[]",
                "{\"weight_map\":"
            })
    void malformedIndexIsNamed(String json) throws IOException {
        Path index = writeIndex(json);
        ModelException e = assertThrows(ModelException.class, () -> ShardedSafetensors.open(index));
        assertTrue(e.getMessage().startsWith(index.toString()), e.getMessage());
    }

    private Path writeIndex(String json) throws IOException {
        return Files.writeString(folder.resolve("model.safetensors.index.json"), json);
    }

    private void writeShard(String file, String tensor, float value) throws IOException {
        SafetensorsWriter.write(
                folder.resolve(file),
                Map.of(tensor, new TensorData(new long[] {1}, new float[] {value})));
    }
}
