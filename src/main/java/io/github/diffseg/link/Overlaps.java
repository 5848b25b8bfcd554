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

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much the segments of two planes lie on each other. */
final class Overlaps {

    /**
     * Two labels of neighbouring planes that share pixels.
     *
     * @param earlier label of the one plane
     * @param later label of the other
     * @param share intersection over union, in (0, 1]
     */
    record Pair(int earlier, int later, double share) {}

    private Overlaps() {}

    /** {@return all pairs that share pixels, by earlier, then by later label} */
    static List<Pair> of(LabelMap earlier, LabelMap later) {
        long[] earlierArea = new long[earlier.count() + 1];
        long[] laterArea = new long[later.count() + 1];
        Map<Long, int[]> shared = new HashMap<>();
        int[] a = earlier.labels();
        int[] b = later.labels();
        for (int i = 0; i < a.length; i++) {
            earlierArea[a[i]]++;
            laterArea[b[i]]++;
            if (a[i] != 0 && b[i] != 0) {
                shared.computeIfAbsent((long) a[i] << Integer.SIZE | b[i], key -> new int[1])[0]++;
            }
        }
        List<Pair> pairs = new ArrayList<>(shared.size());
        shared.forEach(
                (key, pixels) -> {
                    int from = (int) (key >> Integer.SIZE);
                    int to = key.intValue();
                    long union = earlierArea[from] + laterArea[to] - pixels[0];
                    pairs.add(new Pair(from, to, pixels[0] / (double) union));
                });
        pairs.sort(Comparator.comparingInt(Pair::earlier).thenComparingInt(Pair::later));
        return pairs;
    }
}
