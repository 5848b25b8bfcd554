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

package io.github.diffseg.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Single files that are there completely or not at all, whatever interrupts the writing. */
public final class AtomicFiles {

    /** Writes a whole file as a stream. */
    @FunctionalInterface
    public interface StreamContent {
        /**
         * Writes all of it.
         *
         * @param out buffered; need not be closed
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFiles() {}

    /**
     * Writes beside the target under another name with the same extension, forces that to the disk,
     * then moves it there.
     *
     * @param target replaced if it exists; its folder exists
     * @param content writes the file
     * @throws IOException if that fails; the message is one sentence that names the target. Nothing
     *     is left behind, and a file that was there before is still there.
     */
    public static void writeFile(Path target, FileContent content) throws IOException {
        try (FileSet single = new FileSet()) {
            single.write(target, content);
            single.place();
        }
    }

    /**
     * As {@link #writeFile}, for what is written as a stream.
     *
     * @param target replaced if it exists; its folder exists
     * @param content writes the stream
     * @throws IOException as {@link #writeFile}
     */
    public static void writeStream(Path target, StreamContent content) throws IOException {
        writeFile(
                target,
                file -> {
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                        content.writeTo(out);
                    }
                });
    }
}
