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

package io.github.diffseg.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.download.FileServer;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.hub.FakeHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** A download whose process is killed goes on in another one, to the same hash. */
@Tag("heavy")
class KilledDownloadTest {

    private static final String REPOSITORY = "org/tiny-diffusion";
    private static final String UNET = "unet/diffusion_pytorch_model.fp16.safetensors";
    private static final int SIZE = 20_000_000;

    @TempDir private Path folder;

    @Test
    void goesOnInANewProcessToTheSameHash(TestReporter reporter)
            throws IOException, InterruptedException {
        byte[] unet = new byte[SIZE];
        new Random(5).nextBytes(unet);
        Map<String, byte[]> files = FakeHub.stableDiffusion();
        files.put(UNET, unet);
        Path models = models();
        Path part =
                UnfinishedDownload.folder(models, "tiny-diffusion", FakeHub.COMMIT)
                        .resolve(UNET + ".part");
        try (FakeHub hub = new FakeHub().repository(REPOSITORY, files)) {
            hub.stored(unet, FileServer.trickle(unet, 100_000, 20));
            Process first = start(hub);
            while (part.toFile().length() < SIZE / 4) {
                assertTrue(first.isAlive(), "it ended by itself");
                Thread.sleep(10);
            }
            first.destroyForcibly().waitFor();
            long begun = Files.size(part);
            assertTrue(begun < SIZE, begun + " bytes");
            assertFalse(Files.exists(models.resolve("tiny-diffusion")));
            hub.stored(unet, FileServer.file(unet));
            assertEquals(0, start(hub).waitFor());
            assertEquals(
                    DigestUtils.sha256Hex(unet),
                    Sha256.ofFile(models.resolve("tiny-diffusion").resolve(UNET)));
            List<String> log =
                    hub.storeLog().stream()
                            .filter(line -> line.contains(DigestUtils.sha256Hex(unet)))
                            .toList();
            reporter.publishEntry("the server's log", String.join("\n", log));
            assertEquals(2, log.size(), log.toString());
            assertFalse(log.get(0).contains("bytes="), log.get(0));
            assertTrue(log.get(1).endsWith(" bytes=" + begun + "-"), log.get(1));
        }
        assertEquals(
                List.of("tiny-diffusion"),
                ModelSearch.children(models).stream().map(p -> "" + p.getFileName()).toList());
    }

    /** The command line, as a user starts it. */
    private Process start(FakeHub hub) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-Duser.home=" + folder,
                                "-D" + ModelLibrary.MODELS_PROPERTY + "=" + models(),
                                "-D" + ModelLibrary.SETTINGS_PROPERTY + "=" + folder,
                                "io.github.diffseg.cli.Main",
                                "models",
                                "get",
                                REPOSITORY,
                                "--accept-licence")
                        .inheritIO();
        builder.environment().put("HF_ENDPOINT", hub.endpoint());
        builder.environment().put("HF_HOME", folder.resolve("huggingface").toString());
        builder.environment().remove("HF_HUB_OFFLINE");
        builder.environment().remove("TRANSFORMERS_OFFLINE");
        return builder.start();
    }

    private Path models() {
        return folder.resolve("models");
    }
}
