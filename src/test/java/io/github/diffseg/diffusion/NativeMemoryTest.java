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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.attention.Aggregation;
import io.github.diffseg.attention.HeadMeans;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a pass takes from the native heap it gives back. */
class NativeMemoryTest {

    private static final ModelFixture FIXTURE = ModelFixture.of("sd1");

    /** In a JVM of its own, whose heap is there from the start and cannot grow. */
    @Test
    @Tag("heavy")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "reads the resident size from /proc")
    void twoHundredPassesDoNotGrowTheProcess() throws IOException, InterruptedException {
        Process probe =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xms96m",
                                "-Xmx96m",
                                "-XX:+AlwaysPreTouch",
                                "-Ddiffseg.fixtures=" + ModelFixture.root().toAbsolutePath(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                ResidentSizeProbe.class.getName())
                        .redirectErrorStream(true)
                        .start();
        String output = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, probe.waitFor(), output);
        Matcher growth = Pattern.compile("grew by (-?\\d+) bytes").matcher(output);
        assertTrue(growth.find(), output);
        long bytes = Long.parseLong(growth.group(1));
        assertTrue(bytes < ResidentSizeProbe.ALLOWED_GROWTH, "resident size grew by " + bytes);
    }

    @Test
    void liveArraysStayTheSame() {
        try (DiffusionModel model = open()) {
            int arrays = liveArrays(model);
            for (int i = 0; i < 10; i++) {
                pass(model, Progress.NONE);
                assertEquals(arrays, liveArrays(model), "live arrays after pass " + i);
            }
        }
    }

    @Test
    void onlyTheResultOfAPassOutlivesItsScopes() {
        try (DiffusionModel model = open();
                NDManager manager = model.newPassManager()) {
            NDArray image = FIXTURE.image(manager);
            int before = manager.getManagedArrays().size();
            NDArray latent = model.vaeEncoder().encode(image, Progress.NONE);
            assertEquals(before + 1, manager.getManagedArrays().size());
            model.unet().predictNoise(latent, 300, Progress.NONE);
            assertEquals(before + 2, manager.getManagedArrays().size());
        }
    }

    @Test
    void aCancelledPassLeavesNothingBehind() {
        try (DiffusionModel model = open()) {
            int arrays = liveArrays(model);
            for (int layers = 0; layers < 40; layers += 5) {
                Progress cancelled = cancelledAfter(layers);
                assertThrows(CancellationException.class, () -> pass(model, cancelled));
                assertEquals(arrays, liveArrays(model));
            }
        }
    }

    static DiffusionModel open() {
        NetworkPrecision precision = NetworkPrecision.defaultFor(ComputeDevice.CPU);
        return DiffusionModel.open(FIXTURE.folder(), ComputeDevice.CPU, precision, Progress.NONE);
    }

    static void pass(DiffusionModel model, Progress progress) {
        try (NDManager manager = model.newPassManager();
                HeadMeans means = new HeadMeans(manager, model.operators(), false)) {
            NDArray latent = model.vaeEncoder().encode(FIXTURE.image(manager), progress);
            model.unet().recordSelfAttention(latent, 300, means, progress);
            means.aggregate(Aggregation.PER_RESOLUTION, manager);
        }
    }

    /** Arrays of the model; those of a pass are in managers below it until the pass is closed. */
    static int liveArrays(DiffusionModel model) {
        try (NDManager probe = model.newPassManager()) {
            return probe.getParentManager().getManagedArrays().size();
        }
    }

    private static Progress cancelledAfter(int questions) {
        return new Progress() {
            private int asked;

            @Override
            public void report(String step, double fraction) {}

            @Override
            public boolean isCancelled() {
                return asked++ >= questions;
            }
        };
    }
}
