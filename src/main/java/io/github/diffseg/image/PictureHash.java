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

package io.github.diffseg.image;

import io.github.diffseg.files.Sha256;
import java.nio.ByteBuffer;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;

/** The content of a picture in a few characters: whether it is the same, whatever it is called. */
public final class PictureHash {

    private PictureHash() {}

    /**
     * {@return SHA-256 of its size and colours, in hexadecimal digits}
     *
     * @param picture {@code [width, height]}; alpha carries no meaning
     */
    public static String of(RandomAccessibleInterval<ARGBType> picture) {
        Sha256 hash = new Sha256();
        int width = Math.toIntExact(picture.dimension(0));
        ByteBuffer row = ByteBuffer.allocate(Math.max(2, width) * Integer.BYTES);
        row.putInt(width).putInt(Math.toIntExact(picture.dimension(1)));
        hash.add(row.flip());
        RandomAccess<ARGBType> access = picture.randomAccess();
        for (long y = picture.min(1); y <= picture.max(1); y++) {
            access.setPosition(picture.min(0), 0);
            access.setPosition(y, 1);
            row.clear();
            for (int x = 0; x < width; x++) {
                row.putInt(access.get().get() & 0xffffff);
                access.fwd(0);
            }
            hash.add(row.flip());
        }
        return hash.hex();
    }
}
