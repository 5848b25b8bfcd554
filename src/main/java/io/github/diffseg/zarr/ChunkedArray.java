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

import io.github.diffseg.store.BlockCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** Reads rectangles of an array, and keeps the chunks that were read last. */
final class ChunkedArray {

    private final ArrayMetadata metadata;
    private final BlockCache<Long, Chunk> chunks = BlockCache.ofMemory();

    /**
     * A chunk in memory.
     *
     * @param elements null if none is stored
     * @param sides what it really holds along each axis
     */
    private record Chunk(ByteBuffer elements, int[] sides) {}

    ChunkedArray(ArrayMetadata metadata) {
        this.metadata = metadata;
    }

    ArrayMetadata metadata() {
        return metadata;
    }

    /**
     * Reads a rectangle.
     *
     * @param place one index for each axis; those of the rectangle are where it begins
     * @param rows the axis of rows
     * @param columns the axis of columns
     * @param width of the rectangle, which lies in the array
     * @param height of the rectangle
     * @return {@code [height · width]}
     * @throws IOException if it cannot be read; the message is one sentence that names the array
     */
    float[] read(long[] place, int rows, int columns, int width, int height) throws IOException {
        float[] values = new float[Math.multiplyExact(width, height)];
        int[] chunk = metadata.chunk();
        long top = place[rows];
        long left = place[columns];
        long[] index = new long[place.length];
        for (int axis = 0; axis < index.length; axis++) {
            index[axis] = place[axis] / chunk[axis];
        }
        for (index[rows] = top / chunk[rows];
                index[rows] * chunk[rows] < top + height;
                index[rows]++) {
            for (index[columns] = left / chunk[columns];
                    index[columns] * chunk[columns] < left + width;
                    index[columns]++) {
                copy(index, place, rows, columns, values, width, height);
            }
        }
        return values;
    }

    private void copy(
            long[] index,
            long[] place,
            int rows,
            int columns,
            float[] values,
            int width,
            int height)
            throws IOException {
        Chunk chunk = chunk(index);
        int[] sides = metadata.chunk();
        int[] steps = steps(chunk.sides());
        int base = 0;
        boolean stored = chunk.elements() != null;
        for (int axis = 0; axis < place.length; axis++) {
            if (axis != rows && axis != columns) {
                int within = (int) (place[axis] - index[axis] * sides[axis]);
                stored &= within < chunk.sides()[axis];
                base += within * steps[axis];
            }
        }
        long chunkTop = index[rows] * sides[rows];
        long chunkLeft = index[columns] * sides[columns];
        int fromY = (int) Math.max(0, place[rows] - chunkTop);
        int toY = (int) Math.min(sides[rows], place[rows] + height - chunkTop);
        int fromX = (int) Math.max(0, place[columns] - chunkLeft);
        int toX = (int) Math.min(sides[columns], place[columns] + width - chunkLeft);
        for (int y = fromY; y < toY; y++) {
            int target =
                    (int) (chunkTop + y - place[rows]) * width
                            + (int) (chunkLeft + fromX - place[columns]);
            int source = base + y * steps[rows] + fromX * steps[columns];
            for (int x = fromX; x < toX; x++, source += steps[columns]) {
                boolean there = stored && y < chunk.sides()[rows] && x < chunk.sides()[columns];
                values[target++] =
                        (float)
                                (there
                                        ? metadata.type().get(chunk.elements(), source)
                                        : metadata.fill());
            }
        }
    }

    private int[] steps(int[] sides) {
        int[] steps = new int[sides.length];
        int step = 1;
        for (int i = 0; i < sides.length; i++) {
            int axis = metadata.firstAxisFastest() ? i : sides.length - 1 - i;
            steps[axis] = step;
            step *= sides[axis];
        }
        return steps;
    }

    private Chunk chunk(long[] index) throws IOException {
        long number = 0;
        for (int axis = 0; axis < index.length; axis++) {
            long along = (metadata.shape()[axis] - 1) / metadata.chunk()[axis] + 1;
            number = number * along + index[axis];
        }
        long[] asked = index.clone();
        return chunks.get(number, metadata.chunkBytes(), () -> load(asked));
    }

    private Chunk load(long[] index) throws IOException {
        Optional<byte[]> stored = metadata.chunks().stored(index);
        if (stored.isEmpty()) {
            return new Chunk(null, metadata.chunk());
        }
        try {
            return metadata.framed() ? framed(stored.get()) : whole(stored.get());
        } catch (IOException | RuntimeException e) {
            throw new ZarrException(
                    metadata.place(),
                    "has a damaged chunk "
                            + ZarrVersion2.key(index, "/")
                            + ": "
                            + io.github.diffseg.files.FileReason.of(
                                    e instanceof IOException failure
                                            ? failure
                                            : new IOException("it does not fit together", e)),
                    e);
        }
    }

    private Chunk whole(byte[] stored) throws IOException {
        return new Chunk(unpack(stored, metadata.chunkBytes()), metadata.chunk());
    }

    private ByteBuffer unpack(byte[] stored, int bytes) throws IOException {
        byte[] elements = metadata.codec().decode(stored, bytes);
        if (elements.length < bytes) {
            throw new IOException("it ends too early");
        }
        return ByteBuffer.wrap(elements).order(metadata.order());
    }

    /** N5 writes chunks at the edges as large as they are, and says so. */
    private Chunk framed(byte[] stored) throws IOException {
        ByteBuffer frame = ByteBuffer.wrap(stored);
        int mode = frame.getShort();
        int axes = frame.getShort();
        if (axes != metadata.chunk().length || mode > 1) {
            throw new IOException("it has another number of axes, or another kind of elements");
        }
        int[] sides = new int[axes];
        int bytes = metadata.type().bytes();
        for (int axis = axes - 1; axis >= 0; axis--) {
            sides[axis] = frame.getInt();
            bytes = Math.multiplyExact(bytes, sides[axis]);
        }
        if (mode == 1) {
            frame.getInt();
        }
        if (bytes > metadata.chunkBytes()) {
            throw new IOException("it is larger than the array says");
        }
        byte[] rest = Arrays.copyOfRange(stored, frame.position(), stored.length);
        return new Chunk(unpack(rest, bytes), sides);
    }
}
