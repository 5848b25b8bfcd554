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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TileConvolutionTest {

    /** Of the results' standard deviation; the engine's own convolution is ten times as exact. */
    private static final float TOLERANCE = 5e-5f;

    /** The same for tiles of 6 x 6 results. */
    private static final float TOLERANCE_OF_SIX = 1e-4f;

    private final Random random = new Random(7);
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager(ComputeDevice.CPU);
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @ParameterizedTest
    @EnumSource(TileTransform.class)
    void matricesConvolveInOneDimension(TileTransform transform) {
        double[] inputs = random.doubles(transform.pixels()).toArray();
        double[] kernel = random.doubles(3).toArray();
        double[] factors = product(transform.toTile(), inputs);
        double[] kernelFactors = product(transform.kernelToTile(), kernel);
        for (int i = 0; i < factors.length; i++) {
            factors[i] *= kernelFactors[i];
        }
        double[] results = product(transform.fromTile(), factors);
        assertEquals(transform.pixels() - 2, results.length);
        for (int i = 0; i < results.length; i++) {
            double expected = 0;
            for (int k = 0; k < 3; k++) {
                expected += inputs[i + k] * kernel[k];
            }
            assertEquals(expected, results[i], 2e-6);
        }
    }

    @ParameterizedTest
    @EnumSource(TileTransform.class)
    void whatIsAddedToTheSecondProductIsAddedToEachResult(TileTransform transform) {
        for (float[] row : transform.fromTile()) {
            assertEquals(1, row[1]);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTHER, 40, 40",
        "OTHER, 41, 38",
        "OTHER, 3, 515",
        "OTHER, 515, 3",
        "OTHER, 64, 72",
        "AVX2, 40, 40",
        "AVX2, 41, 38",
        "AVX2, 3, 515",
        "AVX2, 515, 3",
        "AVX2, 64, 72",
        "AVX2, 1, 1024",
        "AVX2, 1024, 1",
        "AVX2, 32, 32",
        "AVX2, 128, 128",
        "AVX2, 131, 126",
        "AVX2, 7, 2400"
    })
    void equalsTheDefinitionOnMapsOfAnySize(ProcessorKind processor, int height, int width) {
        float[] x = numbers(height * width * 64);
        float[] weight = numbers(65 * 64 * 9);
        float[] bias = numbers(65);
        NDArray map = map(x, 64, height, width);
        NDArray kernels = manager.create(weight, new Shape(65, 64, 3, 3));
        assertTrue(TilePlan.pays(processor, map, kernels, 1, 1));
        try (Operators operators = new Operators(ComputeDevice.CPU, processor)) {
            NDArray result = operators.convolution(map, kernels, manager.create(bias), 1, 1);
            assertEquals(new Shape(1, 65, height, width), result.getShape());
            float[] expected = convolved(x, 64, height, width, weight, bias);
            float tolerance =
                    TilePlan.of(processor, map, kernels).transform() == TileTransform.SIX
                            ? TOLERANCE_OF_SIX
                            : TOLERANCE;
            assertArrayEquals(expected, result.toFloatArray(), tolerance * deviation(64));
        }
    }

    @ParameterizedTest
    @EnumSource(ProcessorKind.class)
    void normsActivatesAndAddsOnTheWay(ProcessorKind processor) {
        try (Operators operators = new Operators(ComputeDevice.CPU, processor)) {
            normsActivatesAndAddsOnTheWay(operators);
        }
    }

    private void normsActivatesAndAddsOnTheWay(Operators operators) {
        NDArray x = map(numbers(64 * 45 * 39), 64, 45, 39);
        NDArray normWeight = manager.create(numbers(64));
        NDArray normBias = manager.create(numbers(64));
        NDArray weight = manager.create(numbers(64 * 64 * 9), new Shape(64, 64, 3, 3));
        NDArray bias = manager.create(numbers(64));
        NDArray target = map(numbers(64 * 45 * 39), 64, 45, 39);
        NDArray activated = operators.norms().groupNormSilu(x, normWeight, normBias, 8, 1e-5);
        NDArray expected = operators.convolution(activated, weight, bias, 1, 1);
        NDArray fused =
                operators
                        .norms()
                        .groupNormSiluConvolution(x, normWeight, normBias, 8, 1e-5, weight, bias);
        assertArrayEquals(expected.toFloatArray(), fused.toFloatArray(), 1e-5f);

        float[] sum = expected.add(target).toFloatArray();
        operators
                .norms()
                .addGroupNormSiluConvolution(
                        target, x, normWeight, normBias, 8, 1e-5, weight, bias);
        assertArrayEquals(sum, target.toFloatArray(), 1e-5f);
    }

    @ParameterizedTest
    @EnumSource(ProcessorKind.class)
    void goesThroughOutputChannelsInBlocksWhereTheirKernelsAreLarge(ProcessorKind processor) {
        NDArray x = map(numbers(4000 * 1536), 4000, 48, 32);
        NDArray weight = manager.create(numbers(130 * 4000 * 9), new Shape(130, 4000, 3, 3));
        assertEquals(116, TilePlan.of(processor, x, weight).results());
        NDArray bias = manager.create(numbers(130));
        float[] whole = convolution(processor, x, weight, bias);
        NDArray lastKernels = weight.get("116:");
        // Fewer output channels than pay go through the engine's own convolution
        assertFalse(TilePlan.pays(processor, x, lastKernels, 1, 1));
        float[] last = convolution(processor, x, lastKernels, bias.get("116:"));
        float[] tail = new float[last.length];
        System.arraycopy(whole, whole.length - tail.length, tail, 0, tail.length);
        assertArrayEquals(last, tail, TOLERANCE * deviation(4000));
    }

    @Test
    void chunksInStepsShareTheRowsEvenly() {
        NDArray weight = manager.zeros(new Shape(64, 64, 3, 3));
        NDArray small = manager.zeros(new Shape(1, 64, 68, 68));
        assertEquals(9, TilePlan.of(ProcessorKind.AVX2, small, weight).rows());
        NDArray large = manager.zeros(new Shape(1, 64, 272, 272));
        assertEquals(3, TilePlan.of(ProcessorKind.AVX2, large, weight).rows());
    }

    @Test
    void chunksInStepsAreAsLargeAsTheWorkspaceAllows() {
        NDArray weight = manager.zeros(new Shape(512, 512, 3, 3));
        NDArray small = manager.zeros(new Shape(1, 512, 68, 68));
        TilePlan whole = TilePlan.of(ProcessorKind.AVX2, small, weight);
        assertEquals(17, whole.rows());
        NDArray large = manager.zeros(new Shape(1, 512, 136, 136));
        TilePlan plan = TilePlan.of(ProcessorKind.AVX2, large, weight);
        assertEquals(6, plan.rows());
        assertTrue(plan.workspace() <= 1L << 25);
    }

    @Test
    void tilesAreLargerOnLargeMaps() {
        NDArray weight = manager.zeros(new Shape(64, 64, 3, 3));
        NDArray large = manager.zeros(new Shape(1, 64, 128, 128));
        NDArray small = manager.zeros(new Shape(1, 64, 127, 128));
        assertEquals(TileTransform.SIX, TilePlan.of(ProcessorKind.AVX2, large, weight).transform());
        assertEquals(
                TileTransform.FOUR, TilePlan.of(ProcessorKind.AVX2, small, weight).transform());
        assertEquals(
                TileTransform.FOUR, TilePlan.of(ProcessorKind.OTHER, large, weight).transform());
    }

    @Test
    void theKindIsToldByWhatTheEngineUses() {
        assertEquals(ProcessorKind.AVX2, ProcessorKind.of("AVX2"));
        assertEquals(ProcessorKind.OTHER, ProcessorKind.of("AVX512"));
        assertEquals(ProcessorKind.OTHER, ProcessorKind.of("DEFAULT"));
    }

    @ParameterizedTest
    @EnumSource(ProcessorKind.class)
    void paysForLargeFloat32MapsOnly(ProcessorKind processor) {
        NDArray kernels = manager.zeros(new Shape(64, 64, 3, 3));
        NDArray large = manager.zeros(new Shape(1, 64, 40, 40));
        NDArray small = manager.zeros(new Shape(1, 64, 31, 32));
        assertTrue(TilePlan.pays(processor, large, kernels, 1, 1));
        assertFalse(TilePlan.pays(processor, large, kernels, 2, 1));
        assertFalse(TilePlan.pays(processor, large, kernels, 1, 0));
        assertFalse(TilePlan.pays(processor, large, manager.zeros(new Shape(64, 64, 1, 1)), 1, 1));
        assertFalse(TilePlan.pays(processor, large, manager.zeros(new Shape(8, 64, 3, 3)), 1, 1));
        assertFalse(TilePlan.pays(processor, small, kernels, 1, 1));
        NDArray half = large.toType(DataType.FLOAT16, false);
        assertFalse(TilePlan.pays(processor, half, kernels, 1, 1));
    }

    @Test
    void paysForSmallerMapsWhereMultiplicationsCostMore() {
        NDArray kernels = manager.zeros(new Shape(64, 64, 3, 3));
        NDArray map = manager.zeros(new Shape(1, 64, 32, 32));
        assertTrue(TilePlan.pays(ProcessorKind.AVX2, map, kernels, 1, 1));
        assertFalse(TilePlan.pays(ProcessorKind.OTHER, map, kernels, 1, 1));
    }

    private float[] convolution(ProcessorKind processor, NDArray x, NDArray weight, NDArray bias) {
        try (Operators operators = new Operators(ComputeDevice.CPU, processor)) {
            return operators.convolution(x, weight, bias, 1, 1).toFloatArray();
        }
    }

    /** Of sums of products of numbers with deviation 1. */
    private static float deviation(int channels) {
        return (float) Math.sqrt(9 * channels);
    }

    private NDArray map(float[] values, int channels, int height, int width) {
        NDArray planes = manager.create(values, new Shape(1, channels, height, width));
        try (Operators operators = new Operators(ComputeDevice.CPU)) {
            return operators.channelsLast(planes);
        }
    }

    private float[] numbers(int count) {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private static double[] product(float[][] matrix, double[] vector) {
        double[] product = new double[matrix.length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }

    private static float[] convolved(
            float[] x, int in, int height, int width, float[] weight, float[] bias) {
        float[] result = new float[bias.length * height * width];
        for (int o = 0; o < bias.length; o++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    double sum = bias[o];
                    for (int c = 0; c < in; c++) {
                        for (int k = 0; k < 9; k++) {
                            int y = row + k / 3 - 1;
                            int z = column + k % 3 - 1;
                            if (y >= 0 && y < height && z >= 0 && z < width) {
                                sum +=
                                        (double) x[(c * height + y) * width + z]
                                                * weight[(o * in + c) * 9 + k];
                            }
                        }
                    }
                    result[(o * height + row) * width + column] = (float) sum;
                }
            }
        }
        return result;
    }
}
