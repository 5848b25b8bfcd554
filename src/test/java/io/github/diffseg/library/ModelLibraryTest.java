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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Finds models in a user's home, each by a name of its own. */
class ModelLibraryTest {

    @TempDir private Path folder;
    private FakeHome home;
    private ModelLibrary library;

    @BeforeEach
    void moveIn() {
        home = new FakeHome(folder);
        library = home.library();
    }

    @Test
    void aFreshHomeHasTheEmbeddedModelAlone() {
        assertEquals(List.of(ModelPlace.OF_PLUGIN), library.places());
        assertEquals("embedded", library.preferred());
        assertEquals(folder.resolve(".local/share/diffseg/models"), library.modelsFolder());
    }

    @Test
    void findsModelsWhereProgramsPutThem() throws IOException {
        home.model(".local/share/diffseg/models/sd-turbo");
        home.file(".local/share/diffseg/models/.sd-1.download/unet/config.json", "unfinished");
        String cached = ".cache/huggingface/hub/models--segmind--tiny-sd";
        home.model(cached + "/snapshots/0123abc");
        home.model(cached + "/snapshots/old");
        home.file(cached + "/refs/main", "0123abc\n");
        home.file(".cache/huggingface/hub/models--openai--gpt/snapshots/1/config.json", "{}");
        home.file("stable-diffusion-webui/models/Stable-diffusion/photo/real.safetensors", "x");
        home.file("stable-diffusion-webui/models/Stable-diffusion/old.ckpt", "x");
        home.file("ComfyUI/models/checkpoints/sd_xl_base_1.0.safetensors", "x");
        assertEquals(
                List.of(
                        "embedded, the plugin",
                        "sd-turbo, DiffSeg's models",
                        "tiny-sd, Hugging Face cache",
                        "real, Stable Diffusion web UI",
                        "sd_xl_base_1.0, ComfyUI"),
                library.places().stream().map(p -> p.name() + ", " + p.origin()).toList());
        ModelPlace tiny = library.find("Segmind/Tiny-SD").orElseThrow();
        assertEquals(folder.resolve(cached + "/snapshots/0123abc"), tiny.path().orElseThrow());
        assertTrue(library.find("real").orElseThrow().isCheckpoint());
    }

    @Test
    void theHubsCacheIsWhereItsVariablesSay() throws IOException {
        String model = "models--org--a/snapshots/1";
        home.model("elsewhere/hub/" + model);
        home.variable("HF_HOME", folder.resolve("elsewhere").toString());
        assertEquals(Optional.of("org/a"), library.find("a").orElseThrow().repository());
        home.variable("HF_HUB_CACHE", "~/nearer");
        assertEquals(Optional.empty(), library.find("a"));
        home.model("nearer/" + model);
        assertTrue(library.find("a").isPresent());
    }

    @Test
    void namesAreTheirOwn() throws IOException {
        home.model(".cache/huggingface/hub/models--one--sd/snapshots/1");
        home.model(".cache/huggingface/hub/models--two--sd/snapshots/1");
        home.file("ComfyUI/models/checkpoints/a/sd.safetensors", "x");
        home.file("ComfyUI/models/checkpoints/b/SD.safetensors", "x");
        assertEquals(
                List.of("embedded", "sd", "two/sd", "sd (ComfyUI)", "SD (ComfyUI 2)"),
                library.places().stream().map(ModelPlace::name).toList());
    }

    @Test
    void foldersThatComfyUiIsToldOfAreSearched() throws IOException {
        home.file("ComfyUI/models/checkpoints/own.safetensors", "x");
        home.file("webui/models/Stable-diffusion/other.safetensors", "x");
        home.file("more/one/first.safetensors", "x");
        home.file(
                "ComfyUI/extra_model_paths.yaml",
                """
                # comment
                a111:
                    base_path: %s/webui/  # where it is
                    checkpoints: models/Stable-diffusion
                    vae: models/VAE
                comfyui:
                    base_path: "../more"
                    checkpoints: |
                        one
                        two
                    loras: |
                        lora
                """
                        .formatted(folder));
        assertEquals(
                List.of("embedded", "own", "other", "first"),
                library.places().stream().map(ModelPlace::name).toList());
    }

    @Test
    void whatIsAddedIsKnownByNameInTheNextSession() throws IOException {
        Path model = home.model("data/my model");
        Path file = home.file("data/checkpoints/one.safetensors", "x");
        assertEquals("my model", library.add(model).get(0).name());
        assertEquals(List.of("one"), names(library.add(file.getParent())));
        library.add(model);
        assertEquals(List.of("embedded", "my model", "one"), names(home.library().places()));
        assertEquals(Optional.of(file), home.library().find("ONE").flatMap(ModelPlace::path));
        library.prefer("one");
        assertEquals("one", home.library().preferred());
        Files.delete(file);
        assertEquals("embedded", home.library().preferred(), "while it is there");
    }

    private static List<String> names(List<ModelPlace> places) {
        return places.stream().map(ModelPlace::name).toList();
    }

    @Test
    void whatIsNoModelIsNotAdded() throws IOException {
        assertEquals(
                "There is nothing at " + folder.resolve("none"),
                refused(() -> library.add(folder.resolve("none"))));
        Path pickle = home.file("sd.ckpt", "x");
        assertEquals(
                pickle
                        + " is no model and holds none: a model is a folder with unet and vae"
                        + " (diffusers' layout), or a .safetensors file; files of this kind can run"
                        + " programs of others and are not read: save it as .safetensors in the"
                        + " program that made it",
                refused(() -> library.add(pickle)));
        assertEquals(1, library.places().size());
    }

    @Test
    void whatIsMissingIsSaidWithHowToGetIt() {
        assertEquals(
                "There is no model \"stabilityai/sd-turbo\" on this machine; get it in Plugins >"
                        + " DiffSeg > DiffSeg Models..., or with: diffseg models get sd-turbo",
                refused(() -> library.require("stabilityai/sd-turbo")));
        assertEquals(
                "There is no model \"mine\" on this machine; there are embedded; give one of these"
                        + " or the path of a model, or get more in Plugins > DiffSeg > DiffSeg"
                        + " Models...",
                refused(() -> library.require("mine")));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFolderThatCannotBeReadHidesNoOther() throws IOException {
        home.file("ComfyUI/models/checkpoints/seen.safetensors", "x");
        Path closed = home.file("ComfyUI/models/checkpoints/a/b.safetensors", "x").getParent();
        Path loop = home.model(".cache/huggingface/hub/models--org--loop/snapshots/1");
        Files.createSymbolicLink(loop.resolve("unet/loop"), loop);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            assertTrue(names(library.places()).containsAll(List.of("seen", "loop")));
            ModelPlace place = library.find("loop").orElseThrow();
            assertEquals(ModelChecks.State.UNKNOWN, new ModelChecks(library).state(place));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void aDamagedListIsNamed() throws IOException {
        Path file = home.file(".config/diffseg/models.json", "{");
        assertEquals(
                file + " is damaged; delete it: what it held has to be set or added again",
                refused(library::places));
    }

    @Test
    void aDamagedReceiptHidesNoModel() throws IOException {
        Path model = home.model(".local/share/diffseg/models/mine");
        home.file(".local/share/diffseg/models/mine/" + Receipt.FILE, "{");
        ModelPlace place = library.find("mine").orElseThrow();
        assertEquals(Optional.of(model), place.path());
        assertEquals(ModelChecks.State.UNKNOWN, new ModelChecks(library).state(place));
    }

    @Test
    void placesOfOtherSystems() {
        home.property("os.name", "Windows 11").variable("LOCALAPPDATA", folder + "/Local");
        assertEquals(folder.resolve("Local/DiffSeg/models"), library.modelsFolder());
        home.property("os.name", "Mac OS X");
        assertEquals(
                folder.resolve("Library/Application Support/DiffSeg/models"),
                library.modelsFolder());
        home.property("diffseg.models", folder.resolve("big disk").toString());
        assertEquals(folder.resolve("big disk"), library.modelsFolder());
    }

    @Test
    void theCatalogueIsComplete() {
        assertEquals(11, Catalogue.models().size());
        for (CatalogueModel model : Catalogue.models()) {
            assertTrue(model.name().matches("[\\w.-]+"), model.name());
            assertTrue(model.repository().matches("[\\w.-]+/[\\w.-]+"), model.name());
            assertTrue(model.repository().endsWith("/" + model.name()), model.name());
            assertTrue(model.licenceAddress().startsWith("https://"), model.name());
            assertTrue(model.gigabytes() > 1 && model.gigabytes() < 10, model.name());
            assertTrue(model.timesAsLongAsEmbedded() > 1, model.name());
            assertTrue(model.workingSize() >= 512, model.name());
            assertTrue(!model.goodFor().isBlank() && !model.family().isBlank(), model.name());
        }
        assertEquals(
                Optional.of("c83908253f9a64d08c25fc90874c9c8aef9a329ce1ca5fb909d73b0c83d1ea21"),
                Catalogue.find("Stable Diffusion 1.5")
                        .orElseThrow()
                        .sha256("unet/diffusion_pytorch_model.fp16.safetensors"));
    }

    private static String refused(org.junit.jupiter.api.function.Executable work) {
        return assertThrows(UserException.class, work).getMessage();
    }
}
