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

package io.github.diffseg.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Zstandard, by the library that Fiji ships. */
public final class Zstandard {

    private Zstandard() {}

    /**
     * {@return the bytes as they were before}
     *
     * @param stored a frame
     * @param most bytes that are taken
     * @throws IOException if it is damaged
     */
    public static byte[] decode(byte[] stored, int most) throws IOException {
        try (ZstdInputStream in = new ZstdInputStream(new ByteArrayInputStream(stored))) {
            return in.readNBytes(most);
        }
    }

    /**
     * Unpacks a frame.
     *
     * @param in holds it
     * @param from its first byte
     * @param packed its bytes
     * @param out gets what comes of it
     * @param to where in out
     * @param length how many bytes there is room for
     * @return how many bytes came out
     * @throws IOException if it is damaged or does not fit
     */
    public static int decode(byte[] in, int from, int packed, byte[] out, int to, int length)
            throws IOException {
        try {
            return (int) Zstd.decompressByteArray(out, to, length, in, from, packed);
        } catch (ZstdException e) {
            throw new IOException("its Zstandard data are damaged: " + e.getMessage(), e);
        }
    }
}
