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

/** Puts the bytes or bits of elements back together that were sorted by their significance. */
final class Shuffle {

    private static final int GROUP = 8;

    private Shuffle() {}

    /**
     * {@return elements whose bytes stand together}
     *
     * @param sorted all first bytes, then all second ones and so on; what is left over stays
     * @param size of an element in bytes
     */
    static byte[] bytes(byte[] sorted, int size) {
        byte[] elements = new byte[sorted.length];
        int count = sorted.length / size;
        for (int part = 0; part < size; part++) {
            for (int i = 0, place = part; i < count; i++, place += size) {
                elements[place] = sorted[part * count + i];
            }
        }
        int rest = count * size;
        System.arraycopy(sorted, rest, elements, rest, sorted.length - rest);
        return elements;
    }

    /**
     * {@return elements whose bits stand together}
     *
     * @param sorted all lowest bits of the first bytes, then all second ones and so on; nothing is
     *     sorted where the number of elements cannot be divided by eight
     * @param size of an element in bytes
     */
    static byte[] bits(byte[] sorted, int size) {
        byte[] elements = new byte[sorted.length];
        int count = sorted.length / size;
        if (count % GROUP != 0) {
            return sorted;
        }
        int rowBytes = count / GROUP;
        for (int part = 0; part < size; part++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                int row = (part * Byte.SIZE + bit) * rowBytes;
                for (int i = 0; i < count; i++) {
                    int set = sorted[row + i / GROUP] >> i % GROUP & 1;
                    elements[i * size + part] |= (byte) (set << bit);
                }
            }
        }
        int rest = count * size;
        System.arraycopy(sorted, rest, elements, rest, sorted.length - rest);
        return elements;
    }
}
