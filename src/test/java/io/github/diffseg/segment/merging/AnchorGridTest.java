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

package io.github.diffseg.segment.merging;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnchorGridTest {

    @Test
    void sixteenAnchorsOn64CellsLieAt1To61() {
        int[] indices = AnchorGrid.indices(16, 64, 64);
        assertEquals(256, indices.length);
        int[] firstRow = IntStream.range(0, 16).map(i -> 64 + 1 + 4 * i).toArray();
        assertArrayEquals(firstRow, Arrays.copyOf(indices, 16));
        assertEquals(61 * 64 + 61, indices[255]);
    }

    @Test
    void eachAxisHasItsOwnStep() {
        // 5 rows: step 2, start 0; 8 columns: step 3, start 0
        assertArrayEquals(new int[] {0, 3, 6, 16, 19, 22, 32, 35, 38}, AnchorGrid.indices(3, 5, 8));
    }

    @Test
    void moreAnchorsThanCellsTakeEveryCell() {
        assertArrayEquals(IntStream.range(0, 6).toArray(), AnchorGrid.indices(16, 2, 3));
    }

    @Test
    void aSingleAnchorLiesInTheMiddle() {
        assertArrayEquals(new int[] {2 * 7 + 3}, AnchorGrid.indices(1, 5, 7));
        assertArrayEquals(new int[] {0}, AnchorGrid.indices(4, 1, 1));
    }

    @Test
    void noAnchorIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> AnchorGrid.indices(0, 4, 4));
        assertThrows(IllegalArgumentException.class, () -> AnchorGrid.indices(4, 0, 4));
    }
}
