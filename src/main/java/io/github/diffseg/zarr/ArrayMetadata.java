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
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a file says of an array of chunks, whichever format it is in.
 *
 * @param place path or address, for messages
 * @param shape the slowest axis first
 * @param chunk elements of a chunk along each axis
 * @param type of an element
 * @param order of the bytes of an element
 * @param fill what the elements are that no chunk holds
 * @param firstAxisFastest whether elements of a chunk follow each other along the first axis
 * @param codec of a chunk
 * @param framed whether each chunk says its own size, as in N5
 * @param chunks where they are
 */
record ArrayMetadata(
        String place,
        long[] shape,
        int[] chunk,
        ElementType type,
        ByteOrder order,
        double fill,
        boolean firstAxisFastest,
        ChunkCodec codec,
        boolean framed,
        ChunkPlaces chunks) {

    /** The most elements of a chunk: more cannot be addressed in an array of bytes. */
    private static final long MOST_BYTES = 1L << 30;

    /** Finds chunks. */
    @FunctionalInterface
    interface ChunkPlaces {
        /**
         * {@return what is stored of a chunk; empty if nothing is}
         *
         * @param index of the chunk along each axis
         * @throws IOException if it cannot be read
         */
        Optional<byte[]> stored(long[] index) throws IOException;
    }

    ArrayMetadata {
        if (chunk.length != shape.length) {
            throw new IllegalArgumentException("chunk and shape differ");
        }
    }

    /**
     * Checks sizes before room is made for them.
     *
     * @return the chunk's sides as they fit into memory
     * @throws ZarrException if they do not
     */
    static int[] chunk(String place, long[] shape, long[] chunk, ElementType type)
            throws ZarrException {
        if (chunk.length != shape.length || shape.length < 2) {
            throw new ZarrException(
                    place,
                    "has "
                            + shape.length
                            + " axes and chunks of "
                            + chunk.length
                            + "; a picture has at least two, and chunks as many");
        }
        if (Arrays.stream(shape).anyMatch(side -> side < 1)) {
            throw new ZarrException(
                    place,
                    "is empty: its shape is " + Arrays.toString(shape) + ", without a pixel");
        }
        int[] sides = new int[chunk.length];
        long bytes = type.bytes();
        for (int axis = 0; axis < sides.length; axis++) {
            if (chunk[axis] < 1 || chunk[axis] > MOST_BYTES) {
                throw new ZarrException(
                        place, "has an axis of " + shape[axis] + " in chunks of " + chunk[axis]);
            }
            bytes *= chunk[axis];
            if (bytes > MOST_BYTES) {
                throw new ZarrException(
                        place,
                        "is stored in chunks of more than 1 GB; store it in smaller ones, such as"
                                + " 512 x 512");
            }
            sides[axis] = (int) chunk[axis];
        }
        return sides;
    }

    /** {@return bytes of a whole chunk} */
    int chunkBytes() {
        int bytes = type.bytes();
        for (int side : chunk) {
            bytes *= side;
        }
        return bytes;
    }
}
