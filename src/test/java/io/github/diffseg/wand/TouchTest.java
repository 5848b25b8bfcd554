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

package io.github.diffseg.wand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.Roi;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.tree.MergeTree;
import java.awt.Point;
import org.junit.jupiter.api.Test;

/** Walks on a drawn plane of four leaves. */
class TouchTest {

    /** Leaf 0 is a ring around leaf 2, and one pixel beyond leaf 1. */
    private static final int[] LEAVES = {
        0, 0, 0, 1, 1, 3,
        0, 2, 0, 1, 1, 3,
        0, 0, 0, 1, 0, 3
    };

    /** 0 and 2 join at 1, with 1 at 2, with 3 at 3. */
    private static final MergeTree TREE =
            new MergeTree(new int[] {0, 4, 5}, new int[] {2, 1, 3}, new double[] {1, 2, 3});

    private static Touch touch(int x, int y, boolean connectedPart) {
        SegmentationHierarchy hierarchy = new SegmentationHierarchy(TREE, 6, 3, LEAVES);
        LeafRegions regions = new LeafRegions(hierarchy, new Point(), Progress.NONE);
        return new Touch(TREE, regions, regions.at(x, y), x, y, connectedPart);
    }

    private static int area(Roi roi) {
        return roi.getContainedPoints().length;
    }

    @Test
    void theSmallestPartHasItsHole() {
        Roi ring = touch(0, 0, true).outline(0);
        assertEquals(8, area(ring));
        assertFalse(ring.contains(1, 1));
        assertTrue(ring.contains(2, 2));
    }

    @Test
    void eachStepIsTheNextJointThatChangesTheSegment() {
        Touch touch = touch(0, 0, true);
        assertEquals(4, touch.count());
        // The pixel beyond leaf 1 comes with leaf 1, which leads to it
        int[] areas = {8, 9, 15, 18};
        for (int position = 0; position < areas.length; position++) {
            assertEquals(areas[position], area(touch.outline(position)));
            assertEquals(position, touch.positionOf(touch.granularity(position)));
        }
        // Nothing new touches the lone pixel before leaf 1 does
        Touch lone = touch(4, 2, true);
        assertEquals(3, lone.count());
        assertEquals(1, area(lone.outline(0)));
        assertEquals(15, area(lone.outline(1)));
    }

    @Test
    void allPartsOfASegmentIfWanted() {
        Touch touch = touch(0, 0, false);
        assertEquals(9, area(touch.outline(0)));
        assertEquals(10, area(touch.outline(1)));
        assertTrue(touch.outline(0).contains(4, 2));
    }

    @Test
    void positionsAreThoseOfTheCutsOfTheTree() {
        Touch touch = touch(1, 1, true);
        assertEquals(0, touch.positionOf(1));
        assertEquals(1, touch.positionOf(1.01));
        assertEquals(1, touch.positionOf(2));
        assertEquals(3, touch.positionOf(50));
    }
}
