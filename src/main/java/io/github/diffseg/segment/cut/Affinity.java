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
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * How alike grid cells are: the cosines of their features, scaled to [0, 1] and raised to a power
 * that makes the alike more so (DiffCut, section 3.2).
 */
final class Affinity {

    /** α of DiffCut. */
    static final double POWER = 10;

    /**
     * More cells are compared in float32, which takes half of the time and memory. A cosine is then
     * off by some 10⁻⁷, a normalised cut, which is a sum over all of them, by less.
     */
    static final int MOST_OF_FLOAT64 = 2048;

    /** Rows of a block of the product. */
    private static final long BLOCK = 512;

    private Affinity() {}

    /**
     * The features as unit vectors.
     *
     * @param features {@code [n, channels]}, of any number format
     * @return {@code [n, channels]} float64, to be closed by the caller; a row of zeros stays one
     */
    static NDArray unitRows(NDArray features) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray rows = features.toType(DataType.FLOAT64, true);
            NDArray norms = rows.square().sum(new int[] {1}, true).sqrt();
            rows.divi(norms.maximum(Double.MIN_NORMAL));
            NDScope.unregister(rows);
            return rows;
        }
    }

    /**
     * The affinity of each two cells.
     *
     * @param unitRows {@code [n, channels]} float64
     * @param power α, above 0
     * @return {@code [n, n]} in [0, 1], symmetric to the last bit, to be closed by the caller; all
     *     1 where the features are all the same; float64, or float32 of many cells
     */
    static NDArray of(NDArray unitRows, double power) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            boolean many = unitRows.getShape().get(0) > MOST_OF_FLOAT64;
            NDArray affinity = cosines(many ? unitRows.toType(DataType.FLOAT32, false) : unitRows);
            double least = number(affinity.min());
            double range = number(affinity.max()) - least;
            if (range > 0) {
                affinity.subi(least).divi(range);
            } else {
                affinity.muli(0).addi(1);
            }
            NDArray result = power == 1 ? affinity : raised(affinity, power);
            NDScope.unregister(result);
            return result;
        }
    }

    private static double number(NDArray scalar) {
        return scalar.toType(DataType.FLOAT64, false).getDouble();
    }

    /** Half of the product is the mirror of the other. */
    private static NDArray cosines(NDArray unitRows) {
        long cells = unitRows.getShape().get(0);
        if (cells <= BLOCK) {
            return unitRows.matMul(unitRows.transpose());
        }
        NDArray cosines =
                unitRows.getManager().zeros(new Shape(cells, cells), unitRows.getDataType());
        for (long from = 0; from < cells; from += BLOCK) {
            long to = Math.min(cells, from + BLOCK);
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                NDArray block =
                        unitRows.get(new NDIndex("{}:{}", from, to))
                                .matMul(unitRows.get(new NDIndex("{}:{}", 0, to)).transpose());
                cosines.set(new NDIndex("{}:{}, {}:{}", from, to, 0, to), block);
                if (from > 0) {
                    cosines.set(
                            new NDIndex("{}:{}, {}:{}", 0, from, from, to),
                            block.get(new NDIndex(":, {}:{}", 0, from)).transpose());
                }
            }
        }
        return cosines;
    }

    /**
     * A power of an affinity. Whole ones are had by squaring, as a general power costs more than
     * the product of all features.
     *
     * @param affinity stays as it is
     * @param power above 0
     * @return to be closed by the caller
     */
    static NDArray raised(NDArray affinity, double power) {
        if (power != Math.rint(power)) {
            return affinity.pow(power);
        }
        NDArray raised = affinity.duplicate();
        long exponent = (long) power;
        for (long bit = Long.highestOneBit(exponent) >> 1; bit > 0; bit >>= 1) {
            raised.muli(raised);
            if ((exponent & bit) != 0) {
                raised.muli(affinity);
            }
        }
        return raised;
    }
}
