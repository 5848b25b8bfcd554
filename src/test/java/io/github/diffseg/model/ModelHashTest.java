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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ModelHashTest {

    private static final String HASH_OF_ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private static final String HASH_OF_NOTHING =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir Path folder;

    @Test
    void isTheHashOfSha256sumsLines() throws IOException {
        Path unet = Files.createDirectory(folder.resolve("unet"));
        Path config = Files.writeString(unet.resolve("config.json"), "abc");
        Path prompt = Files.createFile(folder.resolve("empty_prompt.safetensors"));
        String lines =
                HASH_OF_NOTHING
                        + "  empty_prompt.safetensors\n"
                        + HASH_OF_ABC
                        + "  unet/config.json\n";
        assertEquals(
                Sha256.ofText(lines), ModelHash.of(folder, List.of(config, prompt), Progress.NONE));
        assertEquals(HASH_OF_ABC, Sha256.ofText("abc"));
    }

    @Test
    void largeFileIsReadOnceUntilItChanges() throws IOException {
        byte[] content = new byte[3_000_000];
        Path file = Files.write(folder.resolve("weights"), content);
        CountingProgress first = new CountingProgress();
        String hash = ModelHash.of(folder, List.of(file), first);
        assertTrue(first.reports > 0);
        assertEquals(1, first.lastFraction);

        CountingProgress second = new CountingProgress();
        assertEquals(hash, ModelHash.of(folder, List.of(file), second));
        assertEquals(0, second.reports, "taken from the cache");

        content[2_000_000] = 1;
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
        assertNotEquals(hash, ModelHash.of(folder, List.of(file), Progress.NONE));
    }

    @Test
    void damagedCacheEntryIsReplaced() throws IOException {
        Path file = Files.write(folder.resolve("weights"), new byte[2_000_000]);
        String hash = ModelHash.of(folder, List.of(file), Progress.NONE);
        Path entries = cache.directory().resolve("hashes");
        Path entry = entries.resolve(Fixtures.namesIn(entries).get(0));
        Files.writeString(entry, "damaged");
        assertEquals(hash, ModelHash.of(folder, List.of(file), Progress.NONE));
        assertEquals(64, Files.size(entry));
    }

    @Test
    void unwritableCacheChangesNoResult() throws IOException {
        Path file = Files.write(folder.resolve("weights"), new byte[2_000_000]);
        String hash = ModelHash.of(folder, List.of(file), Progress.NONE);
        Fixtures.delete(cache.directory());
        Files.createFile(cache.directory());
        assertEquals(hash, ModelHash.of(folder, List.of(file), Progress.NONE));
    }

    @Test
    void canBeCancelled() throws IOException {
        Path file = Files.write(folder.resolve("weights"), new byte[3_000_000]);
        CountingProgress progress = new CountingProgress();
        progress.cancelled = true;
        assertThrows(
                CancellationException.class, () -> ModelHash.of(folder, List.of(file), progress));
    }

    @Test
    void identifiesTheFilesAModelWorksWith() throws IOException {
        Path path = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        String hash = ModelFolder.open(path).hash(Progress.NONE);
        assertEquals(hash, ModelFolder.open(Fixtures.model("sd1")).hash(Progress.NONE));

        Files.writeString(path.resolve("diffseg.json"), "{\"threshold\": 2}");
        Files.writeString(path.resolve("README.md"), "x");
        assertEquals(hash, ModelFolder.open(path).hash(Progress.NONE), "settings are no weights");

        Path weights = path.resolve("text_encoder/model.safetensors");
        byte[] changed = Files.readAllBytes(weights);
        changed[changed.length - 1]++;
        Files.write(weights, changed);
        assertNotEquals(hash, ModelFolder.open(path).hash(Progress.NONE));
    }

    private static final class CountingProgress implements Progress {
        int reports;
        double lastFraction;
        boolean cancelled;

        @Override
        public void report(String step, double fraction) {
            reports++;
            lastFraction = fraction;
        }

        @Override
        public boolean isCancelled() {
            return cancelled;
        }
    }
}
