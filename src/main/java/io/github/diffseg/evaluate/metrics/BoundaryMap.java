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

package io.github.diffseg.evaluate.metrics;

import ij.process.ByteProcessor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The boundaries between the regions of a label map, one pixel thin. A pixel is on a boundary if
 * its label differs from that of its right, lower or lower right neighbour, as in the Berkeley
 * benchmark's {@code seg2bmap}; then ImageJ's thinning takes away what is not needed to keep them
 * connected.
 */
public final class BoundaryMap {

    private final int width;
    private final int height;
    private final int[] pixels;

    private BoundaryMap(int width, int height, int[] pixels) {
        this.width = width;
        this.height = height;
        this.pixels = pixels;
    }

    /**
     * Finds the pixels between different labels.
     *
     * @param labels {@code [height · width]}, row by row
     * @param ignore {@code [height · width]}: where true, and next to it, there is no boundary
     * @throws IllegalArgumentException if an array does not fit the size
     */
    public static BoundaryMap of(int[] labels, int width, int height, boolean[] ignore) {
        if (labels.length != (long) width * height || ignore.length != labels.length) {
            throw new IllegalArgumentException(
                    "Boundaries of "
                            + width
                            + " x "
                            + height
                            + " pixels need as many labels, not "
                            + labels.length);
        }
        byte[] mask = new byte[labels.length];
        for (int y = 0; y < height; y++) {
            int down = y + 1 < height ? width : 0;
            for (int x = 0; x < width; x++) {
                int right = x + 1 < width ? 1 : 0;
                int pixel = y * width + x;
                if (differ(labels, ignore, pixel, pixel + right)
                        || differ(labels, ignore, pixel, pixel + down)
                        || differ(labels, ignore, pixel, pixel + down + right)) {
                    mask[pixel] = (byte) 255;
                }
            }
        }
        new ByteProcessor(width, height, mask).skeletonize(255);
        int[] pixels = IntStream.range(0, mask.length).filter(i -> mask[i] != 0).toArray();
        return new BoundaryMap(width, height, pixels);
    }

    /** Of boundary pixels as they are, ascending. */
    static BoundaryMap ofPixels(int[] pixels, int width, int height) {
        return new BoundaryMap(width, height, pixels.clone());
    }

    private static boolean differ(int[] labels, boolean[] ignore, int a, int b) {
        return labels[a] != labels[b] && !ignore[a] && !ignore[b];
    }

    /** {@return indices {@code y · width + x} of the boundary's pixels, ascending} */
    public int[] pixels() {
        return pixels.clone();
    }

    int count() {
        return pixels.length;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Position of each boundary pixel in {@link #pixels()}, −1 elsewhere. */
    int[] positions() {
        int[] positions = new int[width * height];
        Arrays.fill(positions, -1);
        for (int i = 0; i < pixels.length; i++) {
            positions[pixels[i]] = i;
        }
        return positions;
    }

    int pixel(int position) {
        return pixels[position];
    }
}
