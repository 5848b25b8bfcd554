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

package io.github.diffseg.manager;

import io.github.diffseg.manager.Inventory.Installed;
import io.github.diffseg.model.Recommendation;
import java.nio.file.Path;
import java.util.Locale;

/** What the window says below its tables of the model that is selected. */
final class ModelDetails {

    private ModelDetails() {}

    /**
     * {@return where it lies and what it recommends, or why it cannot be used}
     *
     * @param row of a model
     */
    static String of(Installed row) {
        String place =
                row.model().place().path().map(Path::toString).orElse("A part of the plugin");
        return row.model()
                .problem()
                .map(problem -> "Cannot be used: " + problem)
                .orElseGet(
                        () ->
                                place
                                        + row.model()
                                                .recommendation()
                                                .map(ModelDetails::settings)
                                                .orElse(""));
    }

    private static String settings(Recommendation recommended) {
        return String.format(
                Locale.ROOT,
                "%nRecommended: working size %d px, timestep %d, threshold %s, %d anchors per axis,"
                        + " %d iterations",
                recommended.size(),
                recommended.timestep(),
                recommended.automaticThreshold().isPresent()
                        ? "chosen for each image"
                        : recommended.threshold(),
                recommended.anchorsPerAxis(),
                recommended.iterations());
    }
}
