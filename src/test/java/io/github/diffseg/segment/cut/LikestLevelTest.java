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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.segment.tree.MergeTree;
import org.junit.jupiter.api.Test;

class LikestLevelTest {

    private static final int[] ONE = {0, 0, 0, 0};

    private static CutTree tree(double lower, double upper) {
        MergeTree tree =
                new MergeTree(
                        new int[] {0, 3, 5},
                        new int[] {1, 2, 4},
                        new double[] {lower, lower, upper});
        return new CutTree(tree, new int[] {0, 1, 2, 3});
    }

    @Test
    void allAsOneSegmentIsAtTheEndOfTheRange() {
        for (double upper : new double[] {1.3, 1.95, Math.nextDown(2.0)}) {
            CutTree tree = tree(1.2, upper);
            double granularity = LikestLevel.of(tree, ONE);
            assertEquals(2, granularity);
            int[] tops = tree.tree().cut(granularity);
            assertEquals(tops[0], tops[3], "one segment");
        }
    }

    /** Parts that have nothing in common join at no threshold of the range. */
    @Test
    void onlyWhatHasNothingInCommonIsBeyond() {
        CutTree tree = tree(1.2, 2);
        double granularity = LikestLevel.of(tree, ONE);
        assertTrue(granularity > 2);
        int[] tops = tree.tree().cut(granularity);
        assertEquals(tops[0], tops[3], "one segment");
    }

    @Test
    void aLevelBelowIsShortToWrite() {
        assertEquals(1.2, LikestLevel.of(tree(1.15, 1.27), new int[] {0, 0, 1, 1}));
    }
}
