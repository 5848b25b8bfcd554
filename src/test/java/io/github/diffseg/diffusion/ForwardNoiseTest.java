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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardNoiseTest {

    /** Those of diffusers' DDPMScheduler with Stable Diffusion's configuration. */
    @Test
    void thePartOfTheImageIsStableDiffusions() {
        assertEquals(0.99915, NoiseSchedule.imagePart(0), 1e-12);
        assertEquals(0.0046600, NoiseSchedule.imagePart(999), 1e-6);
        double logarithm = 0;
        for (int i = 0; i <= 50; i++) {
            double share = i / 999.0;
            double root = (1 - share) * Math.sqrt(0.00085) + share * Math.sqrt(0.012);
            logarithm += Math.log1p(-root * root);
        }
        assertEquals(Math.exp(logarithm), NoiseSchedule.imagePart(50), 1e-12);
    }

    @Test
    void theNumbersAreThoseOfJavasSpecification() {
        float[] noise = ForwardNoise.of(40000);
        assertEquals(0.8025330637390305f, noise[0]);
        assertEquals(-0.9015460884175122f, noise[1]);
        double mean = 0;
        double squares = 0;
        for (float number : noise) {
            mean += number / noise.length;
            squares += (double) number * number / noise.length;
        }
        assertEquals(0, mean, 0.02);
        assertEquals(1, squares, 0.03);
    }

    @Test
    void noiseIsAddedByTheTimestep() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU)) {
            float[] values = new float[2 * 3 * 5];
            for (int i = 0; i < values.length; i++) {
                values[i] = i / 7f;
            }
            NDArray latent = manager.create(values, new Shape(1, 2, 3, 5));
            float[] noise = ForwardNoise.of(values.length);
            double part = NoiseSchedule.imagePart(300);
            float[] expected = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                expected[i] =
                        (float) (Math.sqrt(part) * values[i] + Math.sqrt(1 - part) * noise[i]);
            }
            NDArray noised = ForwardNoise.add(latent, 300);
            assertEquals(latent.getShape(), noised.getShape());
            assertArrayEquals(expected, noised.toFloatArray(), 1e-6f);
            assertArrayEquals(values, latent.toFloatArray());
        }
    }

    @Test
    void otherNoiseIsRefusedInASentence(@TempDir Path folder) throws IOException {
        copy(EmbeddedModel.folder().path(), folder);
        NoiseSchedule.require(ModelFolder.open(folder));
        Files.createDirectory(folder.resolve("scheduler"));
        String stableDiffusion =
                "{\"beta_start\": 0.00085, \"beta_end\": 0.012, \"num_train_timesteps\": 1000,"
                        + " \"beta_schedule\": \"scaled_linear\", \"steps_offset\": 1}";
        for (String same : List.of("{}", stableDiffusion)) {
            write(folder, same);
            NoiseSchedule.require(ModelFolder.open(folder));
        }
        assertRefused(folder, stableDiffusion.replace("0.012", "0.02"), "beta_end 0.02, not 0.012");
        assertRefused(folder, stableDiffusion.replace("scaled_", ""), "\"linear\", not \"scaled_");
    }

    private static void assertRefused(Path folder, String config, String expected)
            throws IOException {
        write(folder, config);
        ModelFolder model = ModelFolder.open(folder);
        ModelException refused =
                assertThrows(ModelException.class, () -> NoiseSchedule.require(model));
        assertTrue(refused.getMessage().contains(expected), refused.getMessage());
    }

    private static void write(Path folder, String config) throws IOException {
        Files.writeString(folder.resolve("scheduler").resolve("scheduler_config.json"), config);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }
}
