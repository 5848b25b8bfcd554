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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that is there, whether it can be opened or not.
 *
 * @param name by which it is chosen; no two have the same
 * @param path a folder in diffusers' layout or a checkpoint file; empty for the embedded model
 * @param origin how it came here
 * @param repository {@code ORG/NAME} on the hub, where that is known
 */
public record ModelPlace(
        String name, Optional<Path> path, ModelOrigin origin, Optional<String> repository) {

    /** The name of the model that comes with the plugin. */
    public static final String EMBEDDED = "embedded";

    /** The embedded model. */
    static final ModelPlace OF_PLUGIN =
            new ModelPlace(EMBEDDED, Optional.empty(), ModelOrigin.EMBEDDED, Optional.empty());

    /** {@return whether it is one file with all parts} */
    public boolean isCheckpoint() {
        return path.filter(Files::isRegularFile).isPresent();
    }

    ModelPlace named(String other) {
        return new ModelPlace(other, path, origin, repository);
    }

    boolean answersTo(String text) {
        return name.equalsIgnoreCase(text)
                || repository.filter(r -> r.equalsIgnoreCase(text)).isPresent();
    }
}
