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

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperatorsTest {

    @ParameterizedTest
    @EnumSource(ProcessorKind.class)
    void chunkedAttentionEqualsAttentionAndItsMapsSumToOne(ProcessorKind processor) {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU, processor)) {
            // 1,048,576 or 2,097,152 scores at a time: three chunks of queries or two
            NDArray q = manager.randomNormal(new Shape(1600, 12));
            NDArray k = manager.randomNormal(new Shape(1600, 12));
            NDArray v = manager.randomNormal(new Shape(1600, 12));
            NDArray total = manager.zeros(new Shape(1600, 1600));
            NDArray chunked = operators.attentionWithHeadMean(q, k, v, 3, total);
            NDArray whole = operators.attention(q, k, v, 3, false);
            assertArrayEquals(whole.toFloatArray(), chunked.toFloatArray(), 1e-5f);
            float[] sums = total.sum(new int[] {1}).toFloatArray();
            for (float sum : sums) {
                assertEquals(1, sum, 1e-5);
            }
            NDArray mapOnly = manager.zeros(new Shape(1600, 1600));
            operators.addHeadMean(q, k, 3, mapOnly);
            assertArrayEquals(total.toFloatArray(), mapOnly.toFloatArray(), 1e-6f);
        }
    }

    @ParameterizedTest
    @EnumSource(ProcessorKind.class)
    void attentionOfOneHeadEqualsAttention(ProcessorKind processor) {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU, processor)) {
            NDArray q = manager.randomNormal(new Shape(1600, 64));
            NDArray k = manager.randomNormal(new Shape(1600, 64));
            NDArray v = manager.randomNormal(new Shape(1600, 64));
            NDArray oneHead = operators.attentionOfOneHead(q, k, v);
            NDArray expected = operators.attention(q, k, v, 1, false);
            assertArrayEquals(expected.toFloatArray(), oneHead.toFloatArray(), 1e-5f);
        }
    }

    @Test
    void largeNarrowWeightsGiveWhatTheyGiveWhenWidenedFirst() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            // Widened in five blocks of 1,024 outputs and one of 3
            NDArray narrow =
                    manager.randomNormal(new Shape(5123, 2048)).toType(DataType.FLOAT16, false);
            NDArray wide = narrow.toType(DataType.FLOAT32, false);
            NDArray bias = manager.randomNormal(new Shape(5123));
            NDArray x = manager.randomNormal(new Shape(3, 2048)).mul(0.02f);
            operators.announceNarrowWeight(narrow.size());
            assertArrayEquals(
                    operators.linear(x, wide, bias).toFloatArray(),
                    operators.linear(x, narrow, bias).toFloatArray(),
                    1e-5f);
            assertArrayEquals(
                    operators.linear(x, wide).toFloatArray(),
                    operators.linear(x, narrow).toFloatArray(),
                    1e-5f);
        }
    }

    /** Values of some 100 that differ by some 0.01, as features of an image of weak contrast do. */
    @Test
    void groupNormKeepsTheDigitsOfWeakContrasts() {
        int channels = 64;
        int groups = 16;
        int pixels = 200 * 150;
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            NDArray noise = manager.randomNormal(new Shape(1, channels, 200, 150)).mul(0.01f);
            NDArray x =
                    noise.add(
                            manager.arange((float) channels).reshape(1, channels, 1, 1).div(1e4f));
            x = operators.channelsLast(x.add(100f));
            float[] actual =
                    operators
                            .groupNorm(
                                    x,
                                    manager.ones(new Shape(channels)),
                                    manager.zeros(new Shape(channels)),
                                    groups,
                                    1e-6)
                            .toFloatArray();
            float[] values = x.toFloatArray();
            int size = channels / groups * pixels;
            for (int group = 0; group < groups; group++) {
                int start = group * size;
                double mean = 0;
                for (int i = start; i < start + size; i++) {
                    mean += (double) values[i] / size;
                }
                double variance = 0;
                for (int i = start; i < start + size; i++) {
                    variance += (values[i] - mean) * (values[i] - mean) / size;
                }
                for (int i = start; i < start + size; i += 997) {
                    double expected = (values[i] - mean) / Math.sqrt(variance + 1e-6);
                    // The mean itself is rounded to a float, by 4e-6 at most
                    assertEquals(expected, actual[i], 1e-3 * Math.max(1, Math.abs(expected)));
                }
            }
        }
    }

    @Test
    void tokensAreAViewOfAChannelsLastImage() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            NDArray image = manager.arange(24f).reshape(1, 2, 3, 4);
            NDArray tokens = operators.tokens(operators.channelsLast(image));
            assertEquals(new Shape(12, 2), tokens.getShape());
            assertArrayEquals(image.transpose(0, 2, 3, 1).toFloatArray(), tokens.toFloatArray());
            assertArrayEquals(
                    image.toFloatArray(), operators.fromTokens(tokens, 3, 4).toFloatArray());
        }
    }

    @Test
    void halfPrecisionWeightsGiveAFullPrecisionResult() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            NDArray x = manager.ones(new Shape(2, 3));
            NDArray weight = manager.full(new Shape(4, 3), 0.5f).toType(DataType.FLOAT16, false);
            NDArray result = operators.linear(x, weight);
            assertEquals(DataType.FLOAT32, result.getDataType());
            assertEquals(1.5f, result.getFloat(1, 3));
        }
    }

    @Test
    void tellsAnObserverWhatWasComputedUntilThereIsNone() {
        try (NDManager manager = TorchEngine.newManager(ComputeDevice.CPU);
                Operators operators = new Operators(ComputeDevice.CPU)) {
            NDArray x = manager.ones(new Shape(2, 3));
            NDArray weight = manager.ones(new Shape(4, 3));
            List<String> seen = new ArrayList<>();
            operators.observe((name, shapes, time) -> seen.add(name + shapes));
            operators.linear(x, weight);
            // The buffer that weights are widened into is an argument, too
            assertEquals(List.of("linear_without_bias[(2, 3), (4, 3), (1), (2, 4)]"), seen);
            operators.observe(null);
            operators.linear(x, weight);
            assertEquals(1, seen.size());
        }
    }
}
