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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The published models that are worth getting, best known first. */
public final class Catalogue {

    private static final String RESOURCE = "catalogue.json";

    private static final List<CatalogueModel> MODELS = read();

    private Catalogue() {}

    /** {@return all of them; unmodifiable} */
    public static List<CatalogueModel> models() {
        return MODELS;
    }

    /**
     * {@return the model that is called so}
     *
     * @param text a name, a title or a repository, in any case
     */
    public static Optional<CatalogueModel> find(String text) {
        return MODELS.stream()
                .filter(
                        model ->
                                model.name().equalsIgnoreCase(text)
                                        || model.title().equalsIgnoreCase(text)
                                        || model.repository().equalsIgnoreCase(text))
                .findFirst();
    }

    private static List<CatalogueModel> read() {
        try (InputStream in = Catalogue.class.getResourceAsStream(RESOURCE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(JsonFile.parse(text, CatalogueModel[].class));
        } catch (IOException e) {
            throw new IllegalStateException("The jar of the plugin is damaged: " + RESOURCE, e);
        }
    }
}
