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

package io.github.diffseg.segment.cut;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.WithEngine;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NormalisedCutTest extends WithEngine {

    @Test
    void twoGroupsAreCutApart() {
        double[] affinity = {
            1, 0.9, 0.1, 0.1, //
            0.9, 1, 0.1, 0.1, //
            0.1, 0.1, 1, 0.8, //
            0.1, 0.1, 0.8, 1
        };
        NormalisedCut cut = NormalisedCut.of(square(affinity), Progress.NONE);
        // cut(A, B) = 4 · 0.1; assoc = 3.8 + 0.4 and 3.6 + 0.4
        assertEquals(0.4 / 4.2 + 0.4 / 4.0, cut.value(), 1e-12);
        assertEquals(cut.upper()[0], cut.upper()[1]);
        assertEquals(cut.upper()[2], cut.upper()[3]);
        assertEquals(cut.upper()[0], !cut.upper()[2]);
    }

    @Test
    void theSideOfTheLargestValueIsTheUpperOne() {
        double[] affinity = {
            1, 0.9, 0.1, //
            0.9, 1, 0.1, //
            0.1, 0.1, 1
        };
        NormalisedCut cut = NormalisedCut.of(square(affinity), Progress.NONE);
        assertArrayEquals(new boolean[] {false, false, true}, cut.upper());
    }

    @Test
    void oneCellIsNotCut() {
        NormalisedCut cut = NormalisedCut.of(square(1), Progress.NONE);
        assertEquals(Double.POSITIVE_INFINITY, cut.value());
        assertNull(cut.upper());
    }

    @Test
    void cellsThatAreAllAlikeAreDearToCut() {
        double[] affinity = new double[36];
        Arrays.fill(affinity, 1);
        assertEquals(1, NormalisedCut.of(square(affinity), Progress.NONE).value(), 1e-9);
    }

    private NDArray square(double... values) {
        int side = (int) Math.sqrt(values.length);
        return manager.create(values, new Shape(side, side));
    }
}
