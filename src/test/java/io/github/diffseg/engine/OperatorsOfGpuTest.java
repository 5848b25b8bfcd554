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

package io.github.diffseg.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.TestDevice;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is computed otherwise on a GPU gives what the processor's operators give. */
class OperatorsOfGpuTest {

    private NDManager manager;
    private Operators ofGpu;
    private Operators ofProcessor;

    @BeforeEach
    void open() {
        ComputeDevice device = TestDevice.get();
        manager = TorchEngine.newManager(device);
        ofGpu = new Operators(device, true);
        ofProcessor = new Operators(device, false);
    }

    @AfterEach
    void close() {
        ofGpu.close();
        ofProcessor.close();
        manager.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 1, 1", "3, 2, 1", "3, 2, 0"})
    void convolution(int kernel, int stride, int padding) {
        NDArray x = image(5, 9, 11);
        NDArray weight = manager.randomNormal(new Shape(7, 5, kernel, kernel));
        NDArray bias = manager.randomNormal(new Shape(7));
        NDArray expected = ofProcessor.convolution(x, weight, bias, stride, padding);
        NDArray actual = ofGpu.convolution(x, weight, bias, stride, padding);
        assertEquals(expected.getShape(), actual.getShape());
        assertClose(expected, actual);
        assertClose(
                expected, ofGpu.convolution(x, ofGpu.channelsLast(weight), bias, stride, padding));
    }

    @Test
    void groupNorm() {
        NDArray x = image(12, 9, 11).mul(3).add(2);
        NDArray weight = manager.randomNormal(new Shape(12));
        NDArray bias = manager.randomNormal(new Shape(12));
        assertClose(
                ofProcessor.groupNorm(x, weight, bias, 4, 1e-5),
                ofGpu.groupNorm(x, weight, bias, 4, 1e-5));
        NDArray activated = ofGpu.groupNormSilu(x, weight, bias, 4, 1e-5);
        assertClose(ofProcessor.groupNormSilu(x, weight, bias, 4, 1e-5), activated);
        // Channels last, so that tokens are a view
        NDArray tokens = ofGpu.tokens(activated);
        ofGpu.addInPlace(tokens, manager.ones(tokens.getShape()));
        assertClose(ofProcessor.groupNormSilu(x, weight, bias, 4, 1e-5).add(1), activated);
    }

    @Test
    void groupNormSiluConvolution() {
        NDArray x = image(64, 40, 40);
        NDArray scale = manager.randomNormal(new Shape(64));
        NDArray shift = manager.randomNormal(new Shape(64));
        NDArray weight = manager.randomNormal(new Shape(64, 64, 3, 3)).mul(0.05f);
        NDArray bias = manager.randomNormal(new Shape(64));
        NDArray expected =
                ofProcessor.groupNormSiluConvolution(x, scale, shift, 8, 1e-5, weight, bias);
        assertClose(
                expected, ofGpu.groupNormSiluConvolution(x, scale, shift, 8, 1e-5, weight, bias));
        NDArray target = ofGpu.channelsLast(manager.ones(expected.getShape()));
        ofGpu.addGroupNormSiluConvolution(target, x, scale, shift, 8, 1e-5, weight, bias);
        assertClose(expected.add(1), target);
    }

    @Test
    void attentionWithHeadMeanInChunks() {
        int heads = 5;
        int cells = 4096;
        // 67,108,864 scores of all heads at a time: one chunk of queries and a smaller one
        assertEquals(3276, Operators.GPU_SCORES / heads / cells);
        NDArray q = manager.randomNormal(new Shape(cells, 10));
        NDArray k = manager.randomNormal(new Shape(cells, 10));
        NDArray v = manager.randomNormal(new Shape(cells, 10));
        NDArray expected = manager.zeros(new Shape(cells, cells));
        NDArray mixed = ofProcessor.attentionWithHeadMean(q, k, v, heads, expected);
        NDArray total = manager.zeros(new Shape(cells, cells));
        assertClose(mixed, ofGpu.attentionWithHeadMean(q, k, v, heads, total));
        assertClose(expected, total);
        NDArray alone = manager.zeros(new Shape(cells, cells));
        ofGpu.addHeadMean(q, k, heads, alone);
        assertClose(expected, alone);
    }

    private NDArray image(int channels, int height, int width) {
        return ofGpu.channelsLast(manager.randomNormal(new Shape(1, channels, height, width)));
    }

    private static void assertClose(NDArray expected, NDArray actual) {
        float largest = expected.abs().max().getFloat();
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 1e-5f * largest);
    }
}
