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

package io.github.diffseg.classify;

import ij.plugin.filter.EDM;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Touches placed by a fixed rule from the truth, as no hand would choose them better: the first of
 * a class at its pixel farthest from its border, each next one at that pixel, at least 3 pixels
 * inside where there are such, that is farthest from the earlier ones. A touch is a disk of radius
 * 3.
 */
final class Touches {

    static final int RADIUS = 3;

    private Touches() {}

    /** Indices of the touched pixels of a class. */
    static int[] of(int[] truth, int width, int label, int count) {
        int height = truth.length / width;
        float[] depth = depth(truth, width, label);
        List<Integer> middles = new ArrayList<>();
        int first = 0;
        for (int i = 1; i < depth.length; i++) {
            first = depth[i] > depth[first] ? i : first;
        }
        middles.add(first);
        float deep = Math.min(RADIUS, depth[first]);
        while (middles.size() < count) {
            int best = -1;
            long farthest = 0;
            for (int i = 0; i < depth.length; i++) {
                if (depth[i] >= deep) {
                    long nearest = Long.MAX_VALUE;
                    for (int middle : middles) {
                        long dx = middle % width - i % width;
                        long dy = middle / width - i / width;
                        nearest = Math.min(nearest, dx * dx + dy * dy);
                    }
                    if (nearest > farthest) {
                        farthest = nearest;
                        best = i;
                    }
                }
            }
            if (best < 0) {
                break;
            }
            middles.add(best);
        }
        boolean[] touched = new boolean[truth.length];
        for (int middle : middles) {
            for (int dy = -RADIUS; dy <= RADIUS; dy++) {
                for (int dx = -RADIUS; dx <= RADIUS; dx++) {
                    int x = middle % width + dx;
                    int y = middle / width + dy;
                    boolean inside = x >= 0 && y >= 0 && x < width && y < height;
                    if (inside
                            && dx * dx + dy * dy <= RADIUS * RADIUS
                            && truth[y * width + x] == label) {
                        touched[y * width + x] = true;
                    }
                }
            }
        }
        int[] pixels = new int[touched.length];
        int n = 0;
        for (int i = 0; i < touched.length; i++) {
            if (touched[i]) {
                pixels[n++] = i;
            }
        }
        return Arrays.copyOf(pixels, n);
    }

    private static float[] depth(int[] truth, int width, int label) {
        ByteProcessor mask = new ByteProcessor(width, truth.length / width);
        for (int i = 0; i < truth.length; i++) {
            mask.set(i, truth[i] == label ? 255 : 0);
        }
        FloatProcessor depth = new EDM().makeFloatEDM(mask, 0, true);
        return (float[]) depth.getPixels();
    }
}
