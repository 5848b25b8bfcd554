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

/**
 * Where the pixels of one output axis lie between the cells of the grid: half-pixel centres,
 * clamped at the edges (PyTorch's {@code align_corners = false}). The pixels between a cell and the
 * next form the band of that cell.
 */
public final class BilinearAxis {

    private final int cells;
    private final int[] lowerCell;
    private final float[] nextWeight;
    private final int[] bandStart;

    /**
     * Places pixels between cells.
     *
     * @param cells of the grid along this axis, at least 1
     * @param pixels of the plane along this axis, at least 1
     */
    public BilinearAxis(int cells, int pixels) {
        this.cells = cells;
        lowerCell = new int[pixels];
        nextWeight = new float[pixels];
        bandStart = new int[cells + 1];
        double scale = (double) cells / pixels;
        for (int pixel = 0; pixel < pixels; pixel++) {
            double position = Math.min(cells - 1, Math.max(0, (pixel + 0.5) * scale - 0.5));
            lowerCell[pixel] = (int) position;
            nextWeight[pixel] = (float) (position - lowerCell[pixel]);
            bandStart[lowerCell[pixel] + 1] = pixel + 1;
        }
        for (int band = 1; band <= cells; band++) {
            bandStart[band] = Math.max(bandStart[band], bandStart[band - 1]);
        }
    }

    /** The first pixel of the band of a cell; its end is the start of the next one's. */
    int bandStart(int cell) {
        return bandStart[cell];
    }

    /** {@return the cell at or before a pixel} */
    public int cellOf(int pixel) {
        return lowerCell[pixel];
    }

    /** {@return the cell after another one; the last one stays} */
    public int next(int cell) {
        return Math.min(cell + 1, cells - 1);
    }

    /** {@return the weight in [0, 1) of the next cell at a pixel} */
    public float nextWeight(int pixel) {
        return nextWeight[pixel];
    }
}
