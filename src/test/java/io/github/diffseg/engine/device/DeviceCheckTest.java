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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.NotEnoughMemoryException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DeviceCheckTest {

    @Test
    void theProcessorAgreesWithItself() {
        assertEquals(Optional.empty(), DeviceCheck.fault(ComputeDevice.CPU));
    }

    @Test
    void anHonestNumberFormatIsNoFault() {
        float[] exact = DeviceCheck.compute(ComputeDevice.CPU, ComputePrecision.FLOAT32);
        float[] rounded = DeviceCheck.compute(ComputeDevice.CPU, ComputePrecision.BFLOAT16);
        assertFalse(java.util.Arrays.equals(exact, rounded));
        assertEquals(Optional.empty(), DeviceCheck.difference(exact, rounded));
    }

    @Test
    void wrongNumbersAreToldWithTheRightOnes() {
        float[] expected = DeviceCheck.compute(ComputeDevice.CPU, ComputePrecision.FLOAT32);
        float[] actual = expected.clone();
        actual[expected.length - 1] = Float.NaN;
        String fault = DeviceCheck.difference(expected, actual).orElseThrow();
        assertTrue(fault.startsWith("it gives NaN where the processor gives "), fault);
        actual[0] = expected[0] + 0.1f;
        fault = DeviceCheck.difference(expected, actual).orElseThrow();
        assertFalse(fault.contains("NaN"), fault);
        assertTrue(
                DeviceCheck.difference(expected, new float[expected.length]).isPresent(),
                "a device that computes nothing");
    }

    @Test
    void aDeviceThatFailsOrComputesWronglyHasAFault() {
        ComputeDevice gpu = new ComputeDevice(Device.gpu(0));
        assertEquals(
                Optional.of("in float32 no kernel"),
                DeviceCheck.check(
                        gpu,
                        (device, precision) -> {
                            if (device.isGpu()) {
                                throw new EngineException("no kernel");
                            }
                            return new float[1];
                        }));
        assertEquals(
                Optional.of("in float16 it gives 1.0000 where the processor gives 0.0000"),
                DeviceCheck.check(
                        gpu,
                        (device, precision) ->
                                new float[] {precision == ComputePrecision.FLOAT16 ? 1 : 0}));
    }

    /** Another program may give it back, so it must not be kept as the device's fault. */
    @Test
    void tooLittleMemoryIsNoFault() {
        ComputeDevice gpu = new ComputeDevice(Device.gpu(0));
        NotEnoughMemoryException full =
                assertThrows(
                        NotEnoughMemoryException.class,
                        () ->
                                DeviceCheck.check(
                                        gpu,
                                        (device, precision) -> {
                                            if (device.isGpu()) {
                                                throw new NotEnoughMemoryException("full", null);
                                            }
                                            return new float[1];
                                        }));
        assertEquals("full", full.getMessage());
        assertEquals(Optional.empty(), DeviceCheck.check(gpu, (device, precision) -> new float[1]));
    }

    @Test
    void tooLittleMemoryIsNotRememberedWhatWasComputedIs() {
        ComputeDevice gpu = ComputeDevice.gpu(4711);
        assertThrows(
                NotEnoughMemoryException.class,
                () ->
                        DeviceCheck.fault(
                                gpu,
                                (device, precision) -> {
                                    throw new NotEnoughMemoryException("full");
                                }));
        assertEquals(Optional.empty(), DeviceCheck.fault(gpu, (device, precision) -> new float[1]));
        assertEquals(
                Optional.empty(),
                DeviceCheck.fault(
                        gpu,
                        (device, precision) -> {
                            throw new AssertionError("computed again");
                        }));
    }

    /** Else a tolerance would mean nothing. */
    @Test
    void theNumbersAreOfTheOrderOfOne() {
        float[] numbers = DeviceCheck.compute(ComputeDevice.CPU, ComputePrecision.FLOAT32);
        double squares = 0;
        for (float number : numbers) {
            squares += number * number;
        }
        assertEquals(1, Math.sqrt(squares / numbers.length), 0.5);
    }
}
