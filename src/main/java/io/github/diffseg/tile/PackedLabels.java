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

package io.github.diffseg.tile;

import java.nio.ByteBuffer;

/** Labels in as many bytes as the largest needs. */
final class PackedLabels {

    private PackedLabels() {}

    /** {@return 1, 2 or 4 bytes} */
    static int bytes(int largest) {
        return largest < 1 << Byte.SIZE ? 1 : largest < 1 << Short.SIZE ? 2 : Integer.BYTES;
    }

    static ByteBuffer pack(int[] labels, int largest) {
        int bytes = bytes(largest);
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(labels.length, bytes));
        for (int label : labels) {
            put(packed, label, bytes);
        }
        return packed.flip();
    }

    private static void put(ByteBuffer packed, int label, int bytes) {
        switch (bytes) {
            case 1 -> packed.put((byte) label);
            case 2 -> packed.putShort((short) label);
            default -> packed.putInt(label);
        }
    }

    /** {@return the label at a place of the buffer, counted in labels} */
    static int get(ByteBuffer packed, int index, int bytes) {
        return switch (bytes) {
            case 1 -> packed.get(index) & 0xff;
            case 2 -> packed.getShort(2 * index) & 0xffff;
            default -> packed.getInt(Integer.BYTES * index);
        };
    }
}
