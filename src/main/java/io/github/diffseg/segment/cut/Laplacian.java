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
 * The normalised Laplacian I − D^−½ W D^−½ of an affinity W, where D holds the sums of its rows.
 */
final class Laplacian {

    private final NDArray affinity;
    private final double[] degrees;
    private final double[] roots;

    private Laplacian(NDArray affinity, double[] degrees) {
        this.affinity = affinity;
        this.degrees = degrees;
        this.roots = Arrays.stream(degrees).map(Math::sqrt).toArray();
    }

    /**
     * Refers to the affinity, which must stay open.
     *
     * @param affinity W, {@code [m, m]} float64 or float32, symmetric, 0 or more, above 0 on the
     *     diagonal
     */
    static Laplacian of(NDArray affinity) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray degrees = affinity.sum(new int[] {1}).toType(DataType.FLOAT64, false);
            return new Laplacian(affinity, degrees.toDoubleArray());
        }
    }

    /**
     * The smallest eigenvalues, with the eigenvectors of the generalised problem (D − W) v = λ D v.
     *
     * @param values ascending, the first is 0
     * @param vectors {@code [k + 1][m]}, of length 1 in the norm of D, but for rounding
     */
    record Smallest(double[] values, double[][] vectors) {}

    /**
     * The smallest eigenvalues.
     *
     * @param beyond how many beside the smallest, which is 0; from 1 to m − 1
     */
    Smallest smallest(int beyond, Progress progress) {
        double norm = Math.sqrt(Arrays.stream(degrees).sum());
        double[] constant = Arrays.stream(roots).map(root -> root / norm).toArray();
        Lanczos.Eigenpairs pairs =
                Lanczos.largest(degrees.length, this::product, List.of(constant), beyond, progress);
        int count = pairs.values().length;
        double[] values = new double[count + 1];
        double[][] vectors = new double[count + 1][];
        vectors[0] = overRoots(constant);
        for (int i = 0; i < count; i++) {
            values[i + 1] = 1 - pairs.values()[i];
            vectors[i + 1] = overRoots(pairs.vectors()[i]);
        }
        return new Smallest(values, vectors);
    }

    /** {@return {@code [m]}, the sums of the rows of W} */
    double[] degrees() {
        return degrees;
    }

    /** D^−½ W D^−½ x. */
    private double[] product(double[] x) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray vector =
                    affinity.getManager()
                            .create(overRoots(x), new Shape(x.length, 1))
                            .toType(affinity.getDataType(), false);
            NDArray product = affinity.matMul(vector).toType(DataType.FLOAT64, false);
            return overRoots(product.toDoubleArray());
        }
    }

    private double[] overRoots(double[] x) {
        double[] result = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            result[i] = x[i] / roots[i];
        }
        return result;
    }
}
