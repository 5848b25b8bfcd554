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

package io.github.diffseg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.github.diffseg.DiffSeg;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what an opened model is recognised. */
class DefaultOpenModelsTest {

    @TempDir private Path folder;
    private final DefaultOpenModels models = new DefaultOpenModels();

    @BeforeEach
    void copyOfAModel() throws IOException {
        Path original = ModelFixture.of("tiny-sd").path();
        try (Stream<Path> files = Files.walk(original)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = folder.resolve(original.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    @AfterEach
    void close() {
        models.dispose();
    }

    @Test
    void isOpenedOnce() {
        assertSame(opened(), opened());
    }

    @Test
    void recommendationsThatWereEditedAreRead() throws IOException {
        recommend(0.5);
        DiffSeg first = opened();
        assertEquals(0.5, first.storedModel().recommendation().threshold());
        recommend(0.7);
        assertEquals(0.7, opened().storedModel().recommendation().threshold());
        Files.delete(folder.resolve("diffseg.json"));
        assertNotSame(first, opened());
    }

    @Test
    void weightsThatWereReplacedAreOpenedAnew() throws IOException {
        DiffSeg first = opened();
        Path weights = folder.resolve("unet/diffusion_pytorch_model.fp16.safetensors");
        Files.setLastModifiedTime(weights, FileTime.fromMillis(1_000_000_000_000L));
        DiffSeg second = opened();
        assertNotSame(first, second);
        assertSame(second, opened());
    }

    /** Both texts have the same length, and may be written in one tick of the file system. */
    private void recommend(double threshold) throws IOException {
        Path file = folder.resolve("diffseg.json");
        Files.writeString(file, "{\"threshold\": " + threshold + "}");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    }

    private DiffSeg opened() {
        return models.use(
                folder.toString(),
                ComputeDevice.CPU,
                ComputePrecision.FLOAT32,
                Progress.NONE,
                diffSeg -> diffSeg);
    }
}
