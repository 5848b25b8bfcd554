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

package io.github.diffseg.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

    private static List<float[]> points(double... places) {
        return IntStream.range(0, places.length)
                .mapToObj(i -> new float[] {(float) places[i], 0})
                .toList();
    }

    /** Point 0: 1 to its own, (9 + 10) / 2 to the others: 1 − 1 / 9.5, and so on. */
    @Test
    void theMeanIsThatOfTheDefinition() {
        Silhouette silhouette = Silhouette.of(points(0, 1, 9, 10));
        double outer = 1 - 1 / 9.5;
        double inner = 1 - 1 / 8.5;
        assertEquals((outer + inner) / 2, silhouette.mean(new int[] {0, 0, 1, 1}), 1e-6);
        // 0 with 9, 1 with 10: nearer to the others, (1 + 10) / 2 to (1 + 8) / 2
        double crossedOuter = 5.5 / 9 - 1;
        double crossedInner = 4.5 / 9 - 1;
        assertEquals(
                (crossedOuter + crossedInner) / 2, silhouette.mean(new int[] {0, 1, 0, 1}), 1e-6);
    }

    @Test
    void aPointAloneCountsNothing() {
        double pair = 1 - 1 / 9.0;
        double other = 1 - 1 / 8.0;
        assertEquals(
                (pair + other + 0) / 3,
                Silhouette.of(points(0, 1, 9)).mean(new int[] {1, 1, 0}),
                1e-6);
        assertEquals(0, Silhouette.of(points(3, 3)).mean(new int[] {0, 0}));
    }
}
