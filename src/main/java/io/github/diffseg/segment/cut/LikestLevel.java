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

import io.github.diffseg.segment.tree.MergeTree;
import io.github.diffseg.segment.tree.ShortDecimal;

/** The level of a tree that is most like given clusters, by the adjusted Rand index. */
final class LikestLevel {

    private LikestLevel() {}

    /**
     * {@return a granularity with few digits, above 0; the finest of those that are equally like}
     *
     * @param tree with the leaf of each cell
     * @param clusters {@code [n]}, a number for each cell, from 0
     */
    static double of(CutTree tree, int[] clusters) {
        double[] levels = tree.tree().levels();
        double best = Double.NEGATIVE_INFINITY;
        double granularity = 1;
        for (int i = 0; i <= levels.length; i++) {
            double above = i == 0 ? 0 : levels[i - 1];
            double upTo = i == levels.length ? beyond(above) : levels[i];
            if (upTo > 0) {
                double alike = alike(groups(tree, upTo), clusters);
                if (alike > best) {
                    best = alike;
                    granularity = ShortDecimal.between(above, upTo);
                }
            }
        }
        return granularity;
    }

    /** All is one segment there: nothing is higher, but parts that have nothing in common. */
    private static double beyond(double highest) {
        return highest < CutTree.LARGEST ? CutTree.LARGEST : 2 * highest + 1;
    }

    private static int[] groups(CutTree tree, double granularity) {
        MergeTree joints = tree.tree();
        int[] topOfLeaf = joints.cut(granularity);
        int[] groups = new int[tree.leafOfCell().length];
        for (int cell = 0; cell < groups.length; cell++) {
            groups[cell] = topOfLeaf[tree.leafOfCell()[cell]];
        }
        return groups;
    }

    /** The adjusted Rand index (Hubert &amp; Arabie 1985, eq. 5); 1 if both are the same. */
    private static double alike(int[] a, int[] b) {
        long[][] table = new long[1 + max(a)][1 + max(b)];
        for (int cell = 0; cell < a.length; cell++) {
            table[a[cell]][b[cell]]++;
        }
        double both = 0;
        double inA = 0;
        long[] columns = new long[table[0].length];
        for (long[] row : table) {
            long sum = 0;
            for (int column = 0; column < row.length; column++) {
                both += pairs(row[column]);
                sum += row[column];
                columns[column] += row[column];
            }
            inA += pairs(sum);
        }
        double inB = 0;
        for (long column : columns) {
            inB += pairs(column);
        }
        double expected = inA * inB / pairs(a.length);
        double most = (inA + inB) / 2;
        return most == expected ? 1 : (both - expected) / (most - expected);
    }

    private static double pairs(long count) {
        return count * (count - 1) / 2.0;
    }

    private static int max(int[] values) {
        int max = 0;
        for (int value : values) {
            max = Math.max(max, value);
        }
        return max;
    }
}
