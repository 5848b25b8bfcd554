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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class LanczosTest {

    private static final int SIZE = 60;
    private final RealMatrix matrix = symmetric(SIZE);
    private final EigenDecomposition dense = new EigenDecomposition(matrix);

    @Test
    void theLargestEigenvaluesAreThoseOfTheDenseDecomposition() {
        Lanczos.Eigenpairs pairs =
                Lanczos.largest(SIZE, matrix::operate, List.of(), 4, Progress.NONE);
        for (int i = 0; i < 4; i++) {
            assertEquals(dense.getRealEigenvalue(i), pairs.values()[i], 1e-8);
            assertEquals(1, overlap(dense, i, pairs.vectors()[i]), 1e-8);
        }
    }

    @Test
    void aKnownVectorIsNotFoundAgain() {
        double[] known = dense.getEigenvector(0).toArray();
        Lanczos.Eigenpairs pairs =
                Lanczos.largest(SIZE, matrix::operate, List.of(known), 1, Progress.NONE);
        assertEquals(dense.getRealEigenvalue(1), pairs.values()[0], 1e-8);
    }

    @Test
    void twoCallsGiveTheSameBits() {
        Lanczos.Eigenpairs one =
                Lanczos.largest(SIZE, matrix::operate, List.of(), 3, Progress.NONE);
        Lanczos.Eigenpairs two =
                Lanczos.largest(SIZE, matrix::operate, List.of(), 3, Progress.NONE);
        assertArrayEquals(one.vectors()[2], two.vectors()[2]);
    }

    @Test
    void aMatrixOfOneEigenvalueEndsEarly() {
        Lanczos.Eigenpairs pairs =
                Lanczos.largest(SIZE, x -> x.clone(), List.of(), 5, Progress.NONE);
        assertArrayEquals(new double[] {1}, pairs.values(), 1e-12);
    }

    @Test
    void isCancelled() {
        assertThrows(
                CancellationException.class,
                () -> Lanczos.largest(SIZE, matrix::operate, List.of(), 1, Cancelled.IMMEDIATELY));
        assertTrue(dense.getRealEigenvalue(0) > dense.getRealEigenvalue(1));
    }

    private static double overlap(EigenDecomposition dense, int i, double[] vector) {
        double sum = 0;
        for (int j = 0; j < vector.length; j++) {
            sum += dense.getEigenvector(i).getEntry(j) * vector[j];
        }
        return Math.abs(sum);
    }

    private static RealMatrix symmetric(int size) {
        Random random = new Random(1);
        double[][] values = new double[size][size];
        for (double[] row : values) {
            for (int i = 0; i < size; i++) {
                row[i] = random.nextDouble();
            }
        }
        RealMatrix square = new Array2DRowRealMatrix(values);
        return square.multiply(square.transpose());
    }
}
