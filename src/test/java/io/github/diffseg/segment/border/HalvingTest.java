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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.segment.label.NonMaximumSuppression;
import org.junit.jupiter.api.Test;

class HalvingTest {

    private static final int OUT = NonMaximumSuppression.OUTSIDE;
    private final Halving odd = new Halving(3, 3);

    @Test
    void coloursAreMeansAlsoAtOddEdges() {
        int[] rgb = {
            0x000004, 0x000008, 0x100000, //
            0x00000c, 0x000010, 0x300000, //
            0x002000, 0x004000, 0xffabcdef
        };
        GuideImage half = odd.picture(new GuideImage(3, 3, rgb));
        assertEquals(2, half.width());
        assertEquals(2, half.height());
        assertArrayEquals(new int[] {0x00000a, 0x200000, 0x003000, 0xabcdef}, half.rgb());
    }

    @Test
    void segmentsAreWhatMostPixelsAreInAndOutsideOnlyIfAllAre() {
        int[] segments = {
            7, 5, 2, //
            5, OUT, OUT, //
            OUT, OUT, OUT
        };
        assertArrayEquals(new int[] {5, 2, OUT, OUT}, odd.segments(segments));
    }

    @Test
    void doublingLeavesWhatIsOutside() {
        int[] segments = {
            7, 5, 2, //
            5, OUT, OUT, //
            OUT, OUT, 1
        };
        int[] expected = {
            8, 8, 9, //
            8, OUT, OUT, //
            OUT, OUT, 4
        };
        assertArrayEquals(expected, odd.doubled(new int[] {8, 9, 3, 4}, segments));
    }
}
