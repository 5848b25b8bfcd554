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

import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands, macros, batches and command lines take an installed model's name. */
class InstalledNamesTest {

    @TempDir private Path folder;
    private String before;

    @BeforeEach
    void install() throws IOException {
        before = System.getProperty(ModelLibrary.MODELS_PROPERTY);
        System.setProperty(ModelLibrary.MODELS_PROPERTY, folder.toString());
        Fixtures.copyOfModel("sd1", folder.resolve("diffseg test model"));
    }

    @AfterEach
    void forget() {
        if (before == null) {
            System.clearProperty(ModelLibrary.MODELS_PROPERTY);
        } else {
            System.setProperty(ModelLibrary.MODELS_PROPERTY, before);
        }
    }

    @Test
    void aNameIsTheModelsFolder() {
        Path path = folder.resolve("diffseg test model");
        assertEquals(path, ModelChoice.open(" DiffSeg test model ").path());
        assertEquals(path, ModelChoice.open(path.toString()).path());
    }

    /** The name by which it is listed names it. */
    @Test
    void aFolderThatIsCalledAsTheEmbeddedModelHasAName() throws IOException {
        Path path = folder.resolve("embedded");
        Fixtures.copyOfModel("sd1", path);
        List<String> listed =
                ModelLibrary.ofUser().places().stream()
                        .filter(place -> place.path().filter(path::equals).isPresent())
                        .map(ModelPlace::name)
                        .toList();
        assertEquals(1, listed.size());
        assertEquals(path, ModelChoice.open(listed.get(0)).path());
    }

    @Test
    void aNameThatIsMissingIsNotTakenForAPath() {
        assertTrue(refused("no such model").contains("on this machine; there are embedded, "));
        assertTrue(refused("bk-sdm-tiny-x").startsWith("There is no model \"bk-sdm-tiny-x\" on"));
        assertTrue(refused("no/such/model").startsWith("There is no model "));
    }

    private static String refused(String model) {
        return assertThrows(ModelException.class, () -> ModelChoice.open(model)).getMessage();
    }
}
