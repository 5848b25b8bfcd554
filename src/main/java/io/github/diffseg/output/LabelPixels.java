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

import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ShortProcessor;
import io.github.diffseg.segment.label.LabelMap;

/** Labels as pixels of as few bits as they need: 8 up to 255, 16 up to 65,535, else 32. */
final class LabelPixels {

    private static final int LARGEST_8_BIT = 255;
    private static final int LARGEST_16_BIT = 65_535;

    private LabelPixels() {}

    /** {@return how many a pixel needs for labels up to that one} */
    static int bits(int largest) {
        return largest <= LARGEST_8_BIT
                ? Byte.SIZE
                : largest <= LARGEST_16_BIT ? Short.SIZE : Float.SIZE;
    }

    /**
     * @param map the labels
     * @param largest label that shall fit, of this map or of its whole stack
     */
    static ImageProcessor of(LabelMap map, int largest) {
        int[] labels = map.labels();
        if (bits(largest) == Byte.SIZE) {
            byte[] pixels = new byte[labels.length];
            for (int i = 0; i < labels.length; i++) {
                pixels[i] = (byte) labels[i];
            }
            return new ByteProcessor(map.width(), map.height(), pixels);
        }
        if (bits(largest) == Short.SIZE) {
            short[] pixels = new short[labels.length];
            for (int i = 0; i < labels.length; i++) {
                pixels[i] = (short) labels[i];
            }
            return new ShortProcessor(map.width(), map.height(), pixels, null);
        }
        float[] pixels = new float[labels.length];
        for (int i = 0; i < labels.length; i++) {
            pixels[i] = labels[i];
        }
        return new FloatProcessor(map.width(), map.height(), pixels);
    }
}
