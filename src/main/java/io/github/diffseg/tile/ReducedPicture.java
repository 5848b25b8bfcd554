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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.RegionMask;
import java.util.stream.IntStream;
import net.imglib2.RandomAccess;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;

/**
 * A part of a plane on the grid of a plan, copied: each square the mean colour of its pixels.
 *
 * @param pixels {@code [width, height]}
 * @param mask which squares take part: those whose middle pixel does
 * @param isEmpty whether none does
 */
record ReducedPicture(RandomAccessibleInterval<ARGBType> pixels, RegionMask mask, boolean isEmpty) {

    /**
     * Reads the part under a tile.
     *
     * @param progress asked now and then whether to stop
     */
    static ReducedPicture of(LargePlane plane, TilePlan plan, Tile tile, Progress progress) {
        Reading reading = new Reading(plane, plan.reduction(), tile);
        int[] colours = new int[Math.multiplyExact(tile.width(), tile.height())];
        byte[] inside = new byte[colours.length];
        IntStream.range(0, tile.height())
                .parallel()
                .forEach(
                        y -> {
                            progress.checkCancelled();
                            reading.readRow(y, colours, inside);
                        });
        boolean empty = IntStream.range(0, inside.length).allMatch(i -> inside[i] == 0);
        boolean all = IntStream.range(0, inside.length).allMatch(i -> inside[i] != 0);
        return new ReducedPicture(
                ArrayImgs.argbs(colours, tile.width(), tile.height()),
                new RegionMask(tile.width(), tile.height(), all ? null : inside),
                empty);
    }

    private record Reading(LargePlane plane, int reduction, Tile tile) {

        void readRow(int y, int[] colours, byte[] inside) {
            RandomAccessibleInterval<ARGBType> pixels = plane.pixels();
            long top = (tile.y() + y) * reduction;
            long bottom = Math.min(plane.height(), top + reduction);
            long begin = tile.x() * reduction;
            long end = Math.min(plane.width(), begin + (long) tile.width() * reduction);
            long[] red = new long[tile.width()];
            long[] green = new long[tile.width()];
            long[] blue = new long[tile.width()];
            RandomAccess<ARGBType> access = pixels.randomAccess();
            for (long row = top; row < bottom; row++) {
                access.setPosition(pixels.min(0) + begin, 0);
                access.setPosition(pixels.min(1) + row, 1);
                for (int x = 0; x < tile.width(); x++) {
                    long first = begin + (long) x * reduction;
                    long count = Math.min(end, first + reduction) - first;
                    for (long i = 0; i < count; i++) {
                        int argb = access.get().get();
                        red[x] += ARGBType.red(argb);
                        green[x] += ARGBType.green(argb);
                        blue[x] += ARGBType.blue(argb);
                        access.fwd(0);
                    }
                }
            }
            for (int x = 0; x < tile.width(); x++) {
                long left = begin + (long) x * reduction;
                long right = Math.min(end, left + reduction);
                long count = (right - left) * (bottom - top);
                colours[y * tile.width() + x] =
                        ARGBType.rgba(
                                mean(red[x], count),
                                mean(green[x], count),
                                mean(blue[x], count),
                                255);
                boolean takesPart =
                        plane.selection().contains((left + right) / 2, (top + bottom) / 2);
                inside[y * tile.width() + x] = (byte) (takesPart ? 1 : 0);
            }
        }

        private static int mean(long sum, long count) {
            return (int) ((sum + count / 2) / count);
        }
    }
}
