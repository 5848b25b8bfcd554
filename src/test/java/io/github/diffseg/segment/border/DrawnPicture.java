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

package io.github.diffseg.segment.border;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;

/**
 * Square pictures whose true outlines are known because they are drawn.
 *
 * @param size in pixels
 * @param cell side of a grid cell, in pixels
 */
public record DrawnPicture(int size, int cell) {

    /** The labels of a shape, 0 to 2 by column and row. */
    int[] drawn(IntBinaryOperator shape) {
        int[] labels = new int[size * size];
        Arrays.setAll(labels, i -> shape.applyAsInt(i % size, i / size));
        return labels;
    }

    /** What a grid of cells makes of it: the label at a cell's centre, shifted by 3/8 of a cell. */
    int[] coarse(int[] labels) {
        int[] coarse = new int[labels.length];
        Arrays.setAll(
                coarse,
                i -> {
                    int x = i % size / cell * cell + cell / 2 + 3 * cell / 8;
                    int y = i / size / cell * cell + cell / 2;
                    return labels[Math.min(size - 1, y) * size + Math.min(size - 1, x)];
                });
        return coarse;
    }

    /**
     * A grey for each label, and noise.
     *
     * @param noise deviation of the grey values
     */
    GuideImage painted(int[] labels, double noise, long seed) {
        int[] greys = {70, 150, 190};
        Random random = new Random(seed);
        int[] picture = new int[labels.length];
        Arrays.setAll(
                picture,
                i -> {
                    double value = greys[labels[i]] + noise * random.nextGaussian();
                    int grey = (int) Math.max(0, Math.min(255, value));
                    return grey << 16 | grey << 8 | grey;
                });
        return new GuideImage(size, size, picture);
    }
}
