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

class TileConvolutionTest {

    /** Of the results' standard deviation; the engine's own convolution is ten times as exact. */
    private static final float TOLERANCE = 5e-5f;

    private final Random random = new Random(7);
    private NDManager manager;
    private Operators operators;

    @BeforeEach
    void open() {
        manager = TorchEngine.newManager(ComputeDevice.CPU);
        operators = new Operators(ComputeDevice.CPU);
    }

    @AfterEach
    void close() {
        operators.close();
        manager.close();
    }

    @Test
    void matricesConvolveInOneDimension() {
        double[] inputs = random.doubles(6).toArray();
        double[] kernel = random.doubles(3).toArray();
        double[] factors = product(TileConvolution.TO_TILE, inputs);
        double[] kernelFactors = product(TileConvolution.KERNEL_TO_TILE, kernel);
        for (int i = 0; i < factors.length; i++) {
            factors[i] *= kernelFactors[i];
        }
        double[] results = product(TileConvolution.FROM_TILE, factors);
        for (int i = 0; i < 4; i++) {
            double expected = 0;
            for (int k = 0; k < 3; k++) {
                expected += inputs[i + k] * kernel[k];
            }
            assertEquals(expected, results[i], 1e-6);
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 40", "41, 38", "3, 515", "515, 3", "64, 72"})
    void equalsTheDefinitionOnMapsOfAnySize(int height, int width) {
        float[] x = numbers(height * width * 64);
        float[] weight = numbers(65 * 64 * 9);
        float[] bias = numbers(65);
        NDArray map = map(x, 64, height, width);
        NDArray kernels = manager.create(weight, new Shape(65, 64, 3, 3));
        assertTrue(TileConvolution.pays(map, kernels, 1, 1));
        NDArray result = operators.convolution(map, kernels, manager.create(bias), 1, 1);
        assertEquals(new Shape(1, 65, height, width), result.getShape());
        float[] expected = convolved(x, 64, height, width, weight, bias);
        assertArrayEquals(expected, result.toFloatArray(), TOLERANCE * deviation(64));
    }

    @Test
    void normsActivatesAndAddsOnTheWay() {
        NDArray x = map(numbers(64 * 45 * 39), 64, 45, 39);
        NDArray normWeight = manager.create(numbers(64));
        NDArray normBias = manager.create(numbers(64));
        NDArray weight = manager.create(numbers(64 * 64 * 9), new Shape(64, 64, 3, 3));
        NDArray bias = manager.create(numbers(64));
        NDArray target = map(numbers(64 * 45 * 39), 64, 45, 39);
        NDArray activated = operators.groupNormSilu(x, normWeight, normBias, 8, 1e-5);
        NDArray expected = operators.convolution(activated, weight, bias, 1, 1);
        NDArray fused =
                operators.groupNormSiluConvolution(x, normWeight, normBias, 8, 1e-5, weight, bias);
        assertArrayEquals(expected.toFloatArray(), fused.toFloatArray(), 1e-5f);

        float[] sum = expected.add(target).toFloatArray();
        operators.addGroupNormSiluConvolution(
                target, x, normWeight, normBias, 8, 1e-5, weight, bias);
        assertArrayEquals(sum, target.toFloatArray(), 1e-5f);
    }

    @Test
    void goesThroughOutputChannelsInBlocksWhereTheirKernelsAreLarge() {
        NDArray x = map(numbers(4000 * 1536), 4000, 48, 32);
        NDArray weight = manager.create(numbers(130 * 4000 * 9), new Shape(130, 4000, 3, 3));
        assertEquals(116, TileConvolution.Plan.of(x, weight).results());
        NDArray bias = manager.create(numbers(130));
        float[] whole = operators.convolution(x, weight, bias, 1, 1).toFloatArray();
        NDArray lastKernels = weight.get("116:");
        // Fewer output channels than pay go through the engine's own convolution
        assertFalse(TileConvolution.pays(x, lastKernels, 1, 1));
        float[] last = operators.convolution(x, lastKernels, bias.get("116:"), 1, 1).toFloatArray();
        float[] tail = new float[last.length];
        System.arraycopy(whole, whole.length - tail.length, tail, 0, tail.length);
        assertArrayEquals(last, tail, TOLERANCE * deviation(4000));
    }

    @Test
    void paysForLargeFloat32MapsOnly() {
        NDArray kernels = manager.zeros(new Shape(64, 64, 3, 3));
        NDArray large = manager.zeros(new Shape(1, 64, 40, 40));
        assertTrue(TileConvolution.pays(large, kernels, 1, 1));
        assertFalse(TileConvolution.pays(large, kernels, 2, 1));
        assertFalse(TileConvolution.pays(large, kernels, 1, 0));
        assertFalse(TileConvolution.pays(large, manager.zeros(new Shape(64, 64, 1, 1)), 1, 1));
        assertFalse(TileConvolution.pays(large, manager.zeros(new Shape(8, 64, 3, 3)), 1, 1));
        assertFalse(TileConvolution.pays(manager.zeros(new Shape(1, 64, 32, 32)), kernels, 1, 1));
        NDArray half = large.toType(DataType.FLOAT16, false);
        assertFalse(TileConvolution.pays(half, kernels, 1, 1));
    }

    /** Of sums of products of numbers with deviation 1. */
    private static float deviation(int channels) {
        return (float) Math.sqrt(9 * channels);
    }

    private NDArray map(float[] values, int channels, int height, int width) {
        NDArray planes = manager.create(values, new Shape(1, channels, height, width));
        return operators.channelsLast(planes);
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
