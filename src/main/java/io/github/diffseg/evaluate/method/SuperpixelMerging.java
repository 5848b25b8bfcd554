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

import io.github.diffseg.segment.label.LabelMap;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Superpixels merged by colour: of all pairs that touch, the one whose merging raises the colours'
 * variance least (Ward's criterion) becomes one, until so many regions are left as were asked for.
 */
final class SuperpixelMerging {

    private static final int SUPERPIXELS = 400;

    private final long[] areas;
    private final double[][] colours;
    private final BitSet[] neighbours;
    private final BitSet alive;
    private final int[] mergedInto;

    private SuperpixelMerging(Superpixels superpixels, int width) {
        int count = superpixels.count();
        areas = superpixels.areas().clone();
        colours =
                Arrays.stream(superpixels.colours())
                        .map(colour -> Arrays.copyOf(colour, 3))
                        .toArray(double[][]::new);
        neighbours = new BitSet[count];
        alive = new BitSet(count);
        mergedInto = new int[count];
        for (int i = 0; i < count; i++) {
            neighbours[i] = new BitSet(count);
            alive.set(i, areas[i] > 0);
            mergedInto[i] = i;
        }
        int[] of = superpixels.superpixelOf();
        for (int pixel = 0; pixel < of.length; pixel++) {
            if (pixel % width + 1 < width) {
                touch(of[pixel], of[pixel + 1]);
            }
            if (pixel + width < of.length) {
                touch(of[pixel], of[pixel + width]);
            }
        }
    }

    /**
     * Merges the cheapest pair of neighbours until so few are left.
     *
     * @param regions how many are left, at least 1
     */
    static LabelMap segment(LabPixels image, int regions) {
        Superpixels superpixels = Superpixels.of(image, Math.max(SUPERPIXELS, regions));
        SuperpixelMerging merging = new SuperpixelMerging(superpixels, image.width());
        while (merging.alive.cardinality() > regions) {
            merging.mergeCheapestPair();
        }
        int[] regionOf = Arrays.stream(superpixels.superpixelOf()).map(merging::survivor).toArray();
        return ClusterLabels.of(regionOf, image.width(), image.height());
    }

    private void touch(int a, int b) {
        if (a != b) {
            neighbours[a].set(b);
            neighbours[b].set(a);
        }
    }

    private void mergeCheapestPair() {
        double least = Double.POSITIVE_INFINITY;
        int first = -1;
        int second = -1;
        for (int a = alive.nextSetBit(0); a >= 0; a = alive.nextSetBit(a + 1)) {
            for (int b = neighbours[a].nextSetBit(a + 1);
                    b >= 0;
                    b = neighbours[a].nextSetBit(b + 1)) {
                double cost = cost(a, b);
                if (cost < least) {
                    least = cost;
                    first = a;
                    second = b;
                }
            }
        }
        merge(first, second);
    }

    private double cost(int a, int b) {
        double squared = 0;
        for (int i = 0; i < 3; i++) {
            double difference = colours[a][i] - colours[b][i];
            squared += difference * difference;
        }
        return squared * areas[a] * areas[b] / (areas[a] + areas[b]);
    }

    private void merge(int kept, int gone) {
        long area = areas[kept] + areas[gone];
        for (int i = 0; i < 3; i++) {
            colours[kept][i] =
                    (colours[kept][i] * areas[kept] + colours[gone][i] * areas[gone]) / area;
        }
        areas[kept] = area;
        neighbours[gone].stream().forEach(other -> neighbours[other].clear(gone));
        neighbours[gone].clear(kept);
        neighbours[gone].stream().forEach(other -> touch(kept, other));
        alive.clear(gone);
        mergedInto[gone] = kept;
    }

    private int survivor(int superpixel) {
        int survivor = superpixel;
        while (mergedInto[survivor] != survivor) {
            survivor = mergedInto[survivor];
        }
        return survivor;
    }
}
