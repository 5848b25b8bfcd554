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

package io.github.diffseg.segment.merging;

/**
 * The regular grid of anchors that merging starts from (section 3.2 of the paper; the reference
 * code's generate_sampling_grid).
 */
public final class AnchorGrid {

    private AnchorGrid() {}

    /**
     * The anchors of a grid, row by row. Along an axis of length s they lie {@code (s − 1) div (M −
     * 1)} apart and are centred; a single anchor lies in the middle.
     *
     * @param anchorsPerAxis M, at least 1; clipped to the length of each axis
     * @param gridHeight at least 1
     * @param gridWidth at least 1
     * @return indices {@code row · gridWidth + column} in ascending order
     * @throws IllegalArgumentException if a number is below 1
     */
    public static int[] indices(int anchorsPerAxis, int gridHeight, int gridWidth) {
        int[] rows = positions(anchorsPerAxis, gridHeight);
        int[] columns = positions(anchorsPerAxis, gridWidth);
        int[] indices = new int[Math.multiplyExact(rows.length, columns.length)];
        int next = 0;
        for (int row : rows) {
            for (int column : columns) {
                indices[next++] = row * gridWidth + column;
            }
        }
        return indices;
    }

    private static int[] positions(int anchorsPerAxis, int length) {
        if (anchorsPerAxis < 1 || length < 1) {
            throw new IllegalArgumentException(
                    "An anchor grid needs at least one anchor and one cell on each axis, not "
                            + anchorsPerAxis
                            + " anchors on "
                            + length
                            + " cells");
        }
        int[] positions = new int[Math.min(anchorsPerAxis, length)];
        int gaps = positions.length - 1;
        int step = gaps == 0 ? 0 : (length - 1) / gaps;
        int start = (length - 1 - step * gaps) / 2;
        for (int i = 0; i < positions.length; i++) {
            positions[i] = start + i * step;
        }
        return positions;
    }
}
