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

package io.github.diffseg.batch;

import io.github.diffseg.Settings;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import java.io.Serializable;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What results of a batch are made with. Results made with another recipe are made again.
 *
 * @param model name of the model
 * @param modelHash SHA-256 of the model, in hexadecimal
 * @param settings every setting that changes the result, by name
 * @param device where it runs; told in the manifest, but a change of it is no reason to do a file
 *     again
 * @param exports what is written
 */
public record Recipe(
        String model,
        String modelHash,
        Map<String, String> settings,
        String device,
        Set<Export> exports)
        implements Serializable {

    public Recipe {
        settings = Map.copyOf(settings);
        exports = Set.copyOf(exports);
    }

    /**
     * @param request what shall be done
     * @param folder with which model
     * @param device on which device
     * @param progress of hashing the model
     * @return the recipe, with every choice made
     */
    public static Recipe of(
            BatchRequest request, ModelFolder folder, ComputeDevice device, Progress progress) {
        Settings settings = request.settings().resolve(folder.recommendation());
        return new Recipe(
                folder.recommendation().name().orElse(folder.name()),
                folder.hash(progress),
                settings.byName(),
                device.toString(),
                request.exports());
    }

    /** Whether that file's results are what this recipe would make. */
    boolean made(ManifestEntry entry) {
        return entry.isDone()
                && modelHash.equals(entry.recipe().modelHash)
                && settings.equals(entry.recipe().settings)
                && entry.recipe().exports.containsAll(exports);
    }

    /** In the order of the enumeration. */
    Set<Export> sortedExports() {
        return exports.isEmpty() ? exports : EnumSet.copyOf(exports);
    }
}
