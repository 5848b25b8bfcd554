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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.library.ModelOrigin;
import io.github.diffseg.library.ModelPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a model before it is used. */
class ModelDescriptionTest {

    @TempDir private Path folder;

    @Test
    void ofTheEmbeddedModel() {
        ModelDescription embedded =
                ModelDescription.of(
                        new ModelPlace(
                                "embedded",
                                Optional.empty(),
                                ModelOrigin.EMBEDDED,
                                Optional.empty()));
        assertEquals("DiffSeg-Nano", embedded.family());
        assertEquals("float16", embedded.precision());
        assertEquals(Optional.of("BSD-2-Clause"), embedded.licence());
        assertTrue(embedded.bytes() > 10_000_000, embedded.toString());
        assertEquals(512, embedded.recommendation().orElseThrow().size());
        assertEquals(Optional.empty(), embedded.problem());
    }

    @ParameterizedTest
    @CsvSource({
        "2, 768, Stable Diffusion 1",
        "2, 1024, Stable Diffusion 2",
        "1, 768, 'Stable Diffusion 1, fewer layers'",
        "2, 9, ''",
    })
    void familiesAreToldByTheirConfig(int layers, int text, String family) throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("model"));
        Path config = model.resolve("unet/config.json");
        String json =
                Files.readString(config)
                        .replaceAll("(\"cross_attention_dim\"): *\\d+", "$1: " + text)
                        .replaceAll("(\"layers_per_block\"): *\\d+", "$1: " + layers);
        Files.writeString(config, json);
        assertEquals(family, describe(model).family());
    }

    @Test
    void theCardTellsTheLicence() throws IOException {
        Path model = Fixtures.copyOfModel("sd1", folder.resolve("model"));
        assertEquals(Optional.empty(), describe(model).licence());
        Files.writeString(
                model.resolve("README.md"), "---\ntags:\n- a\nlicense: openrail++\n---\n# Model\n");
        assertEquals(Optional.of("openrail++"), describe(model).licence());
        Files.writeString(model.resolve("README.md"), "# Model\nlicense: mine\n");
        assertEquals(Optional.empty(), describe(model).licence());
    }

    @Test
    void whatCannotBeOpenedSaysWhy() throws IOException {
        Path model = Files.createDirectories(folder.resolve("broken/unet")).getParent();
        Files.writeString(model.resolve("unet/config.json"), "{}");
        ModelDescription description = describe(model);
        assertTrue(
                description.problem().orElseThrow().startsWith(model + " is not a complete model"),
                description.toString());
        assertEquals("", description.family());
    }

    private static ModelDescription describe(Path path) {
        return ModelDescription.of(
                new ModelPlace("m", Optional.of(path), ModelOrigin.ADDED, Optional.empty()));
    }
}
