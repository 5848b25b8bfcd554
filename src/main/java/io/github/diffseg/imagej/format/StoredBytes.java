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

package io.github.diffseg.imagej.format;

import io.github.diffseg.store.BlockCache;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.stream.ImageInputStreamImpl;

/** A file of a store as a stream with places, of which only the parts that are asked for come. */
final class StoredBytes extends ImageInputStreamImpl {

    private static final int BLOCK_BYTES = 1 << 16;
    private static final long KEPT_BYTES = 8L << 20;

    private final ByteStore file;
    private final Path shown;
    private final long length;
    private final BlockCache<Long, byte[]> blocks = new BlockCache<>(KEPT_BYTES);

    /**
     * Reads nothing yet.
     *
     * @param file at the store's own place
     * @param shown its path or name, for messages
     * @throws IOException if it is not there
     */
    StoredBytes(ByteStore file, Path shown) throws IOException {
        this.file = file;
        this.shown = shown;
        length = file.size("");
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (streamPos >= length) {
            return -1;
        }
        long number = streamPos / BLOCK_BYTES;
        byte[] block = blocks.get(number, BLOCK_BYTES, () -> block(number));
        int from = (int) (streamPos - number * BLOCK_BYTES);
        int read = Math.min(count, block.length - from);
        if (read <= 0) {
            return -1;
        }
        System.arraycopy(block, from, bytes, offset, read);
        streamPos += read;
        return read;
    }

    /** What the store says is no fault of the file. */
    private byte[] block(long number) throws IOException {
        try {
            return file.read("", number * BLOCK_BYTES, BLOCK_BYTES);
        } catch (IOException e) {
            throw new UnreadableImageException(shown, e);
        }
    }

    @Override
    public long length() {
        return length;
    }
}
