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

package io.github.diffseg.evaluate.metrics;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.interfaces.MatchingAlgorithm.Matching;
import org.jgrapht.alg.matching.HopcroftKarpMaximumCardinalityBipartiteMatching;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.SimpleGraph;

/**
 * Pairs the boundary pixels of two maps one to one, as many as possible, none farther apart than a
 * tolerance.
 */
final class BoundaryMatching {

    private BoundaryMatching() {}

    /**
     * {@return whether the pixels of each map, in their order, found a partner}
     *
     * @param tolerance the largest distance of a pair, in pixels
     */
    static Matched match(BoundaryMap first, BoundaryMap second, double tolerance) {
        Set<Integer> firstNodes = nodes(0, first.count());
        Set<Integer> secondNodes = nodes(first.count(), second.count());
        Graph<Integer, DefaultEdge> near = new SimpleGraph<>(DefaultEdge.class);
        firstNodes.forEach(near::addVertex);
        secondNodes.forEach(near::addVertex);
        addEdges(near, first, second, tolerance);
        Matching<Integer, DefaultEdge> matching =
                new HopcroftKarpMaximumCardinalityBipartiteMatching<>(near, firstNodes, secondNodes)
                        .getMatching();
        boolean[] firstMatched = new boolean[first.count()];
        boolean[] secondMatched = new boolean[second.count()];
        for (DefaultEdge pair : matching.getEdges()) {
            // Edges were added from the first map to the second
            firstMatched[near.getEdgeSource(pair)] = true;
            secondMatched[near.getEdgeTarget(pair) - first.count()] = true;
        }
        return new Matched(firstMatched, secondMatched);
    }

    /** Which pixels of the two maps are in a pair. */
    record Matched(boolean[] first, boolean[] second) {}

    private static Set<Integer> nodes(int start, int count) {
        return IntStream.range(start, start + count)
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    private static void addEdges(
            Graph<Integer, DefaultEdge> near,
            BoundaryMap first,
            BoundaryMap second,
            double tolerance) {
        int width = first.width();
        int reach = (int) tolerance;
        int[] positions = second.positions();
        for (int i = 0; i < first.count(); i++) {
            int x = first.pixel(i) % width;
            int y = first.pixel(i) / width;
            for (int v = Math.max(0, y - reach);
                    v <= Math.min(first.height() - 1, y + reach);
                    v++) {
                for (int u = Math.max(0, x - reach); u <= Math.min(width - 1, x + reach); u++) {
                    int position = positions[v * width + u];
                    if (position >= 0 && Math.hypot(u - x, v - y) <= tolerance) {
                        near.addEdge(i, first.count() + position);
                    }
                }
            }
        }
    }
}
