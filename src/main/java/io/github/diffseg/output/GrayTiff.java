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
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Numbers for programs, colours for people: says in a TIFF file with a colour table that its pixels
 * are grey values all the same. Programs that make pictures of palette files (OpenCV, Pillow) then
 * read the numbers, as they do from 16-bit files with a colour table, and ImageJ shows the colours.
 */
final class GrayTiff {

    private static final int HEADER_BYTES = 8;
    private static final int ENTRY_BYTES = 12;
    private static final int VALUE_IN_ENTRY = 8;

    /** Of a directory of ImageJ's, which has some twenty entries. */
    private static final int MOST_ENTRIES = 1000;

    private static final int PHOTOMETRIC_INTERPRETATION = 262;
    private static final short BLACK_IS_ZERO = 1;

    private GrayTiff() {}

    /**
     * Says in a file that its pixels are grey values, with black at 0.
     *
     * @param file of one plane, written by ImageJ's encoder
     * @throws IOException if it cannot be changed, or is none
     */
    static void mark(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = read(channel, 0, HEADER_BYTES, ByteOrder.BIG_ENDIAN);
            ByteOrder order = header.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
            long directory = Integer.toUnsignedLong(header.order(order).getInt(4));
            int entries = read(channel, directory, Short.BYTES, order).getShort(0);
            if (entries < 1 || entries > MOST_ENTRIES) {
                throw new IOException("ImageJ has written another directory than is known");
            }
            long begin = directory + Short.BYTES;
            ByteBuffer tags = read(channel, begin, entries * ENTRY_BYTES, order);
            for (int entry = 0; entry < entries; entry++) {
                if (tags.getShort(entry * ENTRY_BYTES) == PHOTOMETRIC_INTERPRETATION) {
                    ByteBuffer value = ByteBuffer.allocate(Short.BYTES).order(order);
                    value.putShort(0, BLACK_IS_ZERO);
                    channel.write(value, begin + entry * ENTRY_BYTES + VALUE_IN_ENTRY);
                    return;
                }
            }
            throw new IOException("ImageJ has not written what the pixels mean");
        }
    }

    private static ByteBuffer read(FileChannel channel, long position, int bytes, ByteOrder order)
            throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes).order(order);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, position + buffer.position()) < 0) {
                throw new IOException("ImageJ has written too little");
            }
        }
        return buffer.flip();
    }
}
