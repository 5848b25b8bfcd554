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

package io.github.diffseg.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether files under the names of results are results. The label image tells: DiffSeg's has its
 * provenance among ImageJ's properties, also after it was edited and saved by ImageJ.
 */
final class OwnResults {

    private static final int CHUNK_BYTES = 1 << 20;

    private OwnResults() {}

    /**
     * Refuses to replace files that are not DiffSeg's.
     *
     * @param labels the label image of a result
     * @param others the other files of it
     * @throws IOException if one of these files is there and is not DiffSeg's, or may not be read;
     *     the message is one sentence that names it
     */
    static void check(Path labels, List<Path> others) throws IOException {
        if (Files.exists(labels, LinkOption.NOFOLLOW_LINKS)) {
            if (Files.isRegularFile(labels) && Files.size(labels) > 0 && !hasProvenance(labels)) {
                throw new IOException(
                        labels
                                + " is there already and is no label image of DiffSeg; choose another"
                                + " output folder, or move that file away");
            }
            return;
        }
        for (Path other : others) {
            if (Files.exists(other, LinkOption.NOFOLLOW_LINKS)) {
                throw new IOException(
                        other
                                + " is there already, without a label image of DiffSeg beside it;"
                                + " choose another output folder, or move that file away");
            }
        }
    }

    /** By its bytes: a decoder could be led astray by what another program has written. */
    private static boolean hasProvenance(Path file) throws IOException {
        String bigEndian = bytesOf(StandardCharsets.UTF_16BE);
        String littleEndian = bytesOf(StandardCharsets.UTF_16LE);
        String rest = "";
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] chunk = in.readNBytes(CHUNK_BYTES);
                    chunk.length > 0;
                    chunk = in.readNBytes(CHUNK_BYTES)) {
                String text = rest + new String(chunk, StandardCharsets.ISO_8859_1);
                if (text.contains(bigEndian) || text.contains(littleEndian)) {
                    return true;
                }
                rest = text.substring(Math.max(0, text.length() - bigEndian.length()));
            }
        }
        return false;
    }

    /** A key of the provenance as ImageJ writes it, a character for each byte. */
    private static String bytesOf(Charset charset) {
        byte[] bytes = (Provenance.KEY_PREFIX + "version").getBytes(charset);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
