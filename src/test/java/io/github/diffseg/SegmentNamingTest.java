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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentNamingTest {

    /** Left 1, right 2, none at the bottom; a pixel for each cell. */
    private static final LabelMap LABELS = new LabelMap(2, 3, new int[] {1, 2, 1, 2, 0, 0}, 2);

    @Test
    void aSegmentHasTheWordThatIsStrongerThereThanElsewhere() {
        AttentionMap left = new AttentionMap(new float[] {.25f, .05f, .25f, .05f, .2f, .2f}, 3, 2);
        AttentionMap right = new AttentionMap(new float[] {.2f, .1f, .1f, .3f, .15f, .15f}, 3, 2);
        SegmentClasses classes =
                SegmentNaming.of(List.of("cell", "vessel"), List.of(left, right), LABELS);
        assertArrayEquals(new int[] {1, 2}, classes.ofLabel());
        assertEquals("vessel", classes.nameOf(2));
        assertArrayEquals(new double[] {.25 * 6, .15 * 6}, classes.strength()[0], 1e-6);
        assertArrayEquals(new double[] {.05 * 6, .2 * 6}, classes.strength()[1], 1e-6);
        assertArrayEquals(new int[] {1, 2, 1, 2, 0, 0}, classes.of(LABELS).labels());
    }

    @Test
    void ofEqualWordsTheFirstCounts() {
        AttentionMap map = new AttentionMap(new float[] {.5f, .5f}, 1, 2).indifferent();
        SegmentClasses classes = SegmentNaming.of(List.of("b", "a"), List.of(map, map), LABELS);
        assertArrayEquals(new int[] {1, 1}, classes.ofLabel());
        assertArrayEquals(new double[] {1, 1}, classes.strength()[1], 1e-6);
    }

    @Test
    void followedObjectsKeepTheirClasses() {
        SegmentClasses classes =
                new SegmentClasses(List.of("a", "b"), new int[] {2, 1, 1}, new double[3][2]);
        SegmentClasses numbered = classes.renumbered(new int[] {0, 4, 0, 2}, 5);
        assertArrayEquals(new int[] {0, 1, 0, 2, 0}, numbered.ofLabel());
        assertEquals("", numbered.nameOf(1));
        assertEquals("b", numbered.nameOf(4));
    }
}
