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

package io.github.diffseg.zarr;

import java.io.IOException;

/** Blosc's own compression, which is FastLZ's second level with other numbers. */
final class BloscLz {

    private static final int FAR = 8191;
    private static final int LEAST_MATCH = 3;

    private BloscLz() {}

    /**
     * Unpacks a block.
     *
     * @param in holds it
     * @param from its first byte
     * @param length its bytes
     * @param out gets what comes of it
     * @param to where in out
     * @return where in out it ends
     * @throws IOException if it is damaged or does not fit
     */
    static int decode(byte[] in, int from, int length, byte[] out, int to) throws IOException {
        try {
            return decodeUnchecked(in, from, from + length, out, to);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IOException("its BloscLZ data are damaged", e);
        }
    }

    private static int decodeUnchecked(byte[] in, int from, int end, byte[] out, int to) {
        int read = from;
        int written = to;
        int control = in[read++] & 31;
        while (true) {
            if (control >= 32) {
                int match = (control >> 5) - 1;
                int high = (control & 31) << 8;
                if (match == 6) {
                    int more;
                    do {
                        more = in[read++] & 0xff;
                        match += more;
                    } while (more == 0xff);
                }
                int low = in[read++] & 0xff;
                int distance = high + low;
                if (low == 0xff && high == 31 << 8) {
                    distance = ((in[read] & 0xff) << 8 | in[read + 1] & 0xff) + FAR;
                    read += 2;
                }
                distance++;
                match += LEAST_MATCH;
                for (int i = 0; i < match; i++, written++) {
                    out[written] = out[written - distance];
                }
            } else {
                int literals = control + 1;
                System.arraycopy(in, read, out, written, literals);
                read += literals;
                written += literals;
            }
            if (read >= end) {
                return written;
            }
            control = in[read++] & 0xff;
        }
    }
}
