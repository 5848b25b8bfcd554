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

package io.github.diffseg.updatesite;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The checksum by which Fiji's updater tells files apart: SHA-1 in lower-case hexadecimal of the
 * file's path and its bytes; for a jar of its sorted entries instead, so that times and compression
 * do not matter.
 */
final class Checksum {

    private static final int CHUNK_BYTES = 1 << 16;

    private Checksum() {}

    /**
     * @param path in the Fiji folder, with slashes; it is part of the checksum but for jars
     * @param file its content
     * @throws IOException if it cannot be read
     */
    static String of(String path, Path file) throws IOException {
        MessageDigest digest = DigestUtils.getSha1Digest();
        if (path.endsWith(".jar")) {
            updateWithEntries(digest, file);
        } else {
            digest.update(path.getBytes(StandardCharsets.US_ASCII));
            try (InputStream in = Files.newInputStream(file)) {
                update(digest, in);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void updateWithEntries(MessageDigest digest, Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries =
                    zip.stream().sorted(Comparator.comparing(ZipEntry::getName)).toList();
            for (ZipEntry entry : entries) {
                digest.update(entry.getName().getBytes(StandardCharsets.US_ASCII));
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().endsWith(".properties")) {
                        digest.update(withoutComments(in.readAllBytes()));
                    } else if (!entry.getName().equals("META-INF/MANIFEST.MF")) {
                        update(digest, in);
                    }
                    // Of manifests the updater reads nothing, though it means to leave out some
                    // lines only
                }
            }
        }
    }

    /**
     * As the updater reads properties files: of a line that begins with {@code #} only its end is
     * left. A line counts as begun after a newline, but not after one at the begin of a line, nor
     * after one that follows the {@code #} at once.
     */
    static byte[] withoutComments(byte[] bytes) {
        ByteArrayOutputStream left = new ByteArrayOutputStream(bytes.length);
        boolean atLineStart = true;
        for (int i = 0; i < bytes.length; i++) {
            if (atLineStart && bytes[i] == '#') {
                while (i < bytes.length && bytes[i] == '#') {
                    i++;
                }
                boolean bare = i < bytes.length && bytes[i] == '\n';
                while (i < bytes.length && bytes[i] != '\n') {
                    i++;
                }
                atLineStart = !bare;
            } else {
                atLineStart = !atLineStart && bytes[i] == '\n';
            }
            if (i < bytes.length) {
                left.write(bytes[i]);
            }
        }
        return left.toByteArray();
    }

    private static void update(MessageDigest digest, InputStream in) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            digest.update(chunk, 0, read);
        }
    }
}
