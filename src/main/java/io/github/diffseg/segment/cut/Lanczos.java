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

import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The largest eigenvalues of a symmetric matrix with their eigenvectors, by the Lanczos iteration
 * with full reorthogonalisation (Golub &amp; Van Loan, Matrix Computations, section 10.1). It needs
 * products of the matrix with a vector only. Started at a fixed vector: the same matrix always
 * gives the same.
 */
final class Lanczos {

    /** By how much an eigenvector may miss its equation, relative to the largest eigenvalue. */
    private static final double TOLERANCE = 1e-6;

    /** Below this nothing new is left in the Krylov space. */
    private static final double EXHAUSTED = 1e-12;

    /** So many steps lie between two looks at how near it is, or this part of all. */
    private static final int STEPS_BETWEEN_LOOKS = 8;

    private static final int PARTS_BETWEEN_LOOKS = 4;

    private static final int MOST_STEPS = 400;

    private static final long SEED = 20;

    private final int size;
    private final UnaryOperator<double[]> matrix;
    private final List<double[]> known;
    private final Progress progress;
    private final List<double[]> basis = new ArrayList<>();
    private final double[] diagonal = new double[MOST_STEPS];
    private final double[] secondary = new double[MOST_STEPS];

    /**
     * Eigenvalues with their vectors.
     *
     * @param values descending
     * @param vectors of length 1, in the order of the values
     */
    record Eigenpairs(double[] values, double[][] vectors) {}

    private Lanczos(
            int size, UnaryOperator<double[]> matrix, List<double[]> known, Progress progress) {
        this.size = size;
        this.matrix = matrix;
        this.known = known;
        this.progress = progress;
    }

    /**
     * The largest eigenvalues beside known ones.
     *
     * @param size n
     * @param matrix multiplies a vector {@code [n]}, which it must leave as it is, by the symmetric
     *     matrix
     * @param known eigenvectors of length 1, orthogonal to each other, that are not looked for
     * @param wanted how many are looked for, from 1 to n less the known ones
     * @param progress asked before each product whether to stop
     * @return so many pairs; fewer if the matrix has fewer different eigenvalues. Signs of vectors
     *     are arbitrary.
     */
    static Eigenpairs largest(
            int size,
            UnaryOperator<double[]> matrix,
            List<double[]> known,
            int wanted,
            Progress progress) {
        return new Lanczos(size, matrix, known, progress).run(wanted);
    }

    private Eigenpairs run(int wanted) {
        int most = Math.min(MOST_STEPS, size - known.size());
        double[] next = start();
        int look = Math.max(wanted, STEPS_BETWEEN_LOOKS);
        for (int step = 0; ; step++) {
            progress.checkCancelled();
            basis.add(next);
            double[] image = matrix.apply(next);
            diagonal[step] = dot(image, next);
            // Twice is enough (Kahan, Parlett): rounding after the first leaves a little of each
            orthogonalise(image);
            orthogonalise(image);
            double length = Math.sqrt(dot(image, image));
            int done = step + 1;
            boolean last = done == most || length < EXHAUSTED;
            if (last || done == look) {
                EigenDecomposition ritz = ritz(done);
                if (last || isNear(ritz, Math.min(wanted, done), length)) {
                    return pairs(ritz, Math.min(wanted, done));
                }
                look = done + Math.max(STEPS_BETWEEN_LOOKS, done / PARTS_BETWEEN_LOOKS);
            }
            secondary[step] = length;
            next = scaled(image, 1 / length);
        }
    }

    private double[] start() {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] start = random.doubles(size, -1, 1).toArray();
        orthogonalise(start);
        orthogonalise(start);
        return scaled(start, 1 / Math.sqrt(dot(start, start)));
    }

    private EigenDecomposition ritz(int steps) {
        return new EigenDecomposition(
                Arrays.copyOf(diagonal, steps), Arrays.copyOf(secondary, steps - 1));
    }

    private static boolean isNear(EigenDecomposition ritz, int wanted, double length) {
        double largest = Math.abs(ritz.getRealEigenvalue(0));
        for (int i = 0; i < wanted; i++) {
            double rest = length * ritz.getEigenvector(i).getEntry(basisEnd(ritz));
            if (Math.abs(rest) > TOLERANCE * largest) {
                return false;
            }
        }
        return true;
    }

    private static int basisEnd(EigenDecomposition ritz) {
        return ritz.getRealEigenvalues().length - 1;
    }

    private Eigenpairs pairs(EigenDecomposition ritz, int count) {
        double[][] vectors = new double[count][size];
        for (int i = 0; i < count; i++) {
            double[] shares = ritz.getEigenvector(i).toArray();
            for (int b = 0; b < shares.length; b++) {
                add(vectors[i], basis.get(b), shares[b]);
            }
            vectors[i] = scaled(vectors[i], 1 / Math.sqrt(dot(vectors[i], vectors[i])));
        }
        return new Eigenpairs(Arrays.copyOf(ritz.getRealEigenvalues(), count), vectors);
    }

    private void orthogonalise(double[] vector) {
        for (double[] other : known) {
            add(vector, other, -dot(vector, other));
        }
        for (double[] other : basis) {
            add(vector, other, -dot(vector, other));
        }
    }

    private static void add(double[] vector, double[] other, double times) {
        for (int i = 0; i < vector.length; i++) {
            vector[i] += times * other[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] scaled(double[] vector, double factor) {
        return Arrays.stream(vector).map(x -> x * factor).toArray();
    }
}
