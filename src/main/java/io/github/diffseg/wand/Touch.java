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

import ij.gui.Roi;
import io.github.diffseg.explore.GranularitySteps;
import io.github.diffseg.segment.tree.MergeTree;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A place in an image that was touched, and the segments there, from the smallest part to the
 * whole: each step is the next joint of the merge tree that changes the segment at this place.
 *
 * <p>Where only the connected part counts, a region belongs to it from the granularity on at which
 * a chain of touching regions that all belong to the same segment leads there: the lowest of the
 * highest joints over all chains, found as shortest paths are (Dijkstra, with the maximum in place
 * of the sum).
 */
public final class Touch {

    private final LeafRegions regions;
    private final int x;
    private final int y;
    private final boolean connectedPart;

    /** For each region, the height of the joint that brings it in. */
    private final double[] joins;

    private final GranularitySteps steps;

    /**
     * @param start the region that was touched
     */
    Touch(MergeTree tree, LeafRegions regions, int start, int x, int y, boolean connectedPart) {
        this.regions = regions;
        this.x = x;
        this.y = y;
        this.connectedPart = connectedPart;
        double[] heights = heights(tree, regions.leafOf(start));
        joins = new double[regions.count()];
        if (connectedPart) {
            joinByChains(heights, start);
        } else {
            Arrays.setAll(joins, region -> heights[regions.leafOf(region)]);
        }
        steps =
                new GranularitySteps(
                        Arrays.stream(joins)
                                .filter(height -> height < Double.POSITIVE_INFINITY)
                                .sorted()
                                .distinct()
                                .toArray());
    }

    private static double[] heights(MergeTree tree, int touched) {
        double[] heights = new double[tree.leaves()];
        Arrays.setAll(heights, leaf -> tree.joinHeight(touched, leaf));
        return heights;
    }

    private record Reached(int region, double height) {}

    private void joinByChains(double[] heights, int start) {
        Arrays.fill(joins, Double.POSITIVE_INFINITY);
        joins[start] = 0;
        PriorityQueue<Reached> queue =
                new PriorityQueue<>(
                        Comparator.comparingDouble(Reached::height)
                                .thenComparingInt(Reached::region));
        queue.add(new Reached(start, 0));
        while (!queue.isEmpty()) {
            Reached from = queue.remove();
            if (from.height() > joins[from.region()]) {
                continue;
            }
            for (int next : regions.neighboursOf(from.region())) {
                double height = Math.max(from.height(), heights[regions.leafOf(next)]);
                if (height < joins[next]) {
                    joins[next] = height;
                    queue.add(new Reached(next, height));
                }
            }
        }
    }

    /** {@return column of the place in the image} */
    public int x() {
        return x;
    }

    /** {@return row of the place in the image} */
    public int y() {
        return y;
    }

    /** {@return whether parts of the segment that do not touch this one are left out} */
    public boolean connectedPart() {
        return connectedPart;
    }

    /** {@return the number of different segments at this place, at least 1} */
    public int count() {
        return steps.count();
    }

    /**
     * Tells how a macro asks for a segment.
     *
     * @param position 0, the smallest part, … {@link #count()} − 1, the whole
     * @return a granularity that gives this segment, in the range that commands take
     */
    public double granularity(int position) {
        return steps.at(position);
    }

    /**
     * Finds the segment of a granularity.
     *
     * @param granularity where the merge tree is cut
     * @return the position of the segment at this place
     */
    public int positionOf(double granularity) {
        return steps.positionOf(granularity);
    }

    /**
     * Traces a segment.
     *
     * @return the outline of the segment at a position, with its holes
     */
    public Roi outline(int position) {
        double granularity = granularity(position);
        return regions.outline(region -> joins[region] < granularity);
    }
}
