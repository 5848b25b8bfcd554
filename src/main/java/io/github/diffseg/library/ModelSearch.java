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

import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds models in folders by what lies there, without opening them. */
final class ModelSearch {

    private static final Logger LOG = System.getLogger(ModelSearch.class.getName());

    /** Users sort their checkpoints into folders. */
    private static final int DEPTH = 3;

    private static final String CHECKPOINT_ENDING = ".safetensors";

    private ModelSearch() {}

    /** {@return whether it is a folder in diffusers' layout} */
    static boolean isModelFolder(Path path) {
        return Files.exists(path.resolve("unet/config.json"))
                || Files.exists(path.resolve("model_index.json"));
    }

    /** {@return whether it is a file that may be a checkpoint} */
    static boolean isCheckpoint(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(CHECKPOINT_ENDING) && Files.isRegularFile(path);
    }

    /**
     * {@return all models there; none if the path is not there. A folder that cannot be read is
     * passed over, and the log says so: it must not hide the others}
     *
     * @param path a model, or a folder with models
     * @param origin how they came here
     */
    static List<ModelPlace> in(Path path, ModelOrigin origin) {
        List<ModelPlace> found = new ArrayList<>();
        collect(path, origin, DEPTH, found);
        return found;
    }

    private static void collect(Path path, ModelOrigin origin, int depth, List<ModelPlace> found) {
        if (isModelFolder(path)) {
            found.add(place(path.getFileName().toString(), path, origin));
        } else if (isCheckpoint(path)) {
            String file = path.getFileName().toString();
            String name = file.substring(0, file.length() - CHECKPOINT_ENDING.length());
            found.add(place(name, path, origin));
        } else if (Files.isDirectory(path) && depth > 0) {
            for (Path child : children(path)) {
                if (!child.getFileName().toString().startsWith(".")) {
                    collect(child, origin, depth - 1, found);
                }
            }
        }
    }

    private static ModelPlace place(String name, Path path, ModelOrigin origin) {
        return new ModelPlace(name, Optional.of(path), origin, Optional.empty());
    }

    /** None if it cannot be read. */
    static List<Path> children(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            LOG.log(Level.WARNING, folder + " is passed over: " + FileReason.of(e));
            return List.of();
        }
    }
}
