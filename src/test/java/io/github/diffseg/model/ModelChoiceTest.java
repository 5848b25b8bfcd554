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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"embedded", " Embedded ", "embedded 0.2", "EMBEDDED  0.2"})
    void theEmbeddedModelWithOrWithoutItsVersion(String model) {
        assertTrue(ModelChoice.isEmbedded(model));
        assertEquals(Optional.of("0.2"), ModelChoice.open(model).recommendation().version());
    }

    @Test
    void aLineThatWasRecordedWithAnotherVersionIsRefused() {
        ModelException e =
                assertThrows(ModelException.class, () -> ModelChoice.open("embedded 0.1"));
        assertEquals(
                "model is \"embedded 0.1\", but this plugin has DiffSeg-Nano 0.2, which makes other"
                        + " segments; give model=embedded to use it",
                e.getMessage());
    }

    @Test
    void recordedLinesNameTheVersionOfTheEmbeddedModelAlone() {
        assertEquals("embedded 0.2", ModelChoice.recorded("embedded", Optional.of("0.2")));
        assertEquals("/models/sd", ModelChoice.recorded("/models/sd", Optional.of("1.5")));
        assertEquals("embedded", ModelChoice.recorded("embedded", Optional.empty()));
    }

    @Test
    void pathsAreNoEmbeddedModel() {
        assertFalse(ModelChoice.isEmbedded("embedded 0.2 copy"));
        assertFalse(ModelChoice.isEmbedded("/embedded"));
        assertFalse(ModelChoice.isEmbedded("embedded (added)"));
        assertFalse(ModelChoice.isEmbedded(""));
    }

    @Test
    void filesAreCheckpointsAndFoldersAreModelFolders() {
        Path file = CheckpointFixture.file("sd1").toAbsolutePath();
        assertRefused(
                file.toString(),
                file
                        + " is of no family that DiffSeg knows (its prompts are 24 wide); give"
                        + " Stable Diffusion 1, 2 or XL");
        Path folder = Fixtures.model("sd1").toAbsolutePath();
        assertEquals(folder, ModelChoice.open(folder.toString()).path());
        assertRefused(
                folder + " + " + file,
                folder + " is a model folder, which has all parts; give it alone");
        assertRefused(
                " ",
                "model is empty; give \"embedded\", the name of an installed model, or the path of"
                        + " one");
        Path missing = folder.resolveSibling("none.safetensors");
        assertRefused(
                missing.toString(),
                "There is no model "
                        + missing
                        + "; a model is a folder in diffusers' layout, such as a copy of"
                        + " stable-diffusion-v1-5, or a checkpoint in one .safetensors file");
    }

    private static void assertRefused(String model, String message) {
        ModelException e = assertThrows(ModelException.class, () -> ModelChoice.open(model));
        assertEquals(message, e.getMessage());
    }
}
