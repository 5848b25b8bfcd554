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

package io.github.diffseg.zarr;

import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;

/** One slice and frame of an array, with its channels. */
final class ZarrPlane implements PlaneRegions {

    private final ChunkedArray array;
    private final PictureAxes axes;
    private final long[] place;
    private final int rows;
    private final int columns;

    /**
     * Chooses a plane.
     *
     * @param axes that fit the array
     * @param slice from 0
     * @param frame from 0
     */
    ZarrPlane(ChunkedArray array, PictureAxes axes, int slice, int frame) {
        this.array = array;
        this.axes = axes;
        place = new long[axes.names().size()];
        rows = axes.index("y");
        columns = axes.index("x");
        set("z", slice);
        set("t", frame);
    }

    private void set(String axis, long index) {
        if (axes.index(axis) >= 0) {
            place[axes.index(axis)] = index;
        }
    }

    @Override
    public long width() {
        return array.metadata().shape()[columns];
    }

    @Override
    public long height() {
        return array.metadata().shape()[rows];
    }

    @Override
    public int channels() {
        return (int) axes.length("c", array.metadata());
    }

    @Override
    public int blockWidth() {
        return (int) Math.min(width(), array.metadata().chunk()[columns]);
    }

    @Override
    public int blockHeight() {
        return (int) Math.min(height(), array.metadata().chunk()[rows]);
    }

    @Override
    public float[][] read(int[] channels, long x, long y, int width, int height)
            throws IOException {
        float[][] values = new float[channels.length][];
        long[] first = place.clone();
        first[rows] = y;
        first[columns] = x;
        for (int i = 0; i < channels.length; i++) {
            if (axes.index("c") >= 0) {
                first[axes.index("c")] = channels[i];
            }
            values[i] = array.read(first, rows, columns, width, height);
        }
        return values;
    }

    /** Holds nothing open. */
    @Override
    public void close() {}
}
