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

package io.github.diffseg.large;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.BlockCache;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.img.basictypeaccess.array.IntArray;
import net.imglib2.img.cell.Cell;
import net.imglib2.img.cell.CellGrid;
import net.imglib2.img.cell.LazyCellImg;
import net.imglib2.type.numeric.ARGBType;

/**
 * The colours of a plane, made of its samples cell by cell: each channel from black to its colour,
 * and all of them added up, as ImageJ shows composites.
 */
final class DisplayedRegions implements LazyCellImg.Get<Cell<IntArray>> {

    private static final int SIDE = 512;
    private static final int OPAQUE = 0xff000000;
    private static final int WHITE = 255;

    private final PlaneRegions regions;
    private final int[] channels;
    private final ChannelLook[] looks;
    private final CellGrid grid;
    private final BlockCache<Long, Cell<IntArray>> cells = BlockCache.ofMemory();

    private DisplayedRegions(PlaneRegions regions, List<ChannelLook> looks) {
        this.regions = regions;
        channels = IntStream.range(0, looks.size()).filter(c -> looks.get(c).shown()).toArray();
        this.looks = IntStream.of(channels).mapToObj(looks::get).toArray(ChannelLook[]::new);
        grid =
                new CellGrid(
                        new long[] {regions.width(), regions.height()},
                        new int[] {
                            (int) Math.min(SIDE, regions.width()),
                            (int) Math.min(SIDE, regions.height())
                        });
    }

    /**
     * {@return the plane in colours, {@code [width, height]}}
     *
     * @param regions its samples; stay the caller's
     * @param looks of all channels, with ranges
     */
    static LazyCellImg<ARGBType, IntArray> image(PlaneRegions regions, List<ChannelLook> looks) {
        DisplayedRegions cells = new DisplayedRegions(regions, looks);
        return new LazyCellImg<>(cells.grid, new ARGBType(), cells);
    }

    /**
     * Reads a cell, unless it is kept.
     *
     * @throws UserException if the file cannot be read any more
     */
    @Override
    public Cell<IntArray> get(long index) {
        long[] min = new long[2];
        int[] size = new int[2];
        grid.getCellDimensions(index, min, size);
        try {
            return cells.get(
                    index,
                    (long) size[0] * size[1] * Integer.BYTES,
                    () -> new Cell<>(size, min, new IntArray(colours(min, size))));
        } catch (IOException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private int[] colours(long[] min, int[] size) throws IOException {
        float[][] values = regions.read(channels, min[0], min[1], size[0], size[1]);
        int[] colours = new int[size[0] * size[1]];
        for (int i = 0; i < colours.length; i++) {
            int red = 0;
            int green = 0;
            int blue = 0;
            for (int c = 0; c < looks.length; c++) {
                int level = level(values[c][i], looks[c]);
                int rgb = looks[c].rgb();
                red += level * (rgb >> 16 & 0xff) / WHITE;
                green += level * (rgb >> 8 & 0xff) / WHITE;
                blue += level * (rgb & 0xff) / WHITE;
            }
            colours[i] =
                    OPAQUE
                            | Math.min(WHITE, red) << 16
                            | Math.min(WHITE, green) << 8
                            | Math.min(WHITE, blue);
        }
        return colours;
    }

    /** As ImageJ scales: 256 steps of one width. */
    private static int level(float value, ChannelLook look) {
        double part = (value - look.low()) / (look.high() - look.low());
        // NaN is black
        return part > 0 ? (int) Math.min(WHITE, part * WHITE + 0.5) : 0;
    }
}
