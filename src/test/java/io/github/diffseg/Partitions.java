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

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Compares label maps that number the same segments differently. */
public final class Partitions {

    private Partitions() {}

    /**
     * @return the part of the pixels that agree when each label stands for the one that it covers
     *     most of; a label of the second map is taken once at most
     */
    public static double agreement(int[] found, int[] expected) {
        if (found.length != expected.length) {
            throw new IllegalArgumentException(found.length + " and " + expected.length);
        }
        Map<Integer, Map<Integer, Integer>> counts = new HashMap<>();
        for (int i = 0; i < found.length; i++) {
            counts.computeIfAbsent(found[i], label -> new HashMap<>())
                    .merge(expected[i], 1, Integer::sum);
        }
        Map<Integer, Integer> best = new HashMap<>();
        for (Map<Integer, Integer> row : counts.values()) {
            Map.Entry<Integer, Integer> most =
                    row.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            best.merge(most.getKey(), most.getValue(), Math::max);
        }
        return best.values().stream().mapToLong(Integer::longValue).sum() / (double) found.length;
    }

    static int distinct(int[] labels) {
        return (int) Arrays.stream(labels).distinct().count();
    }
}
