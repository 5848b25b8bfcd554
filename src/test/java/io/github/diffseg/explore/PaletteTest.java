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

package io.github.diffseg.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.process.ColorSpaceConverter;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaletteTest {

    private static final int COLOURS = 9;

    /** CIE 1976; 2.3 is a just noticeable difference of large patches. */
    private static final double TOLD_APART = 15;

    /**
     * How people see, as matrices on linear RGB: Machado, Oliveira and Fernandes, IEEE TVCG 15
     * (2009), severity 1.
     */
    private enum Vision {
        COMMON(1, 0, 0, 0, 1, 0, 0, 0, 1),
        PROTANOPE(
                0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116,
                1.051998),
        DEUTERANOPE(
                0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940,
                0.968881),
        TRITANOPE(
                1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367,
                0.303900);

        private final double[] matrix;

        Vision(double... matrix) {
            this.matrix = matrix;
        }

        /** L*, a*, b* of a colour as it is seen. */
        double[] see(int rgb) {
            int seen = 0;
            for (int row = 0; row < 3; row++) {
                double light = 0;
                for (int column = 0; column < 3; column++) {
                    double value = (rgb >> 16 - 8 * column & 255) / 255.0;
                    double linear =
                            value <= 0.04045
                                    ? value / 12.92
                                    : Math.pow((value + 0.055) / 1.055, 2.4);
                    light += matrix[3 * row + column] * linear;
                }
                light = Math.max(0, Math.min(1, light));
                double value =
                        light <= 0.0031308
                                ? 12.92 * light
                                : 1.055 * Math.pow(light, 1 / 2.4) - 0.055;
                seen = seen << 8 | (int) Math.round(255 * value);
            }
            return new ColorSpaceConverter().RGBtoLAB(seen);
        }
    }

    @ParameterizedTest
    @EnumSource(Vision.class)
    void theSafeColoursAreToldApartByAnyVision(Vision vision) {
        assertTrue(
                leastDifference(Palette.COLOUR_BLIND_SAFE, vision) > TOLD_APART,
                () -> "least difference " + leastDifference(Palette.COLOUR_BLIND_SAFE, vision));
    }

    @Test
    void theDistinctColoursAreNotWhichIsWhyThereAreOthers() {
        assertTrue(leastDifference(Palette.DISTINCT, Vision.COMMON) > TOLD_APART);
        assertTrue(leastDifference(Palette.DISTINCT, Vision.DEUTERANOPE) < TOLD_APART);
    }

    @Test
    void thereAreNineSafeColoursAndThenTheSameAgain() {
        Set<Integer> colours = new HashSet<>();
        for (int rank = 0; rank < COLOURS; rank++) {
            colours.add(Palette.COLOUR_BLIND_SAFE.rgb(rank));
        }
        assertEquals(COLOURS, colours.size());
        assertEquals(Palette.COLOUR_BLIND_SAFE.rgb(0), Palette.COLOUR_BLIND_SAFE.rgb(COLOURS));
        assertNotEquals(Palette.DISTINCT.rgb(0), Palette.DISTINCT.rgb(COLOURS));
    }

    private static double leastDifference(Palette palette, Vision vision) {
        double least = Double.POSITIVE_INFINITY;
        for (int a = 0; a < COLOURS; a++) {
            for (int b = 0; b < a; b++) {
                double[] one = vision.see(palette.rgb(a));
                double[] other = vision.see(palette.rgb(b));
                double sum = 0;
                for (int i = 0; i < one.length; i++) {
                    sum += (one[i] - other[i]) * (one[i] - other[i]);
                }
                least = Math.min(least, Math.sqrt(sum));
            }
        }
        return least;
    }
}
