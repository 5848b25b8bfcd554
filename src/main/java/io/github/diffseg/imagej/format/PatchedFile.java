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

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.stream.FileImageInputStream;

/** A file in which some bytes are read as others. */
final class PatchedFile extends FileImageInputStream {

    private final TreeMap<Long, Byte> patches;

    /**
     * Reads a file with some bytes replaced.
     *
     * @param patches by position in the file
     */
    PatchedFile(File file, Map<Long, Byte> patches) throws IOException {
        super(file);
        this.patches = new TreeMap<>(patches);
    }

    @Override
    public int read() throws IOException {
        long position = streamPos;
        int read = super.read();
        Byte patch = patches.get(position);
        return read < 0 || patch == null ? read : Byte.toUnsignedInt(patch);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long position = streamPos;
        int read = super.read(bytes, offset, length);
        if (read > 0) {
            patches.subMap(position, position + read)
                    .forEach((place, value) -> bytes[offset + (int) (place - position)] = value);
        }
        return read;
    }
}
