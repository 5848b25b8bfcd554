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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundaryMapTest {

    private static final int SIDE = 200;

    @Test
    void aStraightBorderIsOnePixelThin() {
        int[] expected = IntStream.range(0, SIDE).map(y -> y * SIDE + 79).toArray();
        assertArrayEquals(expected, halves(80).pixels());
    }

    @Test
    void thereIsNoneBesideIgnoredPixels() {
        int[] labels = labels(80);
        boolean[] ignore = new boolean[labels.length];
        for (int pixel = 0; pixel < labels.length; pixel++) {
            ignore[pixel] = pixel % SIDE == 80 || pixel / SIDE >= 100;
        }
        assertEquals(0, BoundaryMap.of(labels, SIDE, SIDE, ignore).count());
        Arrays.fill(ignore, 0, SIDE, false);
        assertEquals(1, BoundaryMap.of(labels, SIDE, SIDE, ignore).count());
    }

    @Test
    void bordersWithinTheToleranceMatch() {
        // 0.0075 of the diagonal is 2.1 pixels
        BoundaryCounts near = BoundaryCounts.of(halves(80), List.of(halves(82)));
        assertEquals(1, near.f());
        BoundaryCounts far = BoundaryCounts.of(halves(80), List.of(halves(83)));
        assertEquals(0, far.f());
        assertEquals(0, far.precision());
    }

    @Test
    void aPixelIsRightIfAnyAnnotatorHasItAndFoundForEach() {
        BoundaryCounts counts = BoundaryCounts.of(halves(80), List.of(halves(81), halves(150)));
        assertEquals(1, counts.precision());
        assertEquals(0.5, counts.recall());
        assertEquals(2.0 / 3, counts.f(), 1e-12);
        assertEquals(counts.f(), counts.plus(counts).f(), 1e-12);
    }

    @Test
    void onePixelIsNoPartnerForTwo() {
        BoundaryMap one = BoundaryMap.ofPixels(new int[] {5}, SIDE, SIDE);
        BoundaryMap two = BoundaryMap.ofPixels(new int[] {4, 6}, SIDE, SIDE);
        BoundaryCounts counts = BoundaryCounts.of(two, List.of(one));
        assertEquals(0.5, counts.precision());
        assertEquals(1, counts.recall());
    }

    @Test
    void withoutBoundariesThereIsNoFigure() {
        BoundaryMap none = BoundaryMap.ofPixels(new int[0], SIDE, SIDE);
        assertEquals(Double.NaN, BoundaryCounts.of(none, List.of(none)).f());
        assertEquals(0, BoundaryCounts.of(none, List.of(halves(9))).f());
        assertEquals(0, BoundaryCounts.of(halves(9), List.of(none)).f());
        assertThrows(
                IllegalArgumentException.class,
                () -> BoundaryMap.of(new int[3], 2, 2, new boolean[4]));
    }

    private static BoundaryMap halves(int border) {
        return BoundaryMap.of(labels(border), SIDE, SIDE, new boolean[SIDE * SIDE]);
    }

    private static int[] labels(int border) {
        return IntStream.range(0, SIDE * SIDE).map(i -> i % SIDE < border ? 1 : 2).toArray();
    }
}
