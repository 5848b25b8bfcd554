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

package io.github.diffseg.segment.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupingTest {

    /** Joints: 6 = {0, 1}, 7 = {2, 3}, 8 = {6, 7}, 9 = {4, 5}, 10 = all. */
    private static final MergeTree TREE =
            new MergeTree(
                    new int[] {0, 2, 6, 4, 8},
                    new int[] {1, 3, 7, 5, 9},
                    new double[] {0.1, 0.2, 0.3, 0.4, 0.5});

    @Test
    void withoutCorrectionsItIsTheCut() {
        assertEquals("0 0 1 1 2 3", groups(0.25, ""));
        assertEquals("0 0 0 0 1 1", groups(0.45, ""));
    }

    @Test
    void mergingJoinsAndUnmergesByNodes() {
        assertEquals("0 0 1 1 0 2", groups(0.25, "merge 6 4"));
        assertEquals(List.of(4, 6), grouping(0.25, "merge 6 4").nodesOf(0));
        assertEquals("0 0 1 1 2 3", groups(0.25, "merge 6 4, split 4 6"));
    }

    @Test
    void mergingSiblingsMakesTheirJoint() {
        assertEquals(List.of(8), grouping(0.25, "merge 6 7").nodesOf(0));
    }

    @Test
    void splittingGoesOneStepDown() {
        assertEquals("0 0 1 1 2 2", groups(0.45, "split 8"));
        assertEquals("0 0 1 2 3 3", groups(0.45, "split 8, split 7"));
    }

    @Test
    void splittingWaitsForItsLevel() {
        assertEquals(groups(0.15, ""), groups(0.15, "split 8"));
        assertEquals(groups(0.6, ""), groups(0.6, "split 8"));
    }

    @Test
    void deletedLeavesStayDeletedAtEachLevel() {
        assertEquals("-1 -1 0 0 1 2", groups(0.25, "delete 6"));
        assertEquals("-1 -1 0 0 0 0", groups(0.6, "delete 6"));
        assertEquals(0, grouping(0.6, "delete 10").count());
    }

    @Test
    void mergedLeavesStayTogetherAtEachLevel() {
        assertEquals("0 0 1 2 0 3", groups(0.05, "merge 6 4"));
        assertEquals("0 0 0 0 0 0", groups(0.45, "merge 6 4"));
    }

    @Test
    void correctionsOfAnotherTreeAreRefused() {
        MergeTree tree = MergeTreeTest.randomTree(20, 1);
        MergeTree other = MergeTreeTest.randomTree(20, 2);
        Corrections corrections =
                Corrections.on(tree).plus(new Correction(Correction.Kind.DELETE, List.of(3)));
        assertEquals(Grouping.DELETED, Grouping.of(tree, 0.1, corrections).groupOf(3));
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Grouping.of(other, 0.1, corrections))
                        .getMessage();
        assertTrue(
                message.startsWith(
                        "corrections were made on the merge tree "
                                + tree.fingerprint()
                                + ", and here it is "
                                + other.fingerprint()),
                message);
        Corrections unchecked = Corrections.parse("delete 3");
        assertEquals(Grouping.DELETED, Grouping.of(other, 0.1, unchecked).groupOf(3));
        assertEquals(20, Grouping.of(other, 1e-9, Corrections.on(tree)).count(), "nothing yet");
    }

    @Test
    void aLeafDoesNotSplit() {
        Grouping grouping = grouping(0.05, "");
        assertSame(grouping, grouping.corrected(new Correction(Correction.Kind.SPLIT, List.of(0))));
    }

    @Test
    void coarserOnlyJoinsFinerWhateverWasMergedAndDeleted() {
        Random random = new Random(1);
        for (int trial = 0; trial < 30; trial++) {
            MergeTree tree = MergeTreeTest.randomTree(20, trial);
            Corrections corrections = Corrections.NONE;
            for (int i = 0; i < 5; i++) {
                Correction.Kind kind = Correction.Kind.values()[random.nextInt(3)];
                int a = random.nextInt(tree.nodes() - 5);
                int b = random.nextInt(tree.nodes() - 5);
                corrections =
                        corrections.plus(
                                new Correction(
                                        kind,
                                        kind == Correction.Kind.MERGE
                                                ? List.of(a, b)
                                                : List.of(a)));
            }
            Grouping finer = Grouping.of(tree, 0, corrections);
            for (double level : tree.levels()) {
                Grouping coarser = Grouping.of(tree, Math.nextUp(level), corrections);
                for (int a = 0; a < tree.leaves(); a++) {
                    for (int b = 0; b < a; b++) {
                        assertTrue(
                                finer.groupOf(a) != finer.groupOf(b)
                                        || coarser.groupOf(a) == coarser.groupOf(b),
                                corrections + " at " + level);
                    }
                }
                finer = coarser;
            }
        }
    }

    @Test
    void nodesOfAnotherTreeAreRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> grouping(0.25, "delete 11"));
        assertTrue(e.getMessage().contains("11") && e.getMessage().contains("0 to 10"));
    }

    private static Grouping grouping(double granularity, String corrections) {
        return Grouping.of(TREE, granularity, Corrections.parse(corrections));
    }

    private static String groups(double granularity, String corrections) {
        Grouping grouping = grouping(granularity, corrections);
        StringBuilder text = new StringBuilder();
        for (int leaf = 0; leaf < TREE.leaves(); leaf++) {
            text.append(leaf == 0 ? "" : " ").append(grouping.groupOf(leaf));
        }
        return text.toString();
    }
}
