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

package io.github.diffseg.download;

import io.github.diffseg.files.Sha256;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * By what a file's content is known.
 *
 * @param kind how it is computed
 * @param hex lower-case hexadecimal
 */
public record ContentHash(Kind kind, String hex) {

    /** How a hash is computed. */
    public enum Kind {
        /** Of the content. */
        SHA256("SHA-256"),
        /** As git names a file: SHA-1 of {@code "blob SIZE\0"} and the content. */
        GIT_BLOB("git hash");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return its name in a sentence} */
        @Override
        public String toString() {
            return words;
        }
    }

    private static final int CHUNK_BYTES = 1 << 20;

    /**
     * {@return a hash by SHA-256}
     *
     * @param hex 64 hexadecimal digits
     */
    public static ContentHash sha256(String hex) {
        return new ContentHash(Kind.SHA256, hex);
    }

    /**
     * {@return the hash that it is, told by its length: 64 hexadecimal digits are a SHA-256, 40 a
     * git blob's; else empty}
     *
     * @param text as a server names a version
     */
    public static Optional<ContentHash> of(String text) {
        if (text.matches("[0-9a-f]{64}")) {
            return Optional.of(sha256(text));
        }
        return text.matches("[0-9a-f]{40}")
                ? Optional.of(new ContentHash(Kind.GIT_BLOB, text))
                : Optional.empty();
    }

    /**
     * {@return the hash of this kind that the file's content has}
     *
     * @param file open, of any size
     * @param progress told the part that is done, with an empty step; may cancel
     * @throws IOException if it cannot be read
     */
    public ContentHash ofSameKind(FileChannel file, Progress progress) throws IOException {
        return new ContentHash(
                kind, kind == Kind.SHA256 ? Sha256.of(file, "", progress) : gitBlob(file));
    }

    /** Such files are small: large ones lie in LFS and have a SHA-256. */
    private static String gitBlob(FileChannel file) throws IOException {
        MessageDigest digest = DigestUtils.getSha1Digest();
        digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
        file.position(0);
        while (file.read(chunk) >= 0) {
            digest.update(chunk.flip());
            chunk.clear();
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public String toString() {
        return kind + " " + hex;
    }
}
