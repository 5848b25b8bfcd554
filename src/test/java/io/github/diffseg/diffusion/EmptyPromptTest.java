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

package io.github.diffseg.diffusion;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDManager;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.operators.Operators;
import io.github.diffseg.model.CacheDirectory;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.model.SafetensorsWriter;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.model.TensorData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is remembered of the empty prompt, and that damage to it is mended. */
class EmptyPromptTest {

    private final ModelFolder folder = ModelFixture.of("sd1").folder();
    private final String before = System.getProperty(CacheDirectory.PROPERTY);

    @TempDir private Path cache;
    private Path file;
    private float[] right;

    @BeforeEach
    void remember() {
        System.setProperty(CacheDirectory.PROPERTY, cache.toString());
        right = embedding();
        file = folder.emptyPromptCacheFile();
        assertTrue(Files.exists(file));
    }

    @AfterEach
    void restore() {
        if (before == null) {
            System.clearProperty(CacheDirectory.PROPERTY);
        } else {
            System.setProperty(CacheDirectory.PROPERTY, before);
        }
    }

    @Test
    void isRemembered() throws IOException {
        write(shape(), other());
        assertArrayEquals(other(), embedding());
    }

    @Test
    void isComputedAgainWhereTheFileIsTorn() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        assertMended(whole);
    }

    @Test
    void isComputedAgainWhereTheFileIsSomethingElse() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        Files.writeString(file, "<html>");
        assertMended(whole);
        Files.write(file, new byte[0]);
        assertMended(whole);
    }

    @Test
    void isComputedAgainWhereTheTensorIsMissingOrOfAnotherModel() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        SafetensorsWriter.write(file, Map.of("prompt", new TensorData(shape(), right)));
        assertMended(whole);
        write(new long[] {1, right.length}, right);
        assertMended(whole);
    }

    @Test
    void isComputedAgainWhereNumbersAreNone() throws IOException {
        byte[] whole = Files.readAllBytes(file);
        float[] damaged = right.clone();
        damaged[damaged.length / 2] = Float.NaN;
        write(shape(), damaged);
        assertMended(whole);
    }

    @Test
    void bothTensorsOfStableDiffusionXlAreRemembered() throws IOException {
        StoredModel xl = ModelFixture.of("sdxl-text").folder();
        Embedding computed = embeddingOf(xl);
        Path stored = xl.emptyPromptCacheFile();
        assertEquals(computed, embeddingOf(xl), "from the file");
        byte[] whole = Files.readAllBytes(stored);
        SafetensorsWriter.write(
                stored,
                Map.of(
                        StoredModel.EMPTY_PROMPT,
                        new TensorData(new long[] {77, 40}, new float[77 * 40])));
        assertEquals(computed, embeddingOf(xl), "without the pooled one it is computed again");
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(stored)), "not stored again");
    }

    private record Embedding(List<Float> tokens, List<Float> pooled) {}

    private static Embedding embeddingOf(StoredModel model) {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            PromptEmbedding embedding = new EmptyPrompt(model, manager, operators).embedding();
            return new Embedding(
                    floats(embedding.tokens().toFloatArray()),
                    floats(embedding.pooled().toFloatArray()));
        }
    }

    private static List<Float> floats(float[] values) {
        List<Float> list = new ArrayList<>();
        for (float value : values) {
            list.add(value);
        }
        return list;
    }

    private void assertMended(byte[] whole) throws IOException {
        assertNotEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)), "not damaged");
        assertArrayEquals(right, embedding());
        assertEquals(-1, Arrays.mismatch(whole, Files.readAllBytes(file)), "not stored again");
    }

    private void write(long[] shape, float[] values) throws IOException {
        SafetensorsWriter.write(
                file, Map.of(StoredModel.EMPTY_PROMPT, new TensorData(shape, values)));
    }

    private long[] shape() {
        TextEncoderConfig config =
                TextEncoderConfig.parse(folder.textEncoders().get(0).network().config(), "config");
        return new long[] {config.positions(), config.width()};
    }

    private float[] other() {
        float[] other = new float[right.length];
        Arrays.fill(other, 0.5f);
        return other;
    }

    private float[] embedding() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            return new EmptyPrompt(folder, manager, operators).embedding().tokens().toFloatArray();
        }
    }
}
