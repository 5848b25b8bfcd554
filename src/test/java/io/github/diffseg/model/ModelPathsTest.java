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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Surroundings;
import io.github.diffseg.library.ModelLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPathsTest {

    @TempDir Path folder;

    @Test
    void oneFileNeedNotExist() {
        Path missing = folder.resolve("none.safetensors");
        assertEquals(List.of(missing), paths(" " + missing + " "));
        Path relative = Path.of("none", "model");
        assertEquals(List.of(relative.toAbsolutePath()), paths(relative.toString()));
    }

    @Test
    void furtherOnesAreFoundBesideTheFirst() throws IOException {
        Path model = file("model.safetensors");
        Path vae = file("vae.safetensors");
        Path text = Files.createDirectory(folder.resolve("text"));
        assertEquals(List.of(model, vae), paths(model + " + vae.safetensors"));
        assertEquals(List.of(model, vae, text), paths(model + "+" + vae + "+text"));
    }

    @Test
    void aPlusMayBelongToAName() throws IOException {
        Path model = file("anything + v3+.safetensors");
        Path vae = file("kl+f8.safetensors");
        assertEquals(List.of(model), paths(model.toString()));
        assertEquals(List.of(model, vae), paths(model + " + kl+f8.safetensors"));
        Path shorter = file("anything");
        assertEquals(List.of(model), paths(model.toString()), "the longest counts");
        assertEquals(List.of(shorter, vae), paths(shorter + " + " + vae));
    }

    @Test
    void whatIsNotThereIsNamed() throws IOException {
        Path model = file("model.safetensors");
        String text = model + " + none.safetensors";
        assertEquals(
                "model is \""
                        + text
                        + "\", and there is no file, folder or installed model \"none.safetensors\", neither beside"
                        + " model.safetensors nor in the current folder",
                assertThrows(ModelException.class, () -> paths(text)).getMessage());
        ModelException e = assertThrows(ModelException.class, () -> ModelChoice.open(model + " +"));
        assertTrue(
                e.getMessage()
                        .endsWith(
                                "+\", with nothing on one side of a plus sign; give a name or"
                                        + " a path on both"),
                e.getMessage());
        ModelException first = assertThrows(ModelException.class, () -> ModelChoice.open("+"));
        assertTrue(first.getMessage().startsWith("model is \"+\", with nothing on one side"));
        e = assertThrows(ModelException.class, () -> paths("a\0b"));
        assertTrue(e.getMessage().endsWith("which is not a path"), e.getMessage());
    }

    @Test
    void namesOfInstalledModelsGoBeforeRelativePaths() throws IOException {
        Path installed = file("models/sd15.safetensors");
        Path plus = file("models/merge+best.safetensors");
        Path vae = file("models/vae.safetensors");
        assertEquals(List.of(installed), paths("SD15"));
        assertEquals(List.of(plus), paths("merge+best"));
        assertEquals(List.of(installed, vae), paths("sd15 + vae.safetensors"));
        assertEquals(List.of(plus, installed), paths("merge+best + sd15"));
        UserException e = assertThrows(UserException.class, () -> paths("sd14"));
        assertTrue(e.getMessage().startsWith("There is no model \"sd14\" on this machine"));
    }

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.createFile(file);
    }

    private List<Path> paths(String text) {
        Map<String, String> properties =
                Map.of(
                        "user.home",
                        folder.resolve("home").toString(),
                        "os.name",
                        "Linux",
                        ModelLibrary.MODELS_PROPERTY,
                        folder.resolve("models").toString());
        ModelLibrary library =
                new ModelLibrary(new Surroundings(properties::get, variable -> null));
        return new ModelPaths(text, library).all();
    }
}
