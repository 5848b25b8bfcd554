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

package io.github.diffseg.tile;

/**
 * A part of a plane that the network sees at once, in squares of the plan's grid.
 *
 * @param index among the tiles of the plan, row by row
 * @param column among the tiles
 * @param row among the tiles
 * @param x where it begins
 * @param y where it begins
 * @param width of the tile
 * @param height of the tile
 * @param coreLeft where its core begins
 * @param coreTop where its core begins
 * @param coreRight where its core ends, not included
 * @param coreBottom where its core ends, not included
 */
public record Tile(
        int index,
        int column,
        int row,
        long x,
        long y,
        int width,
        int height,
        long coreLeft,
        long coreTop,
        long coreRight,
        long coreBottom) {

    /** {@return columns of the core, at least 1} */
    public int coreWidth() {
        return (int) (coreRight - coreLeft);
    }

    /** {@return rows of the core, at least 1} */
    public int coreHeight() {
        return (int) (coreBottom - coreTop);
    }
}
