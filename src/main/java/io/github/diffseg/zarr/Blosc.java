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

import io.github.diffseg.store.Zstandard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.InflaterInputStream;

/**
 * Chunks of Blosc, version 1 (its description of the chunk format): a header, the places of the
 * blocks, and the blocks, which are compressed by another method, whole or split by the bytes of
 * the elements.
 */
final class Blosc implements ChunkCodec {

    private static final int HEADER_BYTES = 16;
    private static final int SHUFFLED = 1;
    private static final int STORED = 2;
    private static final int BIT_SHUFFLED = 4;
    private static final int NOT_SPLIT = 16;
    private static final int MOST_SPLITS = 16;
    private static final int LEAST_OF_SPLIT = 128;

    private static final int BLOSC_LZ = 0;
    private static final int LZ4 = 1;
    private static final int ZLIB = 3;
    private static final int ZSTD = 4;

    @Override
    public byte[] decode(byte[] stored, int expected) throws IOException {
        if (stored.length < HEADER_BYTES) {
            throw new IOException("it ends too early");
        }
        ByteBuffer header = ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN);
        int flags = header.get(2) & 0xff;
        int type = header.get(3) & 0xff;
        int bytes = header.getInt(4);
        int blockBytes = header.getInt(8);
        if (bytes < 0 || bytes > Math.max(expected, 0) || bytes > 0 && blockBytes < 1) {
            throw new IOException("its Blosc header does not fit it");
        }
        byte[] chunk = new byte[bytes];
        if ((flags & STORED) != 0) {
            if (stored.length < HEADER_BYTES + bytes) {
                throw new IOException("it ends too early");
            }
            System.arraycopy(stored, HEADER_BYTES, chunk, 0, bytes);
            return chunk;
        }
        try {
            for (int first = 0, block = 0; first < bytes; first += blockBytes, block++) {
                int size = Math.min(blockBytes, bytes - first);
                boolean whole = size == blockBytes;
                int place = header.getInt(HEADER_BYTES + Integer.BYTES * block);
                byte[] unpacked = block(header, place, size, type, flags, whole);
                System.arraycopy(unshuffled(unpacked, type, flags), 0, chunk, first, size);
            }
        } catch (IndexOutOfBoundsException e) {
            throw new IOException("its Blosc data are damaged", e);
        }
        return chunk;
    }

    private static byte[] block(
            ByteBuffer stored, int place, int size, int type, int flags, boolean whole)
            throws IOException {
        boolean split =
                (flags & NOT_SPLIT) == 0
                        && whole
                        && type <= MOST_SPLITS
                        && size / type >= LEAST_OF_SPLIT;
        int parts = split ? type : 1;
        byte[] block = new byte[size];
        int position = place;
        for (int part = 0; part < parts; part++) {
            int packed = stored.getInt(position);
            position += Integer.BYTES;
            int to = part * (size / parts);
            int length = size / parts;
            if (packed == length) {
                System.arraycopy(stored.array(), position, block, to, length);
            } else if (unpack(stored.array(), position, packed, block, to, length, flags >> 5)
                    != to + length) {
                throw new IOException("its Blosc data are damaged");
            }
            position += packed;
        }
        return block;
    }

    private static int unpack(
            byte[] in, int from, int packed, byte[] out, int to, int length, int method)
            throws IOException {
        return switch (method) {
            case LZ4 -> Lz4.decode(in, from, packed, out, to);
            case BLOSC_LZ -> BloscLz.decode(in, from, packed, out, to);
            case ZLIB -> {
                try (InflaterInputStream inflated =
                        new InflaterInputStream(new ByteArrayInputStream(in, from, packed))) {
                    yield to + inflated.readNBytes(out, to, length);
                }
            }
            case ZSTD -> to + Zstandard.decode(in, from, packed, out, to, length);
            default ->
                    throw new IOException(
                            "it is compressed by Blosc with a method (number "
                                    + method
                                    + ") that is not read; lz4, lz4hc, blosclz, zlib and zstd are");
        };
    }

    private static byte[] unshuffled(byte[] block, int type, int flags) {
        if ((flags & BIT_SHUFFLED) != 0) {
            return Shuffle.bits(block, type);
        }
        return (flags & SHUFFLED) != 0 && type > 1 ? Shuffle.bytes(block, type) : block;
    }
}
