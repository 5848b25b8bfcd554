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

package io.github.diffseg.attention;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import io.github.diffseg.engine.Scope;
import java.util.Arrays;

/**
 * Where a cell of an attention grid attends to.
 *
 * @param values {@code [height · width]}, 0 or more, summing to 1
 * @param height of the grid
 * @param width of the grid
 */
public record AttentionMap(float[] values, int height, int width) {

    static AttentionMap ofRow(NDArray maps, long row, int height, int width) {
        try (NDArray values = maps.get(new NDIndex(row))) {
            return new AttentionMap(Scope.floats(values), height, width);
        }
    }

    AttentionMap normalised() {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        float[] normalised = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            normalised[i] = (float) (values[i] / sum);
        }
        return new AttentionMap(normalised, height, width);
    }

    /** {@return the map of a model that tells no place from another} */
    public AttentionMap indifferent() {
        float[] uniform = new float[values.length];
        Arrays.fill(uniform, 1f / values.length);
        return new AttentionMap(uniform, height, width);
    }

    /** Bilinear, half-pixel centres, clamped at the edges; not normalised. */
    AttentionMap upsampled(int newHeight, int newWidth) {
        float[] larger = new float[newHeight * newWidth];
        for (int y = 0; y < newHeight; y++) {
            for (int x = 0; x < newWidth; x++) {
                larger[y * newWidth + x] = at(x, y, newWidth, newHeight);
            }
        }
        return new AttentionMap(larger, newHeight, newWidth);
    }

    /**
     * The map at a pixel of a picture that it covers: bilinear, half-pixel centres, clamped at the
     * edges.
     *
     * @param x column of the picture
     * @param y row of the picture
     * @param pictureWidth in pixels
     * @param pictureHeight in pixels
     */
    public float at(int x, int y, int pictureWidth, int pictureHeight) {
        float v = position(y, pictureHeight, height);
        int top = (int) v;
        int bottom = Math.min(height - 1, top + 1);
        float u = position(x, pictureWidth, width);
        int left = (int) u;
        int right = Math.min(width - 1, left + 1);
        float above = between(at(left, top), at(right, top), u - left);
        float below = between(at(left, bottom), at(right, bottom), u - left);
        return between(above, below, v - top);
    }

    private float at(int column, int row) {
        return values[row * width + column];
    }

    private static float position(int pixel, int pixels, int cells) {
        return Math.min(cells - 1, Math.max(0, (pixel + 0.5f) * cells / pixels - 0.5f));
    }

    private static float between(float from, float to, float weight) {
        return from + weight * (to - from);
    }
}
