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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.CacheExtension;
import io.github.diffseg.model.CheckpointFixture;
import io.github.diffseg.model.EditedSafetensors;
import io.github.diffseg.model.StoredModel;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Weights of single files that are stored in other types and shapes than usual. */
class CheckpointWeightsTest {

    private static final ModelFixture FIXTURE = ModelFixture.inOneFile("sd2");

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir private Path folder;

    /** All networks, so matrices, kernels, vectors and rows of the vocabulary. */
    @ParameterizedTest
    @EnumSource(WeightPrecision.class)
    void eightBitsGiveWhatTheSameNumbersGiveInFloat16(WeightPrecision precision)
            throws IOException {
        Path narrow = source().cutTo8Bits("").write(folder.resolve("narrow.safetensors"));
        Path wide = source().cutTo8BitsInFloat16("").write(folder.resolve("wide.safetensors"));
        assertTrue(narrow.toFile().length() < 0.6 * wide.toFile().length());
        float[] expected = results(CheckpointFixture.open("sd2", wide), precision);
        assertArrayEquals(expected, results(CheckpointFixture.open("sd2", narrow), precision));
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertTrue(largest > 0.1 && largest < 1000, "" + largest);
    }

    @Test
    void attentionOfTheVaeMayBeLinear() throws IOException {
        EditedSafetensors linear = source();
        for (String name : new String[] {"q", "k", "v", "proj_out"}) {
            linear.withoutTrailingOnes("first_stage_model.encoder.mid.attn_1." + name + ".weight");
        }
        Path file = linear.write(folder.resolve("linear.safetensors"));
        assertArrayEquals(
                results(FIXTURE.model(), WeightPrecision.FLOAT32),
                results(CheckpointFixture.open("sd2", file), WeightPrecision.FLOAT32));
    }

    @Test
    void theVaeOfStableDiffusionXlIsToldToOverflowInFloat16() {
        StoredModel xl = ModelFixture.inOneFile("sdxl-text").model();
        VaeConfig vae = VaeConfig.parse(xl.vae().config(), xl.vae().configSource());
        assertTrue(vae.overflowsInFloat16());
        assertEquals(0.13025, vae.scalingFactor());
        NetworkPrecision asked =
                new NetworkPrecision(WeightPrecision.AS_STORED, ComputePrecision.FLOAT16);
        assertEquals(ComputePrecision.FLOAT32, DiffusionModel.vaePrecision(vae, asked).compute());
        StoredModel first = ModelFixture.inOneFile("sd1").model();
        VaeConfig small = VaeConfig.parse(first.vae().config(), first.vae().configSource());
        assertEquals(asked, DiffusionModel.vaePrecision(small, asked));
    }

    private static EditedSafetensors source() {
        return EditedSafetensors.of(
                ModelFixture.root().resolve("checkpoints").resolve("sd2.safetensors"));
    }

    /** Prompt, latent and predicted noise, one after the other. */
    private static float[] results(StoredModel stored, WeightPrecision weights) {
        NetworkPrecision precision = new NetworkPrecision(weights, ComputePrecision.FLOAT32);
        try (DiffusionModel model =
                        DiffusionModel.open(stored, ComputeDevice.CPU, precision, Progress.NONE);
                NDManager manager = model.newPassManager()) {
            NDArray latent = model.vaeEncoder().encode(FIXTURE.image(manager), Progress.NONE);
            NDArray noise = model.unet().predictNoise(latent, 300, Progress.NONE);
            NDArray prompt =
                    new EmptyPrompt(stored, manager, model.operators()).embedding().tokens();
            return latent.reshape(new Shape(-1))
                    .concat(noise.reshape(new Shape(-1)))
                    .concat(prompt.reshape(new Shape(-1)))
                    .toFloatArray();
        }
    }
}
