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

package io.github.diffseg.engine.device;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.NotEnoughMemoryException;
import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.TorchFailure;
import io.github.diffseg.engine.operators.Operators;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/**
 * Whether a device computes what the processor computes: a small convolution and the attention of
 * its result to itself, in float32 and in the device's own number format. PyTorch may lack code for
 * a GPU, or a driver may be broken, and wrong maps look like any others.
 */
final class DeviceCheck {

    /** Numbers are of the order of 1; float16 and a GPU's order of addition stay far below. */
    private static final double TOLERANCE = 0.05;

    private static final int CHANNELS = 8;
    private static final int FEATURES = 16;
    private static final int SIDE = 24;
    private static final int HEADS = 2;

    private static final Map<ComputeDevice, Optional<String>> FAULTS = new ConcurrentHashMap<>();

    private DeviceCheck() {}

    /**
     * Computes when a device is first asked for, and never again in this process, unless the memory
     * was not enough: that may be another program's doing.
     *
     * @return what is wrong with the device, as an end of a sentence; empty if nothing is
     * @throws NotEnoughMemoryException if the device's memory is not enough to find out
     */
    static Optional<String> fault(ComputeDevice device) {
        return fault(device, DeviceCheck::compute);
    }

    static Optional<String> fault(
            ComputeDevice device,
            BiFunction<ComputeDevice, ComputePrecision, float[]> computation) {
        return FAULTS.computeIfAbsent(device, checked -> check(checked, computation));
    }

    static Optional<String> check(
            ComputeDevice device,
            BiFunction<ComputeDevice, ComputePrecision, float[]> computation) {
        float[] expected = computation.apply(ComputeDevice.CPU, ComputePrecision.FLOAT32);
        ComputePrecision own = ComputePrecision.of(ComputePrecision.AUTOMATIC, device);
        for (ComputePrecision precision :
                new LinkedHashSet<>(List.of(ComputePrecision.FLOAT32, own))) {
            try {
                Optional<String> fault = difference(expected, computation.apply(device, precision));
                if (fault.isPresent()) {
                    return fault.map(text -> "in " + precision + " " + text);
                }
            } catch (NotEnoughMemoryException e) {
                throw e;
            } catch (EngineException e) {
                return Optional.of("in " + precision + " " + e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** {@return where numbers differ, in words; empty if they do not} */
    static Optional<String> difference(float[] expected, float[] actual) {
        for (int i = 0; i < expected.length; i++) {
            // Not a number is different, too
            if (!(Math.abs(expected[i] - actual[i]) <= TOLERANCE)) {
                return Optional.of(
                        String.format(
                                Locale.ROOT,
                                "it gives %.4f where the processor gives %.4f",
                                actual[i],
                                expected[i]));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the result of the convolution and of the attention}
     *
     * @throws EngineException if the device does not compute at all
     */
    static float[] compute(ComputeDevice device, ComputePrecision precision) {
        return TorchFailure.inWords(
                device,
                "close other programs that use it",
                () -> {
                    try (NDManager manager = TorchEngine.newManager(device);
                            Operators operators = new Operators(device)) {
                        return compute(manager, operators, precision);
                    }
                });
    }

    private static float[] compute(
            NDManager manager, Operators operators, ComputePrecision precision) {
        Random random = new Random(1);
        NDArray image = numbers(manager, random, 1, new Shape(1, CHANNELS, SIDE, SIDE));
        double scale = 1 / Math.sqrt(CHANNELS * 9);
        NDArray kernel = numbers(manager, random, scale, new Shape(FEATURES, CHANNELS, 3, 3));
        NDArray bias = numbers(manager, random, scale, new Shape(FEATURES));
        NDArray features =
                operators.convolution(
                        operators.channelsLast(operators.convert(image, precision)),
                        operators.convert(kernel, precision),
                        operators.convert(bias, precision),
                        1,
                        1);
        NDArray tokens = operators.tokens(features);
        NDArray attended = operators.attention().attend(tokens, tokens, tokens, HEADS, false);
        return operators.widen(tokens.concat(attended, 1)).toFloatArray();
    }

    private static NDArray numbers(NDManager manager, Random random, double scale, Shape shape) {
        float[] values = new float[(int) shape.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (scale * random.nextGaussian());
        }
        return manager.create(values, shape);
    }
}
