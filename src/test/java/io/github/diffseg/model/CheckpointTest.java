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

import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Single-file checkpoints: what they hold, what they lack, and where that comes from. */
class CheckpointTest {

    private static final String UNET = "model.diffusion_model.";
    private static final String VAE = "first_stage_model.";
    private static final String TEXT = "cond_stage_model.transformer.";

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir Path folder;

    static List<String> checkpoints() {
        return CheckpointFixture.names();
    }

    @ParameterizedTest
    @MethodSource("checkpoints")
    void everyTensorIsThatOfTheFolder(String name) {
        StoredModel file = CheckpointFixture.open(name);
        StoredModel model = ModelFolder.open(Fixtures.model(name));
        assertSameTensors(model.unet(), file.unet());
        assertSameTensors(model.vae(), file.vae());
        assertEquals(model.textEncoders().size(), file.textEncoders().size());
        for (int i = 0; i < model.textEncoders().size(); i++) {
            StoredTextEncoder encoder = file.textEncoders().get(i);
            assertSameTensors(model.textEncoders().get(i).network(), encoder.network());
            assertEquals(
                    model.textEncoders().get(i).emptyPromptTokens(), encoder.emptyPromptTokens());
        }
    }

    @Test
    void partsOfFusedTensorsAreSlicesOfTheMappedFile() {
        StoredNetwork encoder = CheckpointFixture.open("sd2").textEncoders().get(0).network();
        try (TensorStore store = encoder.open()) {
            String key = "text_model.encoder.layers.0.self_attn.k_proj.weight";
            ByteBuffer bytes = store.bytes(key);
            assertTrue(bytes.isDirect() && bytes.isReadOnly());
            assertEquals(0, bytes.position());
            assertEquals(store.info(key).byteSize(), bytes.remaining());
            assertEquals(
                    "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight",
                    store.info(key).name());
        }
    }

    @Test
    void configsSayWhatTheFoldersSay() {
        StoredModel xl = CheckpointFixture.open("sdxl-text");
        assertEquals(
                "[[3,3,3],[2,2,2],[0,0,0]]",
                xl.unet().config().get("reverse_transformer_layers_per_block").toString());
        assertEquals("[2,4,6]", xl.unet().config().get("attention_head_dim").toString());
        assertEquals(0.13025, xl.vae().config().get("scaling_factor").getAsDouble());
        assertTrue(xl.vae().config().get("force_upcast").getAsBoolean(), "float16 overflows");
        assertEquals(1024, xl.recommendation().size());
        assertEquals(512, CheckpointFixture.open("sd1").recommendation().size());
    }

    @Test
    void averagedWeightsAndOtherTensorsAreNoPartOfTheNetworks() {
        StoredModel model = CheckpointFixture.open("sd1");
        for (StoredNetwork network :
                List.of(model.unet(), model.vae(), model.textEncoders().get(0).network())) {
            try (TensorStore store = network.open()) {
                for (String name : store.names()) {
                    String original = store.info(name).name();
                    assertTrue(
                            original.startsWith(UNET)
                                    || original.startsWith(VAE)
                                    || original.startsWith(TEXT),
                            original);
                }
            }
        }
    }

    @Test
    void namesAndHashOfOneFileAreItsOwn() throws IOException {
        Path file = CheckpointFixture.file("sd1");
        StoredModel model = CheckpointFixture.open("sd1");
        assertEquals("sd1", model.name());
        assertEquals("sd1.safetensors", model.weightsTaken());
        assertEquals(Sha256.ofFile(file, "", Progress.NONE), model.hash(Progress.NONE));
        assertEquals(List.of(file.toAbsolutePath()), model.files());
    }

    @Test
    void settingsMayLieBesideTheFile() throws IOException {
        Path file = copy("sd1").write(folder.resolve("mine.safetensors"));
        Files.writeString(
                folder.resolve("mine.diffseg.json"), "{\"name\": \"Mine\", \"timestep\": 5}");
        Checkpoint model = CheckpointFixture.open("sd1", file);
        assertEquals("Mine", model.name());
        assertEquals(5, model.recommendation().timestep());
    }

    @Test
    void theFilesVersionIsPartOfIdentityAndOfThePromptsPlace() throws IOException {
        Path file = copy("sd1").write(folder.resolve("mine.safetensors"));
        Checkpoint before = CheckpointFixture.open("sd1", file);
        Path promptBefore = before.emptyPromptCacheFile();
        UnchangedFiles files = before.unchangedFiles();
        copy("sd1").add("more", TensorType.U8, 1).write(file);
        Checkpoint after = CheckpointFixture.open("sd1", file);
        assertNotEquals(before.identity(), after.identity());
        assertNotEquals(promptBefore, after.emptyPromptCacheFile());
        assertThrows(ModelException.class, files::require);
    }

    @Test
    void aFileWithoutVaeTakesItFromTheFileThatIsNamedWithIt() throws IOException {
        Path unet = copy("sd1").without(VAE).write(folder.resolve("pruned.safetensors"));
        Path vae = only("sd1", VAE).write(folder.resolve("other/kl.safetensors"));
        assertCompleted(CheckpointFixture.open("sd1", unet, vae), unet, vae);
        Path bare =
                EditedSafetensors.empty()
                        .addAll(CheckpointFixture.file("sd1"), name -> below(name, VAE))
                        .write(folder.resolve("other/bare.safetensors"));
        Checkpoint model = CheckpointFixture.open("sd1", unet, bare);
        assertCompleted(model, unet, bare);
        assertEquals(
                "pruned.safetensors (UNet, text encoder), " + bare + " (VAE)",
                model.weightsTaken());
    }

    @Test
    void aVaeBesideTheFileUnderTheWebUisNameIsTaken() throws IOException {
        Path unet = copy("sd1").without(VAE).write(folder.resolve("pruned.safetensors"));
        Path vae = only("sd1", VAE).write(folder.resolve("pruned.vae.safetensors"));
        Checkpoint model = CheckpointFixture.open("sd1", unet);
        assertCompleted(model, unet, vae);
        assertEquals(
                "pruned.safetensors (UNet, text encoder), pruned.vae.safetensors (VAE)",
                model.weightsTaken());
    }

    @Test
    void aUnetAloneTakesAllElseFromAModelFolder() throws IOException {
        Path unet =
                EditedSafetensors.empty()
                        .addAll(CheckpointFixture.file("sd1"), name -> below(name, UNET))
                        .write(folder.resolve("unet.safetensors"));
        Path model = Fixtures.model("sd1").toAbsolutePath();
        Checkpoint completed = CheckpointFixture.open("sd1", unet, model);
        assertSameTensors(ModelFolder.open(model).unet(), completed.unet());
        assertEquals(
                "unet.safetensors (UNet), "
                        + model.resolve("vae/diffusion_pytorch_model.safetensors")
                        + " (VAE), "
                        + model.resolve("text_encoder/model.safetensors")
                        + " (text encoder)",
                completed.weightsTaken());
        assertEquals(64, completed.hash(Progress.NONE).length());
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () ->
                                CheckpointFixture.open(
                                        "sd1", unet, Fixtures.model("sd2").toAbsolutePath()));
        assertEquals(
                Fixtures.model("sd2").toAbsolutePath()
                        + " is of another family than unet.safetensors, which is of Stable"
                        + " Diffusion 1",
                e.getMessage());
    }

    @Test
    void bothTextEncodersMayComeFromFilesOfTheirOwn() throws IOException {
        String first = "conditioner.embedders.0.transformer.";
        String second = "conditioner.embedders.1.model.";
        Path unet =
                copy("sdxl-text").without("conditioner.").write(folder.resolve("xl.safetensors"));
        Path clip =
                EditedSafetensors.empty()
                        .addAll(CheckpointFixture.file("sdxl-text"), name -> below(name, first))
                        .write(folder.resolve("clip_l.safetensors"));
        Path openClip = only("sdxl-text", second).write(folder.resolve("clip_g.safetensors"));
        Checkpoint model = CheckpointFixture.open("sdxl-text", unet, openClip, clip);
        assertEquals(clip, model.textEncoders().get(0).network().weights());
        assertEquals(openClip, model.textEncoders().get(1).network().weights());
        ModelException e =
                assertThrows(
                        ModelException.class,
                        () -> CheckpointFixture.open("sdxl-text", unet, clip));
        assertTrue(e.getMessage().contains("has no pair of text encoders"), e.getMessage());
    }

    @Test
    void whatIsMissingComesFromAnInstalledModelOfTheFamily() throws IOException {
        Path unet = copy("sd1").without(VAE).without(TEXT).write(folder.resolve("u.safetensors"));
        Path broken = Files.writeString(folder.resolve("broken.safetensors"), "{}");
        Path vaeOfAnyFamily = only("sd1", VAE).write(folder.resolve("vae.safetensors"));
        List<Path> installed =
                List.of(
                        broken,
                        vaeOfAnyFamily,
                        Fixtures.model("sd2").toAbsolutePath(),
                        CheckpointFixture.file("sdxl-text").toAbsolutePath(),
                        Fixtures.model("sd1").toAbsolutePath());
        Checkpoint model =
                Checkpoint.open(
                        unet, List.of(), () -> installed, List.of(CheckpointFixture.family("sd1")));
        assertTrue(model.vae().weights().startsWith(Fixtures.model("sd1").toAbsolutePath()));
        String vae = Path.of("models", "sd1", "vae").toString();
        assertTrue(model.weightsTaken().contains(vae), model.weightsTaken());
    }

    @Test
    void aStoredPromptOfAnInstalledModelIsTaken() throws IOException {
        Path prompted = Fixtures.copyOfModel("sd1", folder.resolve("m"));
        Fixtures.delete(prompted.resolve("text_encoder"));
        Path prompt = prompted.resolve("empty_prompt.safetensors");
        SafetensorsWriter.write(
                prompt,
                Map.of("empty_prompt", new TensorData(new long[] {77, 24}, new float[77 * 24])));
        Path unet = copy("sd1").without(TEXT).write(folder.resolve("u.safetensors"));
        Checkpoint model = CheckpointFixture.open("sd1", unet, prompted);
        assertTrue(model.textEncoders().isEmpty());
        try (TensorStore store = model.openEmptyPrompt().orElseThrow()) {
            assertEquals(prompt.toString(), store.source());
        }
    }

    @Test
    void aPartByItselfGoesBeforeTheCheckpointsOwnAndAWholeModelAfter() throws IOException {
        Path whole = copy("sd1").write(folder.resolve("whole.safetensors"));
        Path vae = only("sd1", VAE).write(folder.resolve("vae.safetensors"));
        Path pruned = copy("sd1").without(VAE).write(folder.resolve("pruned.safetensors"));
        assertEquals(vae, CheckpointFixture.open("sd1", whole, vae).vae().weights());
        assertEquals(
                "pruned.safetensors (UNet, text encoder), whole.safetensors (VAE)",
                CheckpointFixture.open("sd1", pruned, whole).weightsTaken());
        ModelException e =
                assertThrows(
                        ModelException.class, () -> CheckpointFixture.open("sd1", whole, pruned));
        assertEquals(
                pruned
                        + " has nothing that is missing in whole.safetensors; leave it out, or give"
                        + " a VAE or a text encoder in a file by itself, which goes before the"
                        + " checkpoint's own",
                e.getMessage());
    }

    @Test
    void oneOfTwoTextEncodersMayBeGivenByItself() throws IOException {
        Path clip =
                only("sdxl-text", "conditioner.embedders.1.")
                        .write(folder.resolve("clip_g.safetensors"));
        Path whole = CheckpointFixture.file("sdxl-text").toAbsolutePath();
        Checkpoint model = CheckpointFixture.open("sdxl-text", whole, clip);
        assertEquals(whole, model.textEncoders().get(0).network().weights());
        assertEquals(clip, model.textEncoders().get(1).network().weights());
    }

    @Test
    void whatIsMissingIsSaidWithTheWayOut() throws IOException {
        Path noVae = copy("sd1").without(VAE).write(folder.resolve("a.safetensors"));
        assertRefused(
                noVae,
                noVae
                        + " (Stable Diffusion 1) has no VAE; name a file or a model folder that has"
                        + " it behind a plus sign, as in \"a.safetensors + VAE.safetensors\", or"
                        + " get a model of this family, from which it is then taken");
        Path noText = copy("sd1").without(TEXT).write(folder.resolve("b.safetensors"));
        assertRefused(
                noText,
                noText
                        + " (Stable Diffusion 1) has no text encoder; name a file or a model folder"
                        + " that has it behind a plus sign, as in \"b.safetensors +"
                        + " TEXT_ENCODER.safetensors\", or get a model of this family, from which it is"
                        + " then taken");
        Path text = only("sd2", "cond_stage_model.").write(folder.resolve("c.safetensors"));
        ModelException e =
                assertThrows(
                        ModelException.class, () -> CheckpointFixture.open("sd1", noVae, text));
        assertEquals(
                text
                        + " has neither a VAE nor a text encoder for a.safetensors, which is of the"
                        + " family Stable Diffusion 1",
                e.getMessage());
    }

    @Test
    void olderNamesOfTheTextEncoderAreKnown() throws IOException {
        Path file =
                EditedSafetensors.empty()
                        .addAll(
                                CheckpointFixture.file("sd1"),
                                name -> name.replace(TEXT + "text_model.", TEXT))
                        .write(folder.resolve("old.safetensors"));
        assertSameTensors(
                ModelFolder.open(Fixtures.model("sd1")).textEncoders().get(0).network(),
                CheckpointFixture.open("sd1", file).textEncoders().get(0).network());
    }

    @Test
    void aTensorThatCannotBeDividedIsNamed() throws IOException {
        String fused = "cond_stage_model.model.transformer.resblocks.0.attn.in_proj_weight";
        Path file =
                copy("sd2")
                        .add(fused, TensorType.F16, 95, 32)
                        .write(folder.resolve("a.safetensors"));
        try (TensorStore store =
                CheckpointFixture.open("sd2", file).textEncoders().get(0).network().open()) {
            String query = "text_model.encoder.layers.0.self_attn.q_proj.weight";
            ModelException e = assertThrows(ModelException.class, () -> store.info(query));
            assertEquals(
                    file
                            + ": tensor "
                            + fused
                            + " F16 [95, 32] cannot be divided into 3 equal parts",
                    e.getMessage());
        }
    }

    private static EditedSafetensors copy(String name) {
        return EditedSafetensors.of(CheckpointFixture.file(name));
    }

    private static EditedSafetensors only(String name, String prefix) {
        return EditedSafetensors.empty()
                .addAll(
                        CheckpointFixture.file(name),
                        tensor -> tensor.startsWith(prefix) ? tensor : null);
    }

    private static String below(String name, String prefix) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : null;
    }

    private static void assertCompleted(Checkpoint model, Path file, Path vae) {
        assertEquals(vae, model.vae().weights());
        assertEquals(file, model.unet().weights());
        assertSameTensors(ModelFolder.open(Fixtures.model("sd1")).vae(), model.vae());
        assertEquals(Set.of(file, vae), Set.copyOf(model.files()));
    }

    private void assertRefused(Path file, String message) {
        ModelException e =
                assertThrows(ModelException.class, () -> CheckpointFixture.open("sd1", file));
        assertEquals(message, e.getMessage());
    }

    /** Bit for bit; a folder of the fixtures has the encoder's tensors of the VAE only. */
    private static void assertSameTensors(StoredNetwork folder, StoredNetwork file) {
        try (TensorStore expected = folder.open();
                TensorStore actual = file.open()) {
            Set<String> names = new TreeSet<>(actual.names());
            assertTrue(names.size() > 10, "" + names.size());
            for (String name : expected.names()) {
                String renamed = newName(name);
                if (actual.contains(renamed)) {
                    assertEquals(expected.info(name).elements(), actual.info(renamed).elements());
                    assertArrayEquals(bytes(expected, name), bytes(actual, renamed), name);
                    names.remove(renamed);
                } else {
                    assertTrue(name.contains("position_ids") || name.contains("decoder"), name);
                }
            }
            // The unused last layer of Stable Diffusion 2, and what belongs to it
            names.removeIf(
                    name -> name.contains("layers.3.") || name.equals("text_projection.weight"));
            names.removeIf(name -> name.endsWith("position_ids"));
            assertEquals(Set.of(), names, "of the file alone");
        }
    }

    /** diffusers has two sets of names for the attention of a VAE. */
    private static String newName(String name) {
        return name.replace(".query.", ".to_q.")
                .replace(".key.", ".to_k.")
                .replace(".value.", ".to_v.")
                .replace(".proj_attn.", ".to_out.0.");
    }

    private static byte[] bytes(TensorStore store, String name) {
        ByteBuffer buffer = store.rawBytes(name);
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
