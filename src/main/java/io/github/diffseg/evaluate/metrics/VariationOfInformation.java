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
 * What is not known of one partition when the other is known, in bits (M. Meilă, "Comparing
 * clusterings – an information based distance", Journal of Multivariate Analysis 98, 2007). Pixels
 * in no segment are one more segment.
 *
 * @param split H(prediction | truth): grows where a true region falls into several segments; 0 or
 *     more
 * @param merge H(truth | prediction): grows where a segment holds several true regions; 0 or more
 */
public record VariationOfInformation(double split, double merge) {

    /** {@return both parts; NaN if no pixel is labelled} */
    public static VariationOfInformation of(ConfusionTable table) {
        double total = table.total();
        long[] columnTotals = new long[table.segments() + 1];
        double joint = 0;
        double truth = 0;
        for (long[] row : table.withRest()) {
            truth += term(Arrays.stream(row).sum(), total);
            for (int column = 0; column < row.length; column++) {
                joint += term(row[column], total);
                columnTotals[column] += row[column];
            }
        }
        double prediction = Arrays.stream(columnTotals).mapToDouble(n -> term(n, total)).sum();
        // Rounding must not make an entropy negative
        return new VariationOfInformation(
                total == 0 ? Double.NaN : Math.max(0, joint - truth),
                total == 0 ? Double.NaN : Math.max(0, joint - prediction));
    }

    /** {@return the variation of information, 0 for equal partitions} */
    public double sum() {
        return split + merge;
    }

    private static double term(long pixels, double total) {
        double share = pixels / total;
        return pixels == 0 ? 0 : -share * Math.log(share) / Math.log(2);
    }
}
