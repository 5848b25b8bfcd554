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

import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * One result of an image, as it was written.
 *
 * @param name its path below the output folder, with slashes
 * @param version when it was written
 * @param sha256 of its content
 */
public record ResultFile(String name, FileVersion version, String sha256) {

    /** What may have become of a result since. */
    enum State {
        WHOLE,
        MISSING,
        /** Also by a user, who may have corrected it. */
        CHANGED
    }

    /**
     * {@return what it will be}
     *
     * @param output folder of the batch
     * @param place in it
     * @param content a file that will be moved there
     */
    static ResultFile of(Path output, Path place, Path content) throws IOException {
        return new ResultFile(
                output.relativize(place).toString().replace('\\', '/'),
                FileVersion.of(content),
                Sha256.ofFile(content));
    }

    /** Its path now; within the output folder, whatever the manifest says. */
    Path in(Path output) throws IOException {
        Path file = output.resolve(name).normalize();
        if (!file.startsWith(output)) {
            throw new IOException("The manifest names " + file + ", which is not in " + output);
        }
        return file;
    }

    /** Reads the file only if its size is the same and its time is not. */
    State state(Path output) throws IOException {
        Path file = in(output);
        if (!Files.isRegularFile(file)) {
            return State.MISSING;
        }
        FileVersion now = FileVersion.of(file);
        boolean whole =
                now.equals(version)
                        || now.size() == version.size() && Sha256.ofFile(file).equals(sha256);
        return whole ? State.WHOLE : State.CHANGED;
    }
}
