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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.model.ModelFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stable Diffusion 1.x, beside what was taken on a GPU in float16 (docs/benchmarks.md). */
class GpuMemoryEstimateTest {

    private static final long MEGABYTE = 1 << 20;

    /** The small model of this architecture, with the real one's widths. */
    private static final ModelFolder SMALL = ModelFixture.of("sd1").folder();

    private static final VaeConfig VAE = VaeConfig.parse(vae(), "vae/config.json");
    private static final UnetConfig UNET = UnetConfigParser.parse(unet(), "unet/config.json");

    private static JsonObject vae() {
        JsonObject config = SMALL.vae().config();
        config.add("block_out_channels", JsonParser.parseString("[128, 256, 512, 512]"));
        config.addProperty("force_upcast", false);
        return config;
    }

    private static JsonObject unet() {
        JsonObject config = SMALL.unet().config();
        config.add("block_out_channels", JsonParser.parseString("[320, 640, 1280, 1280]"));
        config.addProperty("attention_head_dim", 8);
        return config;
    }

    @ParameterizedTest
    @CsvSource({"512, 720", "1024, 2544", "2048, 25962"})
    void isNotBelowWhatWasTakenAndNotFarAboveIt(int side, long takenMegabytes) {
        double part =
                (double) estimate(ComputePrecision.FLOAT16).bytes(side, side)
                        / (takenMegabytes * MEGABYTE);
        assertTrue(part >= 1 && part <= 1.6, "estimate / taken is " + part);
    }

    @Test
    void float32TakesMore() {
        long half = estimate(ComputePrecision.FLOAT16).bytes(1024, 1024);
        long full = estimate(ComputePrecision.FLOAT32).bytes(1024, 1024);
        assertTrue(full > 1.2 * half, full + " against " + half);
        assertEquals(
                MemoryEstimate.class,
                MemoryEstimates.of(VAE, UNET, ComputeDevice.CPU, ComputePrecision.FLOAT32)
                        .getClass());
    }

    private static MemoryEstimate estimate(ComputePrecision compute) {
        return MemoryEstimates.of(VAE, UNET, new ComputeDevice(Device.gpu(0)), compute);
    }
}
