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

package io.github.diffseg.command;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.output.ResultFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** What the parameters of several commands have in common. */
final class Parameters {

    private Parameters() {}

    /**
     * {@return the path of a folder that must be given}
     *
     * @param name of the parameter
     * @param folder that the user gave, or null
     * @throws UserException if there is none
     */
    static Path required(String name, File folder) {
        if (folder == null || folder.getPath().isBlank()) {
            throw new UserException(name + " is empty; give the path of a folder");
        }
        return path(name, folder.getPath());
    }

    /**
     * {@return the path of a file that must be given}
     *
     * @param name of the parameter
     * @param text what the user gave
     * @throws UserException if it is empty, or no path
     */
    static Path file(String name, String text) {
        if (text.isBlank()) {
            throw new UserException(name + " is empty; give the path of a file");
        }
        return path(name, text);
    }

    /**
     * {@return the path that a text names}
     *
     * @param name of the parameter
     * @param text what the user gave; quotation marks around it, as Windows copies them, are taken
     *     off
     * @throws UserException if it is none
     */
    static Path path(String name, String text) {
        String bare = text.strip().replaceFirst("^\"(.*)\"$", "$1");
        try {
            return Path.of(bare);
        } catch (InvalidPathException e) {
            throw new UserException(name + " is \"" + text + "\", which is not a path", e);
        }
    }

    /**
     * {@return the path of a file that shall be written}
     *
     * @param name of the parameter
     * @param text what the user gave
     * @throws UserException if it is no path, a folder, or in a folder where nothing can be written
     */
    static Path writable(String name, String text) {
        Path file = path(name, text);
        if (Files.isDirectory(file)) {
            throw new UserException(
                    name + " is " + file + ", which is a folder; give the path of a file");
        }
        try {
            ResultFiles.checkWritable(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
        return file;
    }
}
