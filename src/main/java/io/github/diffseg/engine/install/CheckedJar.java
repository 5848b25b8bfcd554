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

package io.github.diffseg.engine.install;

import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.Sha256;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A jar in a folder, whoever put it there. It is hashed once; a note beside it says that this was
 * done, and of which state of the file.
 */
final class CheckedJar {

    private static final Logger LOG = System.getLogger(CheckedJar.class.getName());

    private final NativeJar jar;
    private final Path file;
    private final Path note;

    CheckedJar(NativeJar jar, Path folder) {
        this.jar = jar;
        file = folder.resolve(jar.fileName());
        note = folder.resolve(jar.fileName() + ".checked");
    }

    /**
     * {@return whether it is there with the right content}
     *
     * @throws IOException if it cannot be read
     */
    boolean isRight() throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) != jar.size()) {
            return false;
        }
        String state = jar.sha256() + " " + FileVersion.of(file);
        if (Files.exists(note) && Files.readString(note).equals(state)) {
            return true;
        }
        boolean right = Sha256.ofFile(file).equals(jar.sha256());
        if (right) {
            keep(state);
        }
        return right;
    }

    private void keep(String state) {
        try {
            Files.writeString(note, state);
        } catch (IOException e) {
            LOG.log(Level.DEBUG, file + " is hashed at each start; the folder is read-only", e);
        }
    }
}
