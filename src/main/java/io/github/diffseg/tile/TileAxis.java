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

import java.io.Serializable;

/**
 * Tiles along one side of a plane: all of one length, spread evenly, neighbours overlapping by a
 * quarter at least. Each has a core, from the middle of one overlap to the middle of the next; the
 * cores cover the side without overlapping.
 *
 * @param length of the side, at least 1
 * @param tile the length of each tile, from 1 to that of the side
 * @param count of tiles
 */
record TileAxis(long length, int tile, int count) implements Serializable {

    /** Shorter tiles leave no room for overlaps in which neighbours can be compared. */
    static final int LEAST_TILE = 4;

    private static final int OVERLAP = 4;

    /** One square on each side of the line between two cores. */
    private static final int LEAST_OVERLAP = 2;

    /**
     * Spreads as few tiles as cover the side.
     *
     * @param length of the side, at least 1
     * @param tile the length of a tile, cut to the side's; at least 1 if that is all of it, else at
     *     least {@link #LEAST_TILE}
     */
    static TileAxis of(long length, int tile) {
        int fitting = (int) Math.min(length, tile);
        if (fitting == length) {
            return new TileAxis(length, fitting, 1);
        }
        long stride = fitting - Math.max(LEAST_OVERLAP, fitting / OVERLAP);
        long steps = (length - fitting + stride - 1) / stride;
        return new TileAxis(length, fitting, Math.toIntExact(steps + 1));
    }

    /** {@return where a tile begins} */
    long start(int index) {
        if (count == 1) {
            return 0;
        }
        // The product would leave long for sides that no memory holds
        long whole = (length - tile) / (count - 1);
        long rest = (length - tile) % (count - 1);
        return index * whole + index * rest / (count - 1);
    }

    /** {@return where the core of a tile begins; that of the one after the last is the end} */
    long coreStart(int index) {
        if (index == 0) {
            return 0;
        }
        return index == count ? length : (start(index) + start(index - 1) + tile) / 2;
    }

    /** {@return the tile in whose core a position lies} */
    int tileAt(long position) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (coreStart(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
