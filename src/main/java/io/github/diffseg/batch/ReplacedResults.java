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

import io.github.diffseg.files.FileReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Results of earlier runs that give way to those of this one, so that no file has a mixture. */
final class ReplacedResults {

    private static final String BEGUN = "its results were being made again when the batch ended";

    private final Manifest manifest;
    private final Path output;

    /**
     * @param manifest of earlier runs and this one
     * @param output folder of their results
     */
    ReplacedResults(Manifest manifest, Path output) {
        this.manifest = manifest;
        this.output = output;
    }

    /** Takes back what the manifest says of that file, where it has results. */
    void begin(InputFile file) throws IOException {
        ManifestEntry earlier = manifest.last(file.name()).orElse(null);
        if (earlier != null && earlier.isDone()) {
            manifest.append(earlier.failing(BEGUN, earlier.files()));
            if (earlier.files().stream().anyMatch(name -> name.endsWith(Export.COCO_SUFFIX))) {
                Files.deleteIfExists(output.resolve(BatchSession.COCO_FILE));
            }
        }
    }

    /**
     * Deletes results that the manifest tells of and the new ones do not replace.
     *
     * @return the entry; with a reason, if one of them cannot be deleted
     */
    ManifestEntry finish(ManifestEntry entry) {
        List<String> old =
                new ArrayList<>(
                        manifest.last(entry.file()).map(ManifestEntry::files).orElse(List.of()));
        old.removeAll(entry.files());
        for (String name : old) {
            Path file = output.resolve(name).normalize();
            try {
                if (file.startsWith(output)) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException e) {
                List<String> left = new ArrayList<>(entry.files());
                left.addAll(old);
                return entry.failing(
                        "the old result " + file + " cannot be deleted: " + FileReason.of(e), left);
            }
        }
        return entry;
    }
}
