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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Folders of files that are there completely or not at all. */
public final class AtomicFolders {

    private AtomicFolders() {}

    /**
     * Fills a hidden folder beside the target, then moves it there. Its files are not forced to the
     * disk one by one: there may be many thousands.
     *
     * @param target replaced with all that is in it, if it exists; the folder that it is in exists
     * @param content writes into a folder that exists and is empty
     * @throws IOException if that fails; the message is one sentence that names the target. Nothing
     *     is left behind, and what was there before is still there.
     */
    public static void write(Path target, FileContent content) throws IOException {
        Path place = target.toAbsolutePath();
        Path temporary = null;
        try {
            temporary = TemporaryFiles.createFolderBeside(place);
            content.writeTo(temporary);
            place(temporary, place);
        } catch (IOException e) {
            throw new IOException("Cannot write " + target + ": " + FileReason.ofWriting(e), e);
        } finally {
            if (temporary != null) {
                TemporaryFiles.delete(temporary);
            }
        }
    }

    private static void place(Path temporary, Path place) throws IOException {
        TemporaryFiles.PLACING.lock();
        Path before = TemporaryFiles.nameBeside(place);
        boolean replaces = Files.exists(place, LinkOption.NOFOLLOW_LINKS);
        try {
            if (replaces) {
                Files.move(place, before, StandardCopyOption.ATOMIC_MOVE);
            }
            try {
                Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                if (replaces) {
                    Files.move(before, place, StandardCopyOption.ATOMIC_MOVE);
                }
                throw e;
            }
        } finally {
            TemporaryFiles.PLACING.unlock();
        }
        if (replaces) {
            TemporaryFiles.delete(before);
        }
    }
}
