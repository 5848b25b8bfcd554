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

import io.github.diffseg.files.FileVersion;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Files that must not change while they are in use: weights are used where they lie on the disk, so
 * what overwrites them changes results. Noticed by size and time of change.
 */
public final class UnchangedFiles {

    private final Map<Path, FileVersion> before = new LinkedHashMap<>();

    UnchangedFiles(List<Path> files) {
        files.forEach(file -> before.put(file, ModelHash.version(file)));
    }

    /**
     * Refuses to go on with files that somebody has changed.
     *
     * @throws ModelException if a file has another size or time of change than at first, or is no
     *     longer there
     */
    public void require() {
        before.forEach(
                (file, identity) -> {
                    FileVersion now = ModelHash.version(file);
                    if (!now.equals(identity)) {
                        throw new ModelException(
                                file
                                        + " was changed while the model was in use ("
                                        + identity.size()
                                        + " bytes of "
                                        + identity.modified()
                                        + ", now "
                                        + now.size()
                                        + " bytes of "
                                        + now.modified()
                                        + "); run again when nothing writes to the model's"
                                        + " folder");
                    }
                });
    }
}
