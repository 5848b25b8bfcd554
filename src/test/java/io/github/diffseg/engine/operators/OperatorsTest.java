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

class OperatorsTest {

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
