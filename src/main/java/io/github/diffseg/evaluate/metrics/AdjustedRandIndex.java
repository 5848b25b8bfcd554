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

import java.util.Arrays;

/**
 * How far two partitions agree about which pairs of pixels belong together, corrected for chance
 * (L. Hubert, P. Arabie, "Comparing partitions", Journal of Classification 2, 1985, equation 5).
 * Pixels in no segment are one more segment.
 */
public final class AdjustedRandIndex {

    private AdjustedRandIndex() {}

    /**
     * {@return at most 1, for equal partitions; 0 is what chance gives; NaN if no pixel is
     * labelled}
     */
    public static double of(ConfusionTable table) {
        long[][] rows = table.withRest();
        long[] columnTotals = new long[table.segments() + 1];
        double together = 0;
        double truthPairs = 0;
        for (long[] row : rows) {
            truthPairs += pairs(Arrays.stream(row).sum());
            for (int column = 0; column < row.length; column++) {
                together += pairs(row[column]);
                columnTotals[column] += row[column];
            }
        }
        double predictedPairs =
                Arrays.stream(columnTotals).mapToDouble(AdjustedRandIndex::pairs).sum();
        double allPairs = pairs(table.total());
        if (table.total() == 0) {
            return Double.NaN;
        }
        double expected = allPairs == 0 ? 0 : truthPairs / allPairs * predictedPairs;
        double most = (truthPairs + predictedPairs) / 2;
        // Both partitions trivial in the same way: nothing is left to chance
        return most == expected ? 1 : (together - expected) / (most - expected);
    }

    private static double pairs(long pixels) {
        return 0.5 * pixels * (pixels - 1.0);
    }
}
