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

import org.apache.commons.math3.linear.RealMatrix;

/**
 * The first pivots of a QR factorisation with column pivoting: again and again the column with the
 * longest rest, which is then taken out of all others (Golub &amp; Van Loan, section 5.4).
 */
final class PivotedColumns {

    private PivotedColumns() {}

    /**
     * {@return indices of columns; the first where several are equally long}
     *
     * @param matrix {@code [m, n]}
     * @param count at most m and n
     */
    static int[] of(RealMatrix matrix, int count) {
        double[][] rest = matrix.transpose().getData();
        int[] pivots = new int[count];
        for (int i = 0; i < count; i++) {
            int longest = 0;
            for (int column = 1; column < rest.length; column++) {
                if (dot(rest[column], rest[column]) > dot(rest[longest], rest[longest])) {
                    longest = column;
                }
            }
            pivots[i] = longest;
            double[] pivot = rest[longest].clone();
            double squared = dot(pivot, pivot);
            for (double[] column : rest) {
                double times = squared > 0 ? dot(column, pivot) / squared : 0;
                for (int row = 0; row < column.length; row++) {
                    column[row] -= times * pivot[row];
                }
            }
        }
        return pivots;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
