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

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.engine.ComputePrecision;
import io.github.diffseg.engine.EngineException;
import io.github.diffseg.engine.NotEnoughMemoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "CPU", " cpu "})
    void theProcessorIsAlwaysThere(String name) {
        assertEquals(ComputeDevice.CPU, DeviceChoice.of(name));
        assertEquals("cpu", ComputeDevice.CPU.toString());
        assertFalse(ComputeDevice.CPU.isGpu());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tpu", "gpu:x", "gpu:-1", "gpu:99999999999", "cpu:0"})
    void unknownNamesAreRefused(String name) {
        String message =
                assertThrows(EngineException.class, () -> DeviceChoice.of(name)).getMessage();
        assertEquals("device is \"" + name + "\"; it must be auto, cpu, gpu or gpu:N", message);
    }

    @Test
    void aGpuThatIsNotThereIsNoReasonToTakeTheProcessor() {
        String message =
                assertThrows(EngineException.class, () -> DeviceChoice.of("gpu:63")).getMessage();
        assertTrue(message.startsWith("device is \"gpu:63\", but PyTorch "), message);
        assertTrue(message.contains("choose cpu"), message);
    }

    @Test
    void aGpuThatComputesSomethingElseIsRefusedByName() {
        String message =
                assertThrows(
                                EngineException.class,
                                () -> DeviceChoice.of("GPU:1", "gpu:1", 2, d -> Optional.of("bad")))
                        .getMessage();
        assertEquals(
                "device is \"GPU:1\", but PyTorch does not compute rightly there: bad; choose cpu, or"
                        + " see to the GPU's driver",
                message);
        assertEquals(
                "gpu:1", DeviceChoice.of("gpu:1", "gpu:1", 2, d -> Optional.empty()).toString());
    }

    @Test
    void autoTakesAGpuOnlyIfItComputesRightly() {
        List<ComputeDevice> asked = new ArrayList<>();
        Function<ComputeDevice, Optional<String>> sound =
                device -> {
                    asked.add(device);
                    return Optional.empty();
                };
        assertEquals("gpu:0", DeviceChoice.of("auto", "auto", 1, sound).toString());
        assertEquals(1, asked.size());
        assertEquals(
                ComputeDevice.CPU, DeviceChoice.of("auto", "auto", 1, d -> Optional.of("bad")));
        assertEquals(ComputeDevice.CPU, DeviceChoice.of("auto", "auto", 0, sound));
        assertEquals(1, asked.size());
    }

    /** Not kept: asked again, the GPU is taken. */
    @Test
    void autoTakesTheProcessorWhileTheMemoryOfTheGpuIsTaken() {
        Function<ComputeDevice, Optional<String>> full =
                device -> {
                    throw new NotEnoughMemoryException("full", null);
                };
        assertEquals(ComputeDevice.CPU, DeviceChoice.of("auto", "auto", 1, full));
        assertEquals("gpu:0", DeviceChoice.of("auto", "auto", 1, d -> Optional.empty()).toString());
        assertEquals(
                "full",
                assertThrows(
                                NotEnoughMemoryException.class,
                                () -> DeviceChoice.of("gpu", "gpu", 1, full))
                        .getMessage());
    }

    @Test
    void autoIsOneOfTheNames() {
        assertTrue(DeviceChoice.names().contains(DeviceChoice.of("auto").toString()));
    }

    @Test
    void precisionFollowsTheDevice() {
        assertEquals(ComputePrecision.FLOAT32, ComputePrecision.of("automatic", ComputeDevice.CPU));
        assertEquals(ComputePrecision.BFLOAT16, ComputePrecision.of("BFloat16", ComputeDevice.CPU));
        assertThrows(
                EngineException.class, () -> ComputePrecision.of("float16", ComputeDevice.CPU));
        String message =
                assertThrows(
                                EngineException.class,
                                () -> ComputePrecision.of("double", ComputeDevice.CPU))
                        .getMessage();
        assertTrue(message.startsWith("precision is \"double\"; it must be "), message);
    }
}
