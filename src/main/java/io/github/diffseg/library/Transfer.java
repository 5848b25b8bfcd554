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

import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Copies the files of a model one after another, hashes each, and tells how far all is. */
final class Transfer {

    private static final int CHUNK_BYTES = 1 << 20;

    private final String step;
    private final double total;
    private final Progress progress;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long done;

    /**
     * @param step what is done, for the user
     * @param total bytes of all files
     * @param progress told after each piece; may cancel
     */
    Transfer(String step, long total, Progress progress) {
        this.step = step;
        this.total = Math.max(1, total);
        this.progress = progress;
    }

    /**
     * Copies one file.
     *
     * @return the SHA-256 of what was copied
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    String copy(InputStream in, OutputStream out) throws IOException {
        Sha256 hash = new Sha256();
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            progress.checkCancelled();
            out.write(chunk, 0, read);
            hash.add(ByteBuffer.wrap(chunk, 0, read));
            done += read;
            progress.report(step, Math.min(1, done / total));
        }
        return hash.hex();
    }
}
