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

package io.github.diffseg.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.Sha256;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.model.CacheExtension;
import io.github.diffseg.model.ZeroCheckpoint;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/** A single-file checkpoint of a real family, from its path to the provenance. */
class CheckpointServiceTest {

    @RegisterExtension final CacheExtension cache = new CacheExtension();

    @TempDir private Path folder;

    private final Context context = new Context(DiffSegService.class, OpenModels.class);
    private final DiffSegService diffseg = context.service(DiffSegService.class);

    @AfterEach
    void dispose() {
        context.dispose();
    }

    @Test
    void aFileIsGivenByItsPath() throws IOException {
        Path file = ZeroCheckpoint.write(folder.resolve("tiny.safetensors"));
        Map<String, String> provenance = segment(file.toString()).provenance();
        assertEquals("tiny", provenance.get("model"));
        assertEquals("tiny.safetensors", provenance.get("model.files"));
        assertEquals(Sha256.ofFile(file, "", Progress.NONE), provenance.get("model.sha256"));
    }

    @Test
    void whatItLacksIsNamedWithItAndInTheProvenance() throws IOException {
        Path pruned = ZeroCheckpoint.writeWithoutVae(folder.resolve("pruned.safetensors"));
        ZeroCheckpoint.write(folder.resolve("other/whole.safetensors"));
        UserException e = assertThrows(UserException.class, () -> segment(pruned.toString()));
        assertTrue(e.getMessage().contains("(Stable Diffusion 1) has no VAE"), e.getMessage());
        String model = pruned + " + other/whole.safetensors";
        DiffSegResult result = segment(model);
        assertEquals(1, result.count(), "all maps are equal");
        assertEquals("pruned", result.provenance().get("model"));
        assertEquals(
                "pruned.safetensors (UNet, text encoder), "
                        + folder.resolve("other/whole.safetensors")
                        + " (VAE)",
                result.provenance().get("model.files"));
        assertTrue(result.macro().contains("model=[" + model + "]"), result.macro());
    }

    private DiffSegResult segment(String model) {
        ImagePlus image = Pictures.image("shapes.png", 96, 64);
        return diffseg.segment(
                image,
                Map.of("model", model, "working_size", 64, "anchors_per_axis", 4, "device", "cpu"));
    }
}
