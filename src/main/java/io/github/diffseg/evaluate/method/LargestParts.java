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

package io.github.diffseg.evaluate.method;

import java.util.ArrayDeque;
import java.util.Arrays;

/** Makes each region one connected part (4-neighbourhood). */
final class LargestParts {

    private static final int NONE = -1;

    private final int[] regionOf;
    private final int width;

    private LargestParts(int[] regionOf, int width) {
        this.regionOf = regionOf;
        this.width = width;
    }

    /**
     * Gives the pixels outside the largest part of their region to the region nearest to them.
     *
     * @param regionOf {@code [height · width]}, 0…regions−1; changed in place
     */
    static void keep(int[] regionOf, int width, int regions) {
        new LargestParts(regionOf, width).keep(regions);
    }

    private void keep(int regions) {
        int[] partOf = new int[regionOf.length];
        Arrays.fill(partOf, NONE);
        int[] largestPart = new int[regions];
        int[] largestArea = new int[regions];
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int start = 0; start < regionOf.length; start++) {
            if (partOf[start] != NONE) {
                continue;
            }
            int area = 0;
            partOf[start] = start;
            queue.add(start);
            while (!queue.isEmpty()) {
                int pixel = queue.remove();
                area++;
                for (int next : neighbours(pixel)) {
                    if (partOf[next] == NONE && regionOf[next] == regionOf[pixel]) {
                        partOf[next] = start;
                        queue.add(next);
                    }
                }
            }
            if (area > largestArea[regionOf[start]]) {
                largestArea[regionOf[start]] = area;
                largestPart[regionOf[start]] = start;
            }
        }
        for (int pixel = 0; pixel < regionOf.length; pixel++) {
            if (partOf[pixel] == largestPart[regionOf[pixel]]) {
                queue.add(pixel);
            } else {
                partOf[pixel] = NONE;
            }
        }
        while (!queue.isEmpty()) {
            int pixel = queue.remove();
            for (int next : neighbours(pixel)) {
                if (partOf[next] == NONE) {
                    partOf[next] = partOf[pixel];
                    regionOf[next] = regionOf[pixel];
                    queue.add(next);
                }
            }
        }
    }

    private int[] neighbours(int pixel) {
        int x = pixel % width;
        int[] all = {
            x > 0 ? pixel - 1 : NONE,
            x + 1 < width ? pixel + 1 : NONE,
            pixel - width,
            pixel + width < regionOf.length ? pixel + width : NONE
        };
        return Arrays.stream(all).filter(next -> next >= 0).toArray();
    }
}
