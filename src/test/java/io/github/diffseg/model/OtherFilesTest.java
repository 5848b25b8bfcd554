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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is taken for a checkpoint and is none: each is told by name, with what to use. */
class OtherFilesTest {

    private static final String UNET = "model.diffusion_model.";
    private static final String FIRST = UNET + UnetShape.FIRST;

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        lora_unet_down_blocks_0_attentions_0_proj_in.lora_down.weight | a LoRA, which changes a model and is none itself; give the checkpoint that it was made for
        unet.up_blocks.0.attentions.0.to_q.lora_A.weight | a LoRA, which
        lora_te_text_model_encoder_layers_0_mlp_fc1.hada_w1_a | a LoRA, which
        lycoris_blocks_0_attn.lokr_w1 | a LoRA, which
        control_model.input_blocks.0.0.weight | a ControlNet, which steers a model and is none itself; give the checkpoint that it was made for
        controlnet_cond_embedding.conv_in.weight | a ControlNet, which
        input_hint_block.0.weight | a ControlNet, which
        ip_adapter.1.to_k_ip.weight | an adapter, which
        emb_params | a textual inversion embedding, which is a word for a prompt and no model; give a checkpoint
        clip_g | a textual inversion embedding, which
        <cat-toy> | a textual inversion embedding, which
        down_blocks.0.motion_modules.0.temporal_transformer.norm.weight | a motion module for videos, which is no model of images
        model.diffusion_model.joint_blocks.0.x_block.attn.qkv.weight | Stable Diffusion 3, whose network is a transformer
        joint_blocks.0.x_block.attn.qkv.weight | Stable Diffusion 3, whose
        model.diffusion_model.double_blocks.0.img_attn.qkv.weight | a FLUX model, whose network is a transformer
        double_blocks.0.img_attn.qkv.weight | a FLUX model, whose
        first_stage_model.encoder.down.0.block.0.conv1.weight | a VAE alone, without the network that looks at the image; give a checkpoint; the VAE can follow it, as in CHECKPOINT + VAE
        encoder.down.0.block.0.conv1.weight | a VAE alone
        text_model.encoder.layers.0.mlp.fc1.weight | a text encoder alone
        cond_stage_model.model.ln_final.weight | a text encoder alone
        model_ema.diffusion_modelinput_blocks00weight | a checkpoint of averaged weights alone (model_ema); give the checkpoint with the plain weights
        down_blocks.0.resnets.0.conv1.weight | one network of a model folder by itself (it has diffusers' names); give the whole folder
        encoder.down_blocks.0.resnets.0.conv1.weight | one network of a model folder by itself
        edm_mean | a model whose latent has a mean
        blocks.0.attn.qkv.weight | no checkpoint of Stable Diffusion (it has no tensor model.diffusion_model.input_blocks.0.0.weight); give Stable Diffusion 1, 2 or XL
        """)
    void filesWithoutAUnetOfTheKind(String tensor, String message) throws IOException {
        assertRefused(EditedSafetensors.empty().add(tensor, TensorType.F16, 2, 2), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        scaled_fp8 | stored in 8 bits with scales (scale_weight) beside its weights, which DiffSeg does not read; give the model's float16 file
        model.diffusion_model.out.2.scale_weight | stored in 8 bits with scales
        model.diffusion_model.out.2.weight.absmax | quantised (bitsandbytes), which
        model.diffusion_model.input_blocks.1.0.time_stack.in_layers.0.weight | a model of videos
        """)
    void filesWithAUnetThatDiffers(String tensor, String message) throws IOException {
        assertRefused(
                EditedSafetensors.empty()
                        .add(FIRST, TensorType.F16, 8, 4, 3, 3)
                        .add(tensor, TensorType.F16, 1),
                message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        9 | an inpainting model; give its text-to-image original
        8 | a model that edits images (pix2pix); give its text-to-image original
        7 | a model that enlarges images; give a text-to-image model
        5 | a model that is guided by depth; give its text-to-image original
        """)
    void unetsWithMoreChannels(int channels, String message) throws IOException {
        assertRefused(
                EditedSafetensors.empty().add(FIRST, TensorType.F16, 16, channels, 3, 3), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        1280 | true | the refiner of Stable Diffusion XL, which goes over images that another model made; give the base model of Stable Diffusion XL
        1024 | true | a model that is guided by images (unCLIP); give its text-to-image original
        512 | false | of no family that DiffSeg knows (its prompts are 512 wide); give Stable Diffusion 1, 2 or XL
        """)
    void unetsOfOtherFamilies(int width, boolean pooled, String message) throws IOException {
        String key = UNET + "input_blocks.1.1.transformer_blocks.0.attn2.to_k.weight";
        EditedSafetensors file =
                EditedSafetensors.empty()
                        .add(FIRST, TensorType.F16, 8, 4, 3, 3)
                        .add(UNET + "input_blocks.1.0.in_layers.2.weight", TensorType.F16, 8, 8)
                        .add(UNET + "output_blocks.0.0.in_layers.2.weight", TensorType.F16, 8, 8)
                        .add(UNET + "output_blocks.1.0.in_layers.2.weight", TensorType.F16, 8, 8)
                        .add(key, TensorType.F16, 8, width);
        if (pooled) {
            file.add(UNET + "label_emb.0.0.weight", TensorType.F16, 8, 8);
        }
        assertRefused(file, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        v1-5.ckpt | a pickled PyTorch file, which can run any program when it is read, so DiffSeg does not read it; give the model's .safetensors file, or convert this one (AUTOMATIC1111's Checkpoint Merger with one model and the format safetensors does it; docs/models.md has a line of Python that does)
        V1-5.PT | a pickled PyTorch file
        a.pth | a pickled PyTorch file
        diffusion_pytorch_model.bin | a pickled PyTorch file
        flux1-dev-Q4_0.gguf | a quantised GGUF file, which DiffSeg does not read; give the model's .safetensors file in float16
        unet.onnx | an ONNX file, whose attention cannot be seen; give the model's .safetensors file
        sd.safetensors.part | a download that is not complete; give the file when it is complete
        Unconfirmed 12.crdownload | a download that is not complete
        """)
    void otherEndings(String name, String message) throws IOException {
        assertRefusal(Files.write(folder.resolve(name), new byte[] {1, 2, 3}), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
        504b03041400000000000800 | a pickled PyTorch file or a zip archive, whatever its name says
        80027d710058030000006162 | a pickled PyTorch file, whatever its name says
        474755460300000001000000 | a quantised GGUF file, whatever its name says
        3c21444f43545950452068746d6c3e | a web page, which the download has saved in the file's place; give the file itself: download it again, signed in where the site asks for it
        3c68746d6c3e3c686561643e | a web page, which
        """)
    void otherContents(String bytes, String message) throws IOException {
        Path file = folder.resolve("sd.safetensors");
        assertRefusal(Files.write(file, HexFormat.of().parseHex(bytes)), message);
    }

    @Test
    void aHeaderThatReadsLikeAnotherFormatIsASafetensorsFile() throws IOException {
        // 0x80 is how a pickle begins; here it is the length of the header
        String header = "{\"a\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}";
        byte[] bytes = Fixtures.safetensors(header + " ".repeat(0x80 - header.length()), 1);
        assertEquals((byte) 0x80, bytes[0]);
        Path file = Files.write(folder.resolve("a.safetensors"), bytes);
        assertRefusal(file, "no checkpoint of Stable Diffusion");
    }

    @Test
    void emptyFilesAndPointersAreTold() throws IOException {
        Path empty = Files.write(folder.resolve("a.safetensors"), new byte[0]);
        assertEquals(
                empty + " is not a valid safetensors file: has 0 bytes, too few for a header",
                message(empty));
        Path pointer =
                Files.writeString(
                        folder.resolve("b.safetensors"),
                        "version https://git-lfs.github.com/spec/v1\noid sha256:0\n");
        assertTrue(message(pointer).contains("Git LFS's pointer"), message(pointer));
        Path none = EditedSafetensors.empty().write(folder.resolve("c.safetensors"));
        assertEquals(none + " is a safetensors file without any tensor", message(none));
    }

    private void assertRefused(EditedSafetensors file, String message) throws IOException {
        assertRefusal(file.write(folder.resolve("model.safetensors")), message);
    }

    private static void assertRefusal(Path file, String message) {
        String said = message(file);
        assertTrue(said.startsWith(file + " is " + message), said);
        assertEquals(1, said.lines().count(), said);
    }

    private static String message(Path file) {
        return assertThrows(ModelException.class, () -> Checkpoint.open(file, List.of(), List::of))
                .getMessage();
    }
}
