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

package io.github.diffseg.engine.operators;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;

/**
 * The matrices of a {@link TileTransform} as arrays.
 *
 * <p>On maps as flat vectors, a transform in two dimensions is the Kronecker product of the
 * one-dimensional matrix with itself. Where wide vectors make large products cheap, it is one
 * product with that; elsewhere it takes two steps, one for each dimension, with a third of the
 * multiplications (docs/benchmarks.md).
 */
final class TileConvolution {

    private final NDArray toTiles;
    private final NDArray kernelToTiles;
    private final NDArray fromTiles;

    /**
     * Makes the arrays that all calls share.
     *
     * @param manager of the arrays, which live as long
     * @param transform whose matrices they are
     * @param inSteps whether maps are transformed in two steps, one for each dimension, along the
     *     rows last: the factors of a tile and its kernels are in the order of columns, then rows
     */
    TileConvolution(NDManager manager, TileTransform transform, boolean inSteps) {
        float[][] kernels = transform.kernelToTile();
        toTiles = maps(manager, transform.toTile(), inSteps);
        kernelToTiles =
                inSteps
                        ? kept(manager.create(columnsFirst(kernels), squaredShape(kernels)))
                        : squared(manager, kernels);
        fromTiles = maps(manager, transform.fromTile(), inSteps);
    }

    /** {@return {@code [n², n²]}, in steps {@code [n, n]}: pixels of a tile to its factors} */
    NDArray toTiles() {
        return toTiles;
    }

    /** {@return {@code [n², 9]}: elements of a kernel, row by row, to its factors} */
    NDArray kernelToTiles() {
        return kernelToTiles;
    }

    /** {@return {@code [e², n²]}, in steps {@code [e, n]}: products to a tile's e x e results} */
    NDArray fromTiles() {
        return fromTiles;
    }

    private static NDArray maps(NDManager manager, float[][] matrix, boolean inSteps) {
        return inSteps ? kept(manager.create(matrix)) : squared(manager, matrix);
    }

    /** The Kronecker product of a matrix with itself. */
    private static NDArray squared(NDManager manager, float[][] matrix) {
        int rows = matrix.length;
        int columns = matrix[0].length;
        float[] product = new float[rows * rows * columns * columns];
        int next = 0;
        for (float[] outerRow : matrix) {
            for (float[] innerRow : matrix) {
                for (float outer : outerRow) {
                    for (float inner : innerRow) {
                        product[next++] = outer * inner;
                    }
                }
            }
        }
        return kept(manager.create(product, squaredShape(matrix)));
    }

    /** The same for factors in the order of columns, then rows. */
    private static float[] columnsFirst(float[][] matrix) {
        int columns = matrix[0].length;
        float[] product = new float[matrix.length * matrix.length * columns * columns];
        int next = 0;
        for (float[] along : matrix) {
            for (float[] down : matrix) {
                for (float outer : down) {
                    for (float inner : along) {
                        product[next++] = outer * inner;
                    }
                }
            }
        }
        return product;
    }

    private static Shape squaredShape(float[][] matrix) {
        long rows = matrix.length;
        long columns = matrix[0].length;
        return new Shape(rows * rows, columns * columns);
    }

    /** Outlives the scope of the call. */
    private static NDArray kept(NDArray array) {
        NDScope.unregister(array);
        return array;
    }
}
