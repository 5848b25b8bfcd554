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

package io.github.diffseg.link;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jgrapht.Graph;
import org.jgrapht.alg.matching.KuhnMunkresMinimalWeightBipartitePerfectMatching;
import org.jgrapht.generate.SimpleWeightedBipartiteGraphMatrixGenerator;
import org.jgrapht.graph.DefaultWeightedEdge;
import org.jgrapht.graph.SimpleWeightedGraph;
import org.jgrapht.util.SupplierUtil;

/** The assignment problem, by Kuhn and Munkres. */
public final class Assignment {

    private Assignment() {}

    /**
     * {@return {@code [n]}, the column of each row, such that their costs are as small as possible
     * together; between equal ones the solver decides, always the same way}
     *
     * @param costs {@code [n, n]} of giving column j to row i
     */
    public static int[] leastCost(double[][] costs) {
        int size = costs.length;
        List<Integer> rows = IntStream.range(0, size).boxed().toList();
        List<Integer> columns = IntStream.range(size, 2 * size).boxed().toList();
        Graph<Integer, DefaultWeightedEdge> graph =
                new SimpleWeightedGraph<>(null, SupplierUtil.createDefaultWeightedEdgeSupplier());
        new SimpleWeightedBipartiteGraphMatrixGenerator<Integer, DefaultWeightedEdge>()
                .first(rows)
                .second(columns)
                .weights(costs)
                .generateGraph(graph);
        int[] columnOfRow = new int[size];
        // The order of the sets decides between equal costs: it must be the same in every JVM
        for (DefaultWeightedEdge pair :
                new KuhnMunkresMinimalWeightBipartitePerfectMatching<>(
                                graph, new LinkedHashSet<>(rows), new LinkedHashSet<>(columns))
                        .getMatching()) {
            int a = graph.getEdgeSource(pair);
            int b = graph.getEdgeTarget(pair);
            columnOfRow[Math.min(a, b)] = Math.max(a, b) - size;
        }
        return columnOfRow;
    }
}
