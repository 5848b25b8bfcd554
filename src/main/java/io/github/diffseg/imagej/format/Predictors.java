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

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Undoes the differences that TIFF writers take before they compress (TIFF 6.0, section 14, and
 * technical note 3), of rows whose samples were read as if there were none.
 */
final class Predictors {

    private Predictors() {}

    /**
     * Predictor 2: each sample is the difference to the one of the pixel to the left, in whole
     * numbers that overflow.
     *
     * @param row of a strip or a tile, in place: {@code [pixels · samples]}
     * @param from the first sample in it
     * @param count how many samples it has
     * @param samples of a pixel
     * @param bits of a sample: 16 or 32
     */
    static void addUp(int[] row, int from, int count, int samples, int bits) {
        int mask = bits == 32 ? -1 : (1 << bits) - 1;
        for (int i = from + samples; i < from + count; i++) {
            row[i] = row[i] + row[i - samples] & mask;
        }
    }

    /**
     * Predictor 2 of bytes, of rows of one length.
     *
     * @param rows in place: {@code [height · count]}
     * @param count how many samples a row has
     * @param samples of a pixel
     */
    static void addUp(byte[] rows, int count, int samples) {
        for (int i = 0; i < rows.length; i++) {
            if (i % count >= samples) {
                rows[i] += rows[i - samples];
            }
        }
    }

    /**
     * Predictor 3: the bytes of a row's floats are sorted by their significance, the highest first,
     * and each is the difference to the one {@code samples} before.
     *
     * @param row as {@link #addUp}: what the bytes look like as whole numbers of the file's order;
     *     afterwards the bits of the floats
     * @param order of bytes in the file
     */
    static void joinFloats(int[] row, int from, int count, int samples, ByteOrder order) {
        ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * count).order(order);
        for (int i = 0; i < count; i++) {
            bytes.putInt(row[from + i]);
        }
        byte[] differences = bytes.array();
        for (int i = samples; i < differences.length; i++) {
            differences[i] += differences[i - samples];
        }
        for (int i = 0; i < count; i++) {
            row[from + i] =
                    (differences[i] & 0xff) << 24
                            | (differences[count + i] & 0xff) << 16
                            | (differences[2 * count + i] & 0xff) << 8
                            | differences[3 * count + i] & 0xff;
        }
    }
}
