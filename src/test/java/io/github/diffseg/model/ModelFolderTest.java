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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelFolderTest {

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {"sd1", "sd2", "bk-sdm-base", "bk-sdm-small", "tiny-sd", "sdxl", "sdxl-text"})
    void everyFamilyOpens(String family) {
        ModelFolder model = ModelFolder.open(Fixtures.model(family));
        assertEquals(family, model.name());
        assertEquals(family.startsWith("sdxl") ? 1024 : 512, model.recommendation().size());
        int channels = model.unet().config().getAsJsonArray("block_out_channels").get(0).getAsInt();
        try (TensorStore unet = model.unet().open();
                TensorStore vae = model.vae().open()) {
            assertArrayEquals(new long[] {channels, 4, 3, 3}, unet.info("conv_in.weight").shape());
            for (String name : unet.names()) {
                assertEquals(unet.info(name).byteSize(), unet.bytes(name).remaining());
            }
            assertTrue(vae.contains("quant_conv.weight"));
        }
    }

    @Test
    void promptIsStoredOrComputedByTheTextEncoder() {
        ModelFolder stored = ModelFolder.open(Fixtures.model("bk-sdm-base"));
        try (TensorStore prompt = stored.openEmptyPrompt().orElseThrow()) {
            assertArrayEquals(new long[] {77, 16}, prompt.info(ModelFolder.EMPTY_PROMPT).shape());
        }
        assertTrue(stored.textEncoders().isEmpty());

        ModelFolder computed = ModelFolder.open(Fixtures.model("sd1"));
        assertTrue(computed.openEmptyPrompt().isEmpty());
        StoredNetwork network = computed.textEncoders().get(0).network();
        assertEquals(24, network.config().get("hidden_size").getAsInt());
        try (TensorStore encoder = network.open()) {
            assertTrue(encoder.contains("text_model.final_layer_norm.weight"));
        }
    }

    @Test
    void cachedPromptBelongsToTheTextEncodersFiles() throws IOException {
        Path path = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        ModelFolder model = ModelFolder.open(path);
        Path before = model.emptyPromptCacheFile();
        assertTrue(before.startsWith(cache.directory()));
        assertEquals(before, ModelFolder.open(path).emptyPromptCacheFile());

        Files.writeString(path.resolve("tokenizer/special_tokens_map.json"), "{}");
        assertNotEquals(before, model.emptyPromptCacheFile());
    }

    @Test
    void folderMayRecommendSettings() throws IOException {
        Path path = Fixtures.copyOfModel("tiny-sd", folder.resolve("m"));
        Files.writeString(path.resolve("diffseg.json"), "{\"name\": \"Mine\", \"timestep\": 5}");
        ModelFolder model = ModelFolder.open(path);
        assertEquals("Mine", model.name());
        assertEquals(5, model.recommendation().timestep());
    }

    @Test
    void whatIsNoFolderIsNamed() throws IOException {
        Path missing = folder.resolve("none");
        assertRefused(missing, "There is no model " + missing);
        Path text = Files.createFile(folder.resolve("notes.txt"));
        assertRefused(text, text + " is a file, not a model folder");
    }

    @Test
    void folderOfSomethingElseSaysWhatIsMissing() throws IOException {
        assertRefused(
                folder,
                folder
                        + " is not a complete model folder: unet/config.json and vae/config.json and"
                        + " text_encoder/config.json (or empty_prompt.safetensors) are missing;"
                        + " give a folder in diffusers' layout");
        Files.createDirectories(folder.resolve("snapshots/0123"));
        assertRefused(folder, "inside snapshots");
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        assertRefused(model.resolve("unet"), "the model is the folder above, " + model);
    }

    @ParameterizedTest
    @CsvSource({
        "sd1, vae, vae/config.json is missing",
        "sd1, unet/config.json, unet/config.json is missing",
        "sd1, text_encoder, text_encoder/config.json (or empty_prompt.safetensors) is missing",
        "sd1, text_encoder/model.safetensors, has no weights",
        "sd1, unet/diffusion_pytorch_model.safetensors, has no weights",
        "bk-sdm-base, empty_prompt.safetensors, (or empty_prompt.safetensors) is missing",
    })
    void missingPartIsNamed(String family, String part, String message) throws IOException {
        Path model = Fixtures.copyOfModel(family, folder.resolve("m"));
        Fixtures.delete(model.resolve(part));
        assertRefused(model, message);
    }

    @Test
    void brokenConfigIsNamed() throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        Path config = Files.writeString(model.resolve("vae/config.json"), "{\"scaling_factor\":");
        assertRefused(model, config + " is not valid JSON");
    }

    @Test
    void storedPromptOfStableDiffusionXlNeedsItsPooledOne() throws IOException {
        Path model = Fixtures.copyOfModel("sdxl", folder.resolve("m"));
        Path prompt = model.resolve("empty_prompt.safetensors");
        SafetensorsWriter.write(
                prompt, Map.of("empty_prompt", new TensorData(new long[] {1}, new float[] {0})));
        assertRefused(model, prompt + " has no tensor pooled_empty_prompt");
        Files.delete(prompt);
        assertRefused(model, "text_encoder/config.json (or empty_prompt.safetensors) is missing");
    }

    @Test
    void stableDiffusionXlNeedsBothTextEncoders() throws IOException {
        Path model = Fixtures.copyOfModel("sdxl-text", folder.resolve("m"));
        assertEquals(2, ModelFolder.open(model).textEncoders().size());
        Fixtures.delete(model.resolve("text_encoder_2"));
        assertRefused(model, "text_encoder_2/config.json (or empty_prompt.safetensors) is missing");
    }

    @Test
    void saysWhichOfSeveralPrecisionsWasTaken() throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        assertEquals(
                "unet/diffusion_pytorch_model.safetensors,"
                        + " vae/diffusion_pytorch_model.safetensors,"
                        + " text_encoder/model.safetensors",
                ModelFolder.open(model).weightsTaken());
        Files.copy(
                model.resolve("vae/diffusion_pytorch_model.safetensors"),
                model.resolve("vae/diffusion_pytorch_model.fp16.safetensors"));
        String taken = ModelFolder.open(model).weightsTaken();
        assertTrue(taken.contains("vae/diffusion_pytorch_model.fp16.safetensors"), taken);
    }

    @Test
    void storedPromptWithoutItsTensorIsNamed() throws IOException {
        Path path = Fixtures.copyOfModel("tiny-sd", folder.resolve("m"));
        Path prompt = path.resolve("empty_prompt.safetensors");
        SafetensorsWriter.write(
                prompt, Map.of("prompt", new TensorData(new long[] {1}, new float[] {0})));
        ModelException e =
                assertThrows(ModelException.class, () -> ModelFolder.open(path).openEmptyPrompt());
        assertEquals(prompt + " has no tensor empty_prompt", e.getMessage());
    }

    private static void assertRefused(Path path, String part) {
        ModelException e = assertThrows(ModelException.class, () -> ModelFolder.open(path));
        assertTrue(e.getMessage().contains(part), e.getMessage());
    }
}
