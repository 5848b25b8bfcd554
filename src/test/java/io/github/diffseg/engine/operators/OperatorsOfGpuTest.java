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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.TestDevice;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is computed otherwise on a GPU gives what the processor's operators give on the processor,
 * with all digits of float32: also on the processor itself.
 */
class OperatorsOfGpuTest {

    private NDManager manager;
    private NDManager processor;
    private Operators ofGpu;
    private Operators ofProcessor;

    @BeforeEach
    void open() {
        ComputeDevice device = TestDevice.get();
        manager = TorchEngine.newManager(device);
        ofGpu = new Operators(device, true);
        processor = TorchEngine.newManager(ComputeDevice.CPU);
        ofProcessor = new Operators(ComputeDevice.CPU);
    }

    @AfterEach
    void close() {
        ofGpu.close();
        ofProcessor.close();
        manager.close();
        processor.close();
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 0", "3, 1, 1", "3, 2, 1", "3, 2, 0"})
    void convolution(int kernel, int stride, int padding) {
        NDArray x = image(5, 9, 11);
        NDArray weight = normal(7, 5, kernel, kernel);
        NDArray bias = normal(7);
        NDArray expected = ofProcessor.convolution(x, weight, bias, stride, padding);
        NDArray ofDevice = there(weight);
        NDArray actual = ofGpu.convolution(there(x), ofDevice, there(bias), stride, padding);
        assertEquals(expected.getShape(), actual.getShape());
        assertClose(expected, actual);
        NDArray channelsLast = ofGpu.channelsLast(ofDevice);
        assertClose(
                expected, ofGpu.convolution(there(x), channelsLast, there(bias), stride, padding));
    }

    @Test
    void groupNorm() {
        assertGroupNorm(image(12, 9, 11));
    }

    /** Goes another way: 8,388,608 elements. */
    @Test
    void groupNormOfALargeMap() {
        NDArray image = image(16, 725, 725);
        assertTrue(image.size() >= 8_388_608);
        assertGroupNorm(image);
    }

    private void assertGroupNorm(NDArray image) {
        long channels = image.getShape().get(1);
        NDArray x = ofProcessor.channelsLast(image.mul(3).add(2));
        NDArray weight = normal(channels);
        NDArray bias = normal(channels);
        assertClose(
                ofProcessor.norms().groupNorm(x, weight, bias, 4, 1e-5),
                ofGpu.norms().groupNorm(there(x), there(weight), there(bias), 4, 1e-5));
        NDArray expected = ofProcessor.norms().groupNormSilu(x, weight, bias, 4, 1e-5);
        NDArray actual = ofGpu.norms().groupNormSilu(there(x), there(weight), there(bias), 4, 1e-5);
        assertClose(expected, actual);
        // Channels last, so that tokens are a view
        NDArray tokens = ofGpu.tokens(actual);
        ofGpu.addInPlace(tokens, manager.ones(tokens.getShape()));
        assertClose(expected.add(1), actual);
    }

    /** Values of some 100 that differ by some 0.01, whose squares lose what they differ by. */
    @Test
    void groupNormOfALargeMapOfWeakContrast() {
        NDArray x = ofProcessor.channelsLast(image(16, 725, 725).mul(0.01f).add(100f));
        NDArray one = processor.ones(new Shape(16));
        NDArray zero = processor.zeros(new Shape(16));
        float[] expected = ofProcessor.norms().groupNorm(x, one, zero, 4, 1e-6).toFloatArray();
        float[] actual =
                ofGpu.norms().groupNorm(there(x), there(one), there(zero), 4, 1e-6).toFloatArray();
        // The mean is rounded to a float: by 4e-6, of differences of 0.01
        assertArrayEquals(expected, actual, 1e-3f);
        float largest = 0;
        for (float value : actual) {
            largest = Math.max(largest, value);
        }
        assertTrue(largest > 3, "the contrast is there: " + largest);
    }

    @Test
    void groupNormSiluConvolution() {
        NDArray x = image(64, 40, 40);
        NDArray scale = normal(64);
        NDArray shift = normal(64);
        NDArray weight = normal(64, 64, 3, 3).mul(0.05f);
        NDArray bias = normal(64);
        NDArray expected =
                ofProcessor
                        .norms()
                        .groupNormSiluConvolution(x, scale, shift, 8, 1e-5, weight, bias);
        NDArray[] there = {there(x), there(scale), there(shift), there(weight), there(bias)};
        assertClose(
                expected,
                ofGpu.norms()
                        .groupNormSiluConvolution(
                                there[0], there[1], there[2], 8, 1e-5, there[3], there[4]));
        NDArray target = ofGpu.channelsLast(manager.ones(expected.getShape()));
        ofGpu.norms()
                .addGroupNormSiluConvolution(
                        target, there[0], there[1], there[2], 8, 1e-5, there[3], there[4]);
        assertClose(expected.add(1), target);
    }

    @Test
    void attentionWithHeadMeanInChunks() {
        int heads = 5;
        int cells = 4096;
        // 67,108,864 scores of all heads at a time: one chunk of queries and a smaller one
        assertEquals(3276, AttentionOperators.GPU_SCORES / heads / cells);
        NDArray q = normal(cells, 10);
        NDArray k = normal(cells, 10);
        NDArray v = normal(cells, 10);
        NDArray expected = processor.zeros(new Shape(cells, cells));
        NDArray mixed = ofProcessor.attention().attendWithHeadMean(q, k, v, heads, expected);
        NDArray total = manager.zeros(new Shape(cells, cells));
        assertClose(
                mixed,
                ofGpu.attention().attendWithHeadMean(there(q), there(k), there(v), heads, total));
        assertClose(expected, total);
        NDArray alone = manager.zeros(new Shape(cells, cells));
        ofGpu.attention().addHeadMean(there(q), there(k), heads, alone);
        assertClose(expected, alone);
    }

    private NDArray image(int channels, int height, int width) {
        return ofProcessor.channelsLast(normal(1, channels, height, width));
    }

    private NDArray normal(long... shape) {
        return processor.randomNormal(new Shape(shape));
    }

    /** On the device, in the same layout. */
    private NDArray there(NDArray array) {
        NDArray copy = array.toDevice(manager.getDevice(), true);
        copy.attach(manager);
        return copy;
    }

    private static void assertClose(NDArray expected, NDArray actual) {
        float largest = expected.abs().max().getFloat();
        assertArrayEquals(expected.toFloatArray(), actual.toFloatArray(), 1e-5f * largest);
    }
}
