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

package io.github.diffseg.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.diffseg.batch.TestImages;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.library.ModelLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Models on the command line, with settings and models in folders of the test. */
class ModelsTest {

    @TempDir private Path folder;
    private String settings;
    private String models;

    @BeforeEach
    void moveIn() {
        settings = System.getProperty(ModelLibrary.SETTINGS_PROPERTY);
        models = System.getProperty(ModelLibrary.MODELS_PROPERTY);
        System.setProperty(ModelLibrary.SETTINGS_PROPERTY, folder.resolve("settings").toString());
        System.setProperty(ModelLibrary.MODELS_PROPERTY, folder.resolve("models").toString());
    }

    @AfterEach
    void moveOut() {
        restore(ModelLibrary.SETTINGS_PROPERTY, settings);
        restore(ModelLibrary.MODELS_PROPERTY, models);
    }

    private static void restore(String property, String value) {
        if (value == null) {
            System.clearProperty(property);
        } else {
            System.setProperty(property, value);
        }
    }

    @Test
    void listsWhatIsInstalledAndWhatIsWorthGetting() {
        String text = run(0, "models", "list");
        assertTrue(text.lines().anyMatch(line -> line.startsWith("embedded  ")), text);
        assertTrue(text.contains("BSD-2-Clause"), text);
        assertTrue(text.contains("512 px, t 1, auto"), text);
        assertTrue(
                text.lines()
                        .anyMatch(
                                line ->
                                        line.matches(
                                                "stable-diffusion-v1-5 +about 2.1 GB +CreativeML"
                                                        + " OpenRAIL-M +photographs.*")),
                text);
        JsonObject json =
                JsonParser.parseString(run(0, "models", "list", "--json")).getAsJsonObject();
        JsonObject embedded = json.getAsJsonArray("installed").get(0).getAsJsonObject();
        assertEquals("embedded", embedded.get("name").getAsString());
        assertEquals("right", embedded.get("hash").getAsString());
        assertEquals(512, embedded.get("working_size").getAsInt());
        assertTrue(json.getAsJsonArray("worth_getting").size() > 0);
    }

    @Test
    void addsExportsRemovesAndImports() throws IOException {
        Path model = copy(Path.of("src/test/resources/fixtures/models/sd1"), "my diffusion");
        assertEquals("my diffusion is in " + model, run(0, "models", "add", model.toString()));
        assertTrue(
                run(0, "models", "list")
                        .lines()
                        .anyMatch(line -> line.matches("my diffusion +7 MB +float32 .*")));
        assertEquals(
                "There is no published hash that my diffusion could be compared with; it is used"
                        + " as it is",
                run(0, "models", "check", "my diffusion"));
        String zip = folder.resolve("m.zip").toString();
        assertEquals("my diffusion is in " + zip, run(0, "models", "export", "My Diffusion", zip));
        assertEquals(
                model + " is not listed any more; its files were left as they are",
                run(0, "models", "remove", "my diffusion"));
        assertTrue(Files.exists(model.resolve("unet/config.json")));
        Path imported = folder.resolve("models/my diffusion");
        assertEquals("my diffusion is in " + imported, run(0, "models", "import", zip));
        Files.delete(imported.resolve("vae/config.json"));
        assertTrue(run(0, "models", "list").contains("my diffusion cannot be used: "));
        assertEquals(
                "my diffusion was removed from " + folder.resolve("models"),
                run(0, "models", "remove", "my diffusion"));
        assertFalse(Files.exists(imported));
    }

    @Test
    void aBatchTakesAModelByItsName() throws IOException {
        copy(Path.of("src/test/resources/fixtures/models/sd1"), "models/My Diffusion");
        TestImages.write(folder.resolve("in/a.png"), 1);
        Path out = folder.resolve("out");
        String[] batch = {
            "batch",
            folder.resolve("in").toString(),
            "-o",
            out.toString(),
            "-w",
            "labels",
            "--working-size",
            "64",
            "--model",
            "my diffusion"
        };
        assertTrue(run(0, batch).contains("1 of 1 images segmented"));
        assertTrue(Files.exists(out.resolve("a-labels.tif")));
        String manifest = Files.readString(out.resolve("manifest.jsonl"));
        assertTrue(manifest.contains("\"model\":\"My Diffusion\""), manifest);
        batch[batch.length - 1] = "dreamy";
        assertTrue(
                run(1, batch)
                        .contains(
                                "There is no model \"dreamy\" on this machine; there are"
                                        + " embedded, My Diffusion; give one of these"));
    }

    @Test
    void whichOfSeveralPrecisionsWasTakenIsSaid() throws IOException {
        Path model = copy(Path.of("src/test/resources/fixtures/models/sd1"), "models/twice");
        String name = "diffusion_pytorch_model";
        Files.copy(
                model.resolve("unet/" + name + ".safetensors"),
                model.resolve("unet/" + name + ".fp16.safetensors"));
        String taken = "unet/" + name + ".fp16.safetensors";
        JsonObject json =
                JsonParser.parseString(run(0, "models", "list", "--json")).getAsJsonObject();
        String files =
                json.getAsJsonArray("installed")
                        .get(1)
                        .getAsJsonObject()
                        .get("files")
                        .getAsString();
        assertTrue(files.startsWith(taken), files);
    }

    @Test
    void theHashOfACheckpointIsToldForItsPage() throws IOException {
        Path file = folder.resolve("checkpoints/sd1.safetensors");
        Files.createDirectories(file.getParent());
        Files.copy(Path.of("src/test/resources/fixtures/checkpoints/sd1.safetensors"), file);
        run(0, "models", "add", file.toString());
        assertEquals(
                "There is no published hash that sd1 could be compared with; it is used as it is."
                        + " Its SHA-256 is "
                        + Sha256.ofFile(file)
                        + ": see whether the page that you have it from says the same",
                run(0, "models", "check", "sd1"));
    }

    @Test
    void whatCannotBeUsedIsToldWhenItIsAdded() throws IOException {
        Path file = Files.writeString(folder.resolve("broken.safetensors"), "no model");
        String said = run(0, "models", "add", file.toString());
        assertTrue(said.startsWith("broken is in " + file + ", but cannot be used: " + file), said);
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.getParent());
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals(
                "diffseg: models needs one of: list, get, add, check, remove, export, import\nTry"
                        + " --help.",
                run(2, "models"));
        assertTrue(
                run(1, "models", "check", "sd-turbo")
                        .contains("There is no model \"sd-turbo\" on this machine; get it in"));
        assertTrue(run(1, "models", "add", "/no/such/place").contains("There is nothing at "));
        assertTrue(
                run(1, "models", "remove", "embedded")
                        .contains("The embedded model is a part of the plugin and stays"));
        assertTrue(
                run(1, "models", "get", "../x", "--accept-licence")
                        .contains("There is no model \"../x\" on this machine"));
    }

    private static String run(int status, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine main = Main.commandLine().setOut(writer).setErr(writer);
        assertEquals(status, main.execute(arguments), said.toString());
        return said.toString().strip();
    }
}
