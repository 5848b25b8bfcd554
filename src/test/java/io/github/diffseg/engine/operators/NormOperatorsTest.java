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

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.TorchEngine;
import org.junit.jupiter.api.Test;

class NormOperatorsTest {

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
                            .norms()
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
}
