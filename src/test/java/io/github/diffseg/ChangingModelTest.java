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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.diffusion.NetworkPrecision;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.stream.Stream;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights that are damaged, or overwritten while they are in use. */
class ChangingModelTest {

    private static final int SIZE = 64;

    @TempDir private Path folder;
    private Path weights;

    @BeforeEach
    void copyOfAModel() throws IOException {
        ModelFixture.of("bk-sdm-small").copyTo(folder);
        try (Stream<Path> files = Files.list(folder.resolve("unet"))) {
            weights =
                    files.filter(file -> file.toString().endsWith(".safetensors"))
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void overwrittenWeightsGiveNoResult() throws IOException {
        try (DiffSeg diffSeg = open(ComputePrecision.FLOAT32)) {
            attend(diffSeg).close();
            Files.setLastModifiedTime(weights, FileTime.fromMillis(1_000_000_000_000L));
            ModelException e = assertThrows(ModelException.class, () -> attend(diffSeg));
            assertTrue(e.getMessage().startsWith(weights + " was changed while"), e.getMessage());
            assertThrows(
                    ModelException.class,
                    () -> diffSeg.modelHash(Progress.NONE),
                    "the hash would be that of others");
        }
    }

    @ParameterizedTest
    @CsvSource({"FLOAT32, download the model again", "BFLOAT16, choose the precision float32"})
    void theAdviceForWeightsThatAreNotNumbersCanHelp(ComputePrecision precision, String advice)
            throws IOException {
        byte[] content = Files.readAllBytes(weights);
        // Not a number in each format
        Arrays.fill(content, content.length / 3, content.length, (byte) 0xff);
        Files.write(weights, content);
        try (DiffSeg diffSeg = open(precision)) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> attend(diffSeg));
            assertTrue(e.getMessage().contains("NaN"), e.getMessage());
            assertTrue(e.getMessage().contains(advice), e.getMessage());
            assertEquals(1, e.getMessage().lines().count());
        }
    }

    private DiffSeg open(ComputePrecision precision) {
        return DiffSeg.open(
                ModelFolder.open(folder),
                ComputeDevice.CPU,
                NetworkPrecision.of(precision),
                Progress.NONE);
    }

    /** Not a plain image, which is one segment with any model. */
    private static Attention attend(DiffSeg diffSeg) {
        int[] picture = new int[SIZE * SIZE];
        Arrays.fill(picture, picture.length / 2, picture.length, 0xffffff);
        return diffSeg.attend(
                ArrayImgs.argbs(picture, SIZE, SIZE),
                new AttentionSettings(SIZE, false, 300, Aggregation.PER_RESOLUTION),
                Progress.NONE);
    }
}
