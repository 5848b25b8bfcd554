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

package io.github.diffseg.segment.label;

import io.github.diffseg.segment.merging.Proposals;

/**
 * Proposals at the size of the image, by bilinear interpolation of the grid, vertically first. No
 * upsampled plane is ever held: values are made where they are asked for.
 */
final class UpsampledProposals {

    private final int count;
    private final int gridWidth;
    private final int width;
    private final int height;
    private final BilinearAxis rows;
    private final BilinearAxis columns;

    /** {@code [gridHeight, gridWidth, count]}: all proposals of a cell lie side by side. */
    private final float[] cells;

    /** {@code [gridHeight, gridWidth]}: the sum of all proposals. */
    private final float[] totals;

    UpsampledProposals(Proposals proposals, int width, int height) {
        this.count = proposals.count();
        this.gridWidth = proposals.gridWidth();
        this.width = width;
        this.height = height;
        rows = new BilinearAxis(proposals.gridHeight(), height);
        columns = new BilinearAxis(gridWidth, width);
        float[] values = proposals.values();
        int size = values.length / count;
        cells = new float[values.length];
        totals = new float[size];
        for (int cell = 0; cell < size; cell++) {
            double total = 0;
            for (int k = 0; k < count; k++) {
                float value = values[k * size + cell];
                cells[cell * count + k] = value;
                total += value;
            }
            totals[cell] = (float) total;
        }
    }

    int count() {
        return count;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    BilinearAxis rows() {
        return rows;
    }

    BilinearAxis columns() {
        return columns;
    }

    /** The value of a proposal in a cell of the grid. */
    float atCell(int proposal, int row, int column) {
        return cells[(row * gridWidth + column) * count + proposal];
    }

    /** The value of a proposal at a pixel. */
    float at(int proposal, int x, int y) {
        return interpolate(cells, count, proposal, x, y);
    }

    /**
     * The part that a proposal has in the sum of all proposals at a pixel, in [0, 1]; 1 / K where
     * all of them are 0.
     */
    float shareAt(int proposal, int x, int y) {
        float total = interpolate(totals, 1, 0, x, y);
        return total > 0 ? Math.min(1, at(proposal, x, y) / total) : 1f / count;
    }

    private float interpolate(float[] planes, int stride, int plane, int x, int y) {
        int row = rows.cellOf(y);
        int upper = row * gridWidth;
        int lower = rows.next(row) * gridWidth;
        int left = columns.cellOf(x);
        int right = columns.next(left);
        float down = rows.nextWeight(y);
        float atLeft =
                between(
                        planes[(upper + left) * stride + plane],
                        planes[(lower + left) * stride + plane],
                        down);
        float atRight =
                between(
                        planes[(upper + right) * stride + plane],
                        planes[(lower + right) * stride + plane],
                        down);
        return between(atLeft, atRight, columns.nextWeight(x));
    }

    static float between(float from, float to, float weight) {
        return from + weight * (to - from);
    }
}
