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

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * The files of models: how they are called, and what a download leaves in their place (links to
 * nothing, and stand-ins).
 */
final class ModelFiles {

    /** Of single-file checkpoints. */
    static final String CHECKPOINT_ENDING = ".safetensors";

    private static final String LFS_POINTER = "version https://git-lfs.github.com/spec/";

    private ModelFiles() {}

    /**
     * Refuses what only looks like a file of a model.
     *
     * @param file of a model
     * @throws ModelException if it is not there, a link that leads nowhere, no regular file, or Git
     *     LFS's stand-in for the file; the message says what to do
     */
    static void requireContent(Path file) {
        if (isDanglingLink(file)) {
            throw new ModelException(
                    file
                            + " is a link to "
                            + target(file)
                            + ", which is not there; download the model again, or copy it with the"
                            + " files that its links lead to");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new ModelException(
                    file
                            + (Files.isDirectory(file) ? " is a folder" : " is a pipe or a device")
                            + ", not a file of a model");
        }
        if (isLfsPointer(file)) {
            throw new ModelException(
                    file
                            + " is not the file itself but Git LFS's pointer to it; run \"git lfs"
                            + " pull\" in the model's folder, or download the file by itself");
        }
    }

    /** {@return whether it is a link to a file that is not there} */
    static boolean isDanglingLink(Path file) {
        return Files.isSymbolicLink(file) && !Files.exists(file);
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            throw ModelException.unreadable(link, e);
        }
    }

    private static boolean isLfsPointer(Path file) {
        if (!Files.isReadable(file)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String begin =
                    new String(in.readNBytes(LFS_POINTER.length()), StandardCharsets.ISO_8859_1);
            return begin.equals(LFS_POINTER);
        } catch (IOException e) {
            throw ModelException.unreadable(file, e);
        }
    }

    /**
     * {@return it without {@value #CHECKPOINT_ENDING}}
     *
     * @param name of a file
     */
    static String withoutEnding(String name) {
        boolean has = name.toLowerCase(Locale.ROOT).endsWith(CHECKPOINT_ENDING);
        return has ? name.substring(0, name.length() - CHECKPOINT_ENDING.length()) : name;
    }
}
