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

package io.github.diffseg.output;

import ij.process.ColorSpaceConverter;
import java.util.Arrays;

/**
 * Colours far apart from each other for the eye: from a regular grid of sRGB colours, each next one
 * has the largest distance in CIELAB to the nearest of those taken (Glasbey et al., "Colour
 * displays for categorical images", 2007). Neither very dark, nor very bright, nor grey colours
 * take part, so that labels differ from the background and show on dark and on bright pictures.
 */
final class GlasbeyPalette {

    private static final int LEVELS = 35;
    private static final double MINIMUM_LIGHTNESS = 42;
    private static final double MAXIMUM_LIGHTNESS = 84;
    private static final double MINIMUM_CHROMA = 25;
    private static final double MAXIMUM_CHROMA = 80;
    private static final int FIRST = 0x2d96e6;

    private GlasbeyPalette() {}

    /**
     * {@return colours as 0xrrggbb, always the same}
     *
     * @param count of colours
     */
    static int[] create(int count) {
        int[] candidates = new int[LEVELS * LEVELS * LEVELS];
        double[][] lab = new double[candidates.length][];
        int found = 0;
        ColorSpaceConverter converter = new ColorSpaceConverter();
        for (int i = 0; i < candidates.length; i++) {
            int rgb =
                    level(i / (LEVELS * LEVELS)) << 16
                            | level(i / LEVELS % LEVELS) << 8
                            | level(i % LEVELS);
            double[] color = converter.RGBtoLAB(rgb);
            double chroma = Math.hypot(color[1], color[2]);
            if (color[0] >= MINIMUM_LIGHTNESS
                    && color[0] <= MAXIMUM_LIGHTNESS
                    && chroma >= MINIMUM_CHROMA
                    && chroma <= MAXIMUM_CHROMA) {
                candidates[found] = rgb;
                lab[found] = color;
                found++;
            }
        }
        return farthestFirst(candidates, lab, found, count);
    }

    private static int[] farthestFirst(int[] candidates, double[][] lab, int found, int count) {
        int[] palette = new int[count];
        palette[0] = FIRST;
        double[] newest = new ColorSpaceConverter().RGBtoLAB(FIRST);
        double[] nearest = new double[found];
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int taken = 1; taken < count; taken++) {
            int farthest = 0;
            for (int i = 0; i < found; i++) {
                nearest[i] = Math.min(nearest[i], squaredDistance(lab[i], newest));
                if (nearest[i] > nearest[farthest]) {
                    farthest = i;
                }
            }
            palette[taken] = candidates[farthest];
            newest = lab[farthest];
        }
        return palette;
    }

    private static int level(int index) {
        return index * 255 / (LEVELS - 1);
    }

    private static double squaredDistance(double[] a, double[] b) {
        double l = a[0] - b[0];
        double u = a[1] - b[1];
        double v = a[2] - b[2];
        return l * l + u * u + v * v;
    }
}
