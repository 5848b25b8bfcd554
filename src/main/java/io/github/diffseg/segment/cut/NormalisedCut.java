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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.List;

/**
 * The best cut of a set of cells in two (Shi &amp; Malik 2000): the second smallest generalised
 * eigenvector of (D − W, D), cut at the best of 100 thresholds, which lie evenly between 0.99 times
 * its least and 0.99 times its largest value.
 *
 * @param value NCut = cut(A, B) / assoc(A, V) + cut(A, B) / assoc(B, V), in [0, 2]; infinite if the
 *     cells cannot be told apart
 * @param upper {@code [m]}, true for the cells of A, whose values are above the threshold; null if
 *     the cells cannot be told apart
 */
record NormalisedCut(double value, boolean[] upper) {

    private static final int THRESHOLDS = 100;
    private static final double PART_OF_RANGE = 0.99;

    private static final NormalisedCut NONE = new NormalisedCut(Double.POSITIVE_INFINITY, null);

    /**
     * Finds the cut.
     *
     * @param affinity W, {@code [m, m]} float64 or float32, symmetric, 0 or more, above 0 on the
     *     diagonal
     */
    static NormalisedCut of(NDArray affinity, Progress progress) {
        if (affinity.getShape().get(0) < 2) {
            return NONE;
        }
        Laplacian laplacian = Laplacian.of(affinity);
        double[] vector = laplacian.smallest(1, progress).vectors()[1];
        double extreme = 0;
        for (double value : vector) {
            extreme = Math.abs(value) > Math.abs(extreme) ? value : extreme;
        }
        if (extreme < 0) {
            vector = Arrays.stream(vector).map(value -> -value).toArray();
        }
        return best(affinity, laplacian.degrees(), vector);
    }

    private static NormalisedCut best(NDArray affinity, double[] degrees, double[] vector) {
        double low = PART_OF_RANGE * Arrays.stream(vector).min().orElseThrow();
        double high = PART_OF_RANGE * Arrays.stream(vector).max().orElseThrow();
        int[] binOf = new int[vector.length];
        for (int cell = 0; cell < vector.length; cell++) {
            for (int i = 0; i < THRESHOLDS; i++) {
                double threshold = low + i * (high - low) / (THRESHOLDS - 1);
                binOf[cell] += vector[cell] > threshold ? 1 : 0;
            }
        }
        int bins = THRESHOLDS + 1;
        double[] between = between(affinity, binOf, bins);
        double[] volumes = new double[bins];
        for (int cell = 0; cell < vector.length; cell++) {
            volumes[binOf[cell]] += degrees[cell];
        }
        double least = Double.POSITIVE_INFINITY;
        int best = -1;
        for (int i = 0; i < THRESHOLDS; i++) {
            double value = value(between, volumes, i);
            if (value < least) {
                least = value;
                best = i;
            }
        }
        if (best < 0) {
            return NONE;
        }
        boolean[] upper = new boolean[vector.length];
        for (int cell = 0; cell < upper.length; cell++) {
            upper[cell] = binOf[cell] > best;
        }
        return new NormalisedCut(least, upper);
    }

    /** The sums of the affinities between bins, {@code [bins, bins]}. */
    private static double[] between(NDArray affinity, int[] binOf, int bins) {
        double[] members = new double[binOf.length * bins];
        for (int cell = 0; cell < binOf.length; cell++) {
            members[cell * bins + binOf[cell]] = 1;
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray inBin = affinity.getManager().create(members, new Shape(binOf.length, bins));
            NDArray toBin =
                    affinity.matMul(inBin.toType(affinity.getDataType(), false))
                            .toType(DataType.FLOAT64, false);
            return inBin.transpose().matMul(toBin).toDoubleArray();
        }
    }

    /** NCut between the bins above i and the others; not a number if one side is empty. */
    private static double value(double[] between, double[] volumes, int i) {
        int bins = volumes.length;
        double cut = 0;
        double above = 0;
        double below = 0;
        for (int a = 0; a < bins; a++) {
            if (a > i) {
                above += volumes[a];
                for (int b = 0; b <= i; b++) {
                    cut += between[a * bins + b];
                }
            } else {
                below += volumes[a];
            }
        }
        return cut / above + cut / below;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NormalisedCut cut
                && value == cut.value
                && Arrays.equals(upper, cut.upper);
    }

    @Override
    public int hashCode() {
        return List.of(value, Arrays.hashCode(upper)).hashCode();
    }

    @Override
    public String toString() {
        return "NCut " + value;
    }
}
