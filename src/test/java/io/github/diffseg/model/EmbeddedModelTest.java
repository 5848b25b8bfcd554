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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedModelTest {

    private static final String FOLDER = "models/diffseg-nano/";

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir Path folder;

    @Test
    void isUsedInPlaceWhereTheResourcesAreADirectory() throws IOException {
        ModelFolder model = EmbeddedModel.folder();
        assertEquals("DiffSeg-Nano", model.name());
        assertEquals(resources(), model.path());
        assertEquals(List.of(), Fixtures.namesIn(cache.directory()));
    }

    @Test
    void noticeIsOneLineThatTellsWhatToUseInstead() {
        String notice = EmbeddedModel.starterNotice();
        assertTrue(notice.contains("starter"), notice);
        assertTrue(notice.contains("stable-diffusion-v1-5"), notice);
        assertFalse(notice.contains("\n"), notice);
    }

    @Test
    void isExtractedFromAJarOnceAndWhole() throws IOException {
        URL anchor = anchorIn(jarOfResources("plugins (test).jar", ""));
        ModelFolder model = EmbeddedModel.folder(anchor, cache.directory());
        assertTrue(model.path().startsWith(cache.directory()));
        assertEquals(
                EmbeddedModel.folder().hash(Progress.NONE),
                model.hash(Progress.NONE),
                "the same model");
        for (Path file : filesOf(resources())) {
            Path copy = model.path().resolve(resources().relativize(file).toString());
            assertArrayEquals(Files.readAllBytes(file), Files.readAllBytes(copy));
        }

        Path weights = model.path().resolve("unet/diffusion_pytorch_model.fp16.safetensors");
        FileTime then = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(weights, then);
        assertEquals(model.path(), EmbeddedModel.folder(anchor, cache.directory()).path());
        assertEquals(then, Files.getLastModifiedTime(weights), "not extracted again");
    }

    @Test
    void damagedCopyIsRepaired() throws IOException {
        URL anchor = anchorIn(jarOfResources("plugin.jar", ""));
        Path copy = EmbeddedModel.folder(anchor, cache.directory()).path();
        Path missing = copy.resolve("vae/config.json");
        Files.delete(missing);
        Path truncated = copy.resolve("unet/diffusion_pytorch_model.fp16.safetensors");
        Files.write(truncated, new byte[10]);

        EmbeddedModel.folder(anchor, cache.directory());
        assertTrue(Files.exists(missing));
        assertEquals(
                Files.size(resources().resolve("unet").resolve(truncated.getFileName())),
                Files.size(truncated));
    }

    @Tag("heavy")
    @Test
    void newVersionGetsAFolderOfItsOwn() throws IOException {
        Path first =
                EmbeddedModel.folder(anchorIn(jarOfResources("1.jar", "")), cache.directory())
                        .path();
        Path second =
                EmbeddedModel.folder(anchorIn(jarOfResources("2.jar", " ")), cache.directory())
                        .path();
        assertNotEquals(first, second);
        assertEquals(2, Fixtures.namesIn(cache.directory()).size(), "and nothing temporary");
    }

    @Test
    void damagedJarLeavesNothingBehind() throws IOException {
        Path jar = jarOfResources("plugin.jar", "");
        byte[] bytes = Files.readAllBytes(jar);
        Arrays.fill(bytes, bytes.length / 2, bytes.length / 2 + 1000, (byte) 0);
        Files.write(jar, bytes);
        URL anchor = anchorIn(jar);
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> EmbeddedModel.folder(anchor, cache.directory()));
        assertTrue(
                e.getMessage().startsWith("The embedded model cannot be extracted"),
                e.getMessage());
        assertEquals(List.of(), Fixtures.namesIn(cache.directory()));
    }

    @Test
    void unwritableCacheIsNamed() throws IOException {
        URL anchor = anchorIn(jarOfResources("plugin.jar", ""));
        Path file = Files.createFile(folder.resolve("file"));
        ModelException e =
                assertThrows(ModelException.class, () -> EmbeddedModel.folder(anchor, file));
        assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        assertTrue(e.getMessage().contains("-Ddiffseg.cache"), e.getMessage());
    }

    private static Path resources() {
        try {
            return Path.of(
                            EmbeddedModel.class
                                    .getResource("/" + FOLDER + "model_index.json")
                                    .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static List<Path> filesOf(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** A jar with the embedded model, this text appended to its model_index.json. */
    private Path jarOfResources(String name, String appended) throws IOException {
        Path jar = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out)) {
            entries.setLevel(Deflater.BEST_SPEED);
            for (Path file : filesOf(resources())) {
                String relative = resources().relativize(file).toString().replace('\\', '/');
                entries.putNextEntry(new JarEntry(FOLDER + relative));
                Files.copy(file, entries);
                if (relative.equals("model_index.json")) {
                    entries.write(appended.getBytes());
                }
                entries.closeEntry();
            }
        }
        return jar;
    }

    private static URL anchorIn(Path jar) throws IOException {
        return URI.create("jar:" + jar.toUri() + "!/" + FOLDER + "model_index.json").toURL();
    }
}
