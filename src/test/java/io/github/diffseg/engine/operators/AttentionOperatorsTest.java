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
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AttentionOperatorsTest {

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
            NDArray chunked = operators.attention().attendWithHeadMean(q, k, v, 3, total);
            NDArray whole = operators.attention().attend(q, k, v, 3, false);
            assertArrayEquals(whole.toFloatArray(), chunked.toFloatArray(), 1e-5f);
            float[] sums = total.sum(new int[] {1}).toFloatArray();
            for (float sum : sums) {
                assertEquals(1, sum, 1e-5);
            }
            NDArray mapOnly = manager.zeros(new Shape(1600, 1600));
            operators.attention().addHeadMean(q, k, 3, mapOnly);
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
            NDArray oneHead = operators.attention().attendWithOneHead(q, k, v);
            NDArray expected = operators.attention().attend(q, k, v, 1, false);
            assertArrayEquals(expected.toFloatArray(), oneHead.toFloatArray(), 1e-5f);
        }
    }
}
