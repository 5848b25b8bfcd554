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

import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.apache.commons.codec.digest.DigestUtils;

/** SHA-256, in 64 lower-case hexadecimal digits. */
public final class Sha256 {

    private static final int CHUNK_BYTES = 1 << 20;

    private final MessageDigest digest = DigestUtils.getSha256Digest();

    /** Begins a hash of what is added piece by piece. */
    public Sha256() {
        // Nothing is added yet
    }

    /**
     * Adds bytes to what is hashed.
     *
     * @param bytes what remains in it is added
     */
    public void add(ByteBuffer bytes) {
        digest.update(bytes);
    }

    /** {@return the hash of all that was added; ends it} */
    public String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * {@return the hash of a text}
     *
     * @param text hashed in UTF-8
     */
    public static String ofText(String text) {
        return DigestUtils.sha256Hex(text);
    }

    /**
     * {@return the hash of its content}
     *
     * @param file read in chunks
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path file) throws IOException {
        return ofFile(file, "", Progress.NONE);
    }

    /**
     * {@return the hash of its content}
     *
     * @param file read in chunks
     * @param step what the progress is told
     * @param progress told the part that is done; may cancel between two chunks
     * @throws IOException if it cannot be read
     */
    public static String ofFile(Path file, String step, Progress progress) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            return of(channel, step, progress);
        }
    }

    /**
     * As {@link #ofFile(Path, String, Progress)}, for a file that is open, from its begin.
     *
     * @throws IOException if it cannot be read
     */
    public static String of(FileChannel file, String step, Progress progress) throws IOException {
        Sha256 hash = new Sha256();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        double size = file.size();
        file.position(0);
        while (file.read(chunk) >= 0) {
            progress.checkCancelled();
            hash.add(chunk.flip());
            chunk.clear();
            progress.report(step, Math.min(1, file.position() / size));
        }
        return hash.hex();
    }
}
