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

package io.github.diffseg.evaluate.method;

import io.github.diffseg.segment.label.LabelMap;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Numbers clusters as all label maps are: 1…K by decreasing area. */
final class ClusterLabels {

    private ClusterLabels() {}

    /**
     * Numbers clusters by decreasing area.
     *
     * @param clusters {@code [height · width]}, 0 or more, or below 0 for no cluster
     */
    static LabelMap of(int[] clusters, int width, int height) {
        int[] areas = new int[Arrays.stream(clusters).max().orElseThrow() + 1];
        for (int cluster : clusters) {
            if (cluster >= 0) {
                areas[cluster]++;
            }
        }
        int[] order =
                IntStream.range(0, areas.length)
                        .filter(cluster -> areas[cluster] > 0)
                        .boxed()
                        .sorted(Comparator.comparingInt(cluster -> -areas[cluster]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        int[] labelOf = new int[areas.length];
        for (int i = 0; i < order.length; i++) {
            labelOf[order[i]] = i + 1;
        }
        int[] labels =
                Arrays.stream(clusters)
                        .map(cluster -> cluster < 0 ? 0 : labelOf[cluster])
                        .toArray();
        return new LabelMap(width, height, labels, order.length);
    }
}
