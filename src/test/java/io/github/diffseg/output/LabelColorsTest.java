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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorSpaceConverter;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelColorsTest {

    @Test
    void allColoursDiffer() {
        Set<Integer> colors = new HashSet<>();
        for (int label = 0; label <= LabelColors.COUNT; label++) {
            assertTrue(colors.add(LabelColors.rgb(label)), "label " + label);
        }
        assertEquals(0, LabelColors.rgb(0));
        assertEquals(LabelColors.rgb(1), LabelColors.rgb(256));
    }

    @Test
    void theFirstColoursAreFarApart() {
        assertTrue(smallestDistance(8) > 50, "8 labels: " + smallestDistance(8));
        assertTrue(smallestDistance(20) > 28, "20 labels: " + smallestDistance(20));
        assertTrue(smallestDistance(255) > 7, "255 labels: " + smallestDistance(255));
    }

    @Test
    void eachIsTheFarthestFromThoseBefore() {
        assertArrayEquals(
                GlasbeyPalette.create(LabelColors.COUNT),
                IntStream.rangeClosed(1, LabelColors.COUNT).map(LabelColors::rgb).toArray());
    }

    private static double smallestDistance(int count) {
        ColorSpaceConverter converter = new ColorSpaceConverter();
        double smallest = Double.POSITIVE_INFINITY;
        for (int a = 1; a <= count; a++) {
            double[] first = converter.RGBtoLAB(LabelColors.rgb(a));
            for (int b = 0; b < a; b++) {
                double[] second = converter.RGBtoLAB(LabelColors.rgb(b));
                double squares = 0;
                for (int i = 0; i < 3; i++) {
                    squares += (first[i] - second[i]) * (first[i] - second[i]);
                }
                smallest = Math.min(smallest, Math.sqrt(squares));
            }
        }
        return smallest;
    }
}
