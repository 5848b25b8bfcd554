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
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Model folders as a download leaves them that did not bring all. */
class ModelDownloadTest {

    private static final String UNET = "unet/diffusion_pytorch_model.safetensors";
    private static final String POINTER =
            "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 3438167536\n";

    @TempDir private Path folder;
    private Path model;

    @BeforeEach
    void copy() throws IOException {
        model = Fixtures.copyOfModel("sd1", folder.resolve("model"));
    }

    @ParameterizedTest
    @ValueSource(strings = {UNET, "unet/config.json", "vae/config.json"})
    void aPointerOfGitLfsIsCalledOne(String file) throws IOException {
        Files.writeString(model.resolve(file), POINTER);
        assertRefused(file, "Git LFS's pointer", "git lfs pull");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                UNET,
                "unet/config.json",
                "text_encoder/config.json",
                "tokenizer/vocab.json",
                "empty_prompt.safetensors",
                "diffseg.json"
            })
    @DisabledOnOs(OS.WINDOWS)
    void aLinkThatLeadsNowhereIsNamed(String file) throws IOException {
        Path link = model.resolve(file);
        Files.deleteIfExists(link);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, Path.of("../../blobs/0000"));
        assertRefused(file, "is a link to ../../blobs/0000, which is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {UNET, "unet/config.json"})
    @DisabledOnOs(OS.WINDOWS)
    void aPipeIsNotWaitedFor(String file) throws IOException, InterruptedException {
        Path pipe = model.resolve(file);
        Files.delete(pipe);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertRefused(file, "is a pipe or a device"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aPipeAmongTheTokenizersFilesIsNotHashed() throws IOException, InterruptedException {
        Path pipe = model.resolve("tokenizer/tokenizer_config.json");
        Files.createDirectories(pipe.getParent());
        Files.deleteIfExists(pipe);
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () ->
                        assertThrows(
                                ModelException.class,
                                () -> ModelFolder.open(model).hash(Progress.NONE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": NaN}", "<html>404</html>", "{\"a\": 1", "{,}", "'x'", ""})
    void jsonThatIsNoneIsToldWithoutTheWordsOfALibrary(String text) throws IOException {
        Files.writeString(model.resolve("vae/config.json"), text);
        ModelException e = assertThrows(ModelException.class, () -> ModelFolder.open(model));
        assertTrue(e.getMessage().startsWith(model.resolve("vae/config.json") + " "));
        assertTrue(e.getMessage().endsWith("; download it again"), e.getMessage());
        for (String word : new String[] {"Reader", "Lenient", "path $", "gson", "Exception"}) {
            assertFalse(e.getMessage().contains(word), e.getMessage());
        }
    }

    @Test
    void metadataOfASafetensorsFileMayBeNull() throws IOException {
        byte[] header = "{\"__metadata__\":null,\"a\":".getBytes();
        String entry = "{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
        Path file = folder.resolve("a.safetensors");
        Files.write(file, Fixtures.safetensors(new String(header) + entry, 4));
        try (SafetensorsFile store = SafetensorsFile.open(file)) {
            assertTrue(store.contains("a"));
        }
    }

    @Test
    void filesThatChangeWhileTheyAreInUseAreNoticed() throws IOException {
        Path weights = model.resolve(UNET);
        UnchangedFiles files = ModelFolder.open(model).unchangedFiles();
        files.require();
        byte[] content = Files.readAllBytes(weights);
        Files.setLastModifiedTime(weights, FileTime.fromMillis(1_000_000_000_000L));
        ModelException touched = assertThrows(ModelException.class, files::require);
        assertTrue(touched.getMessage().startsWith(weights + " was changed"), "" + touched);
        UnchangedFiles again = ModelFolder.open(model).unchangedFiles();
        Files.write(weights, Arrays.copyOf(content, content.length - 100));
        ModelException shortened = assertThrows(ModelException.class, again::require);
        assertTrue(
                shortened.getMessage().contains("now " + (content.length - 100) + " bytes"),
                shortened.getMessage());
    }

    private void assertRefused(String file, String... words) {
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> {
                            try (TensorStore unet = ModelFolder.open(model).unet().open()) {
                                unet.names();
                            }
                        });
        assertTrue(e.getMessage().startsWith(model.resolve(file) + " "), e.getMessage());
        for (String word : words) {
            assertTrue(e.getMessage().contains(word), e.getMessage());
        }
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
    }
}
