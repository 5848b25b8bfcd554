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

package io.github.diffseg.diffusion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.ModelFixture;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.model.ModelException;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Model folders whose parts do not belong together. */
class BrokenModelTest {

    private static final Path UNET_CONFIG = Path.of("unet", "config.json");

    @TempDir private Path folder;

    @BeforeEach
    void copyOfAGoodModel() throws IOException {
        ModelFixture.of("bk-sdm-small").copyTo(folder);
    }

    @Test
    void theCopyWorks() {
        open().close();
    }

    @Test
    void aMisshapenTensorIsNamedWithBothShapes() throws IOException {
        edit(UNET_CONFIG, "\"in_channels\": 4", "\"in_channels\": 4, \"conv_in_kernel\": 5");
        assertRefusal("tensor conv_in.weight has shape [", ", 4, 3, 3]", "needs [", ", 4, 5, 5]");
    }

    @Test
    void aMissingTensorIsNamed() throws IOException {
        edit(UNET_CONFIG, "\"layers_per_block\": 1", "\"layers_per_block\": 2");
        assertRefusal("down_blocks.0.resnets.1.", "unet");
    }

    @Test
    void anInpaintingModelIsRefusedWithTheWayOut() throws IOException {
        edit(UNET_CONFIG, "\"in_channels\": 4", "\"in_channels\": 9");
        assertRefusal("takes 9 channels", "VAE gives 4", "inpainting", "text-to-image original");
    }

    @Test
    void aPromptOfAnotherModelIsRefused() throws IOException {
        Files.copy(
                ModelFixture.of("sdxl").path().resolve("empty_prompt.safetensors"),
                folder.resolve("empty_prompt.safetensors"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefusal("empty prompt is 32 wide", "cross_attention_dim is 16");
    }

    private void edit(Path file, String before, String after) throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        assertTrue(text.contains(before), text);
        Files.writeString(path, text.replace(before, after));
    }

    private void assertRefusal(String... parts) {
        String message = assertThrows(ModelException.class, this::open).getMessage();
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
        assertEquals(1, message.lines().count(), message);
    }

    private DiffusionModel open() {
        return DiffusionModel.open(
                ModelFolder.open(folder),
                ComputeDevice.CPU,
                NetworkPrecision.defaultFor(ComputeDevice.CPU),
                Progress.NONE);
    }
}
