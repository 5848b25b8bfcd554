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

import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.PixelBox;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A part of a plane with a margin around it: its segments, its smoothed colours, and the band of
 * pixels near borders.
 */
final class BorderTile {

    private final int left;
    private final int top;
    private final int width;
    private final int height;
    private final PixelBox core;
    private final int radius;
    private final int[] segmentOf;
    private final int[][] colour;
    private final boolean[] band;

    /**
     * Cuts a tile out of the plane.
     *
     * @param segmentOf of the plane, {@code [height · width]}
     * @param guide the plane's picture
     * @param radius of the band, in pixels
     * @param core the part that is decided, in pixels of the plane
     * @param margin around it, in pixels, cut at the plane's edges
     */
    BorderTile(int[] segmentOf, GuideImage guide, int radius, PixelBox core, int margin) {
        this.radius = radius;
        left = Math.max(0, core.left() - margin);
        top = Math.max(0, core.top() - margin);
        width = Math.min(guide.width() - 1, core.right() + margin) - left + 1;
        height = Math.min(guide.height() - 1, core.bottom() + margin) - top + 1;
        this.core = new PixelBox();
        this.core.add(core.left() - left, core.top() - top);
        this.core.add(core.right() - left, core.bottom() - top);
        this.segmentOf = new int[width * height];
        for (int y = 0; y < height; y++) {
            int from = (top + y) * guide.width() + left;
            System.arraycopy(segmentOf, from, this.segmentOf, y * width, width);
        }
        band = band();
        colour = smoothed(guide);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int radius() {
        return radius;
    }

    /** The part that is decided, in pixels of this tile. */
    PixelBox core() {
        return core;
    }

    /** Column of the plane of this tile's first column. */
    int left() {
        return left;
    }

    /** Row of the plane of this tile's first row. */
    int top() {
        return top;
    }

    int segmentOf(int pixel) {
        return segmentOf[pixel];
    }

    boolean inBand(int pixel) {
        return band[pixel];
    }

    /** Squared difference of two pixels' smoothed colours, each colour times 16. */
    int contrast(int pixel, int other) {
        int red = colour[0][pixel] - colour[0][other];
        int green = colour[1][pixel] - colour[1][other];
        int blue = colour[2][pixel] - colour[2][other];
        return red * red + green * green + blue * blue;
    }

    /** The number of pairs of neighbours, to the right and below, that start in core and band. */
    long pairs() {
        return rows().mapToLong(y -> 2L * firsts(y).count()).sum();
    }

    /** The sum over these pairs. */
    long contrast() {
        return rows().mapToLong(
                        y ->
                                firsts(y)
                                        .mapToLong(
                                                i ->
                                                        (long) contrast(i, i + 1)
                                                                + contrast(i, i + width))
                                        .sum())
                .sum();
    }

    private IntStream rows() {
        return IntStream.rangeClosed(core.top(), Math.min(core.bottom(), height - 2)).parallel();
    }

    private IntStream firsts(int y) {
        return IntStream.rangeClosed(
                        y * width + core.left(), y * width + Math.min(core.right(), width - 2))
                .filter(i -> band[i]);
    }

    /** The pixels within the radius of a border between two segments. */
    private boolean[] band() {
        boolean[] border = new boolean[segmentOf.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = y * width + x;
                boolean right = x + 1 < width && differ(pixel, pixel + 1);
                boolean below = y + 1 < height && differ(pixel, pixel + width);
                border[pixel] = right || below;
            }
        }
        boolean[] near = new Dilation(width, height, radius).of(border);
        for (int pixel = 0; pixel < near.length; pixel++) {
            near[pixel] &= segmentOf[pixel] != NonMaximumSuppression.OUTSIDE;
        }
        return near;
    }

    private boolean differ(int a, int b) {
        return segmentOf[a] != segmentOf[b]
                && segmentOf[a] != NonMaximumSuppression.OUTSIDE
                && segmentOf[b] != NonMaximumSuppression.OUTSIDE;
    }

    /** Red, green and blue, each times 16, after a 3 x 3 binomial filter against noise. */
    private int[][] smoothed(GuideImage guide) {
        int[][] smoothed = new int[3][segmentOf.length];
        int[] rgb = guide.rgb();
        int[] columns = new int[3 * width];
        Arrays.setAll(
                columns, i -> Math.max(0, Math.min(guide.width() - 1, left + i / 3 + i % 3 - 1)));
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            int here = (top + y) * guide.width();
                            int above = Math.max(0, top + y - 1) * guide.width();
                            int below = Math.min(guide.height() - 1, top + y + 1) * guide.width();
                            for (int x = 0; x < width; x++) {
                                for (int c = 0; c < 3; c++) {
                                    int shift = 16 - 8 * c;
                                    smoothed[c][y * width + x] =
                                            row(rgb, above, columns, x, shift)
                                                    + 2 * row(rgb, here, columns, x, shift)
                                                    + row(rgb, below, columns, x, shift);
                                }
                            }
                        });
        return smoothed;
    }

    private static int row(int[] rgb, int start, int[] columns, int x, int shift) {
        return (rgb[start + columns[3 * x]] >> shift & 255)
                + 2 * (rgb[start + columns[3 * x + 1]] >> shift & 255)
                + (rgb[start + columns[3 * x + 2]] >> shift & 255);
    }
}
