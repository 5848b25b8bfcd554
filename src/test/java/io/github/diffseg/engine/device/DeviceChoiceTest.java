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
import io.github.diffseg.engine.nvidia.FakeDriver;
import io.github.diffseg.engine.nvidia.Nvidia;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceChoiceTest {

    private static final Function<ComputeDevice, Optional<String>> SOUND =
            device -> Optional.empty();

    private final List<String> said = new ArrayList<>();

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
        assertTrue(message.startsWith("device is \"gpu:63\", but "), message);
        assertTrue(message.contains("; or choose cpu"), message);
    }

    @Test
    void aGpuThatIsNotThereIsRefusedWithWhatIsMissing() {
        DeviceChoice choice = choice(0, SOUND, FakeDriver.without(Optional.of(false)));
        assertEquals(
                "device is \"gpu\", but no NVIDIA card is found here; or choose cpu",
                refusal(choice, "gpu"));
        choice = choice(0, SOUND, FakeDriver.machine(0, 11_040, 75, 1));
        assertEquals(
                "device is \"gpu\", but the NVIDIA driver is too old: it is for CUDA 11.4, and"
                        + " PyTorch needs one for CUDA 12 (version 525 or newer); or choose cpu",
                refusal(choice, "gpu"));
        choice = choice(0, SOUND, FakeDriver.usual());
        assertEquals(
                "device is \"gpu:0\", but DiffSeg's own PyTorch is the one for the processor; get"
                        + " one for GPUs with DiffSeg PyTorch... (diffseg pytorch); or choose cpu",
                refusal(choice, "gpu:0"));
        assertEquals(
                "device is \"gpu:2\", but PyTorch sees only GPUs 0 to 1; or choose cpu, gpu:0,"
                        + " gpu:1",
                refusal(choice(2, SOUND, FakeDriver.usual()), "gpu:2"));
    }

    @Test
    void aGpuThatComputesSomethingElseIsRefusedByName() {
        Function<ComputeDevice, Optional<String>> bad = device -> Optional.of("bad");
        assertEquals(
                "device is \"GPU:1\", but PyTorch does not compute rightly there: bad; choose cpu,"
                        + " or see to the GPU's driver",
                refusal(choice(2, bad, FakeDriver.usual()), "GPU:1"));
        assertEquals("gpu:1", choice(2, SOUND, FakeDriver.usual()).choose("gpu:1").toString());
    }

    @Test
    void autoTakesAGpuOnlyIfItComputesRightly() {
        List<ComputeDevice> asked = new ArrayList<>();
        Function<ComputeDevice, Optional<String>> sound =
                device -> {
                    asked.add(device);
                    return Optional.empty();
                };
        assertEquals("gpu:0", choice(1, sound, FakeDriver.usual()).choose("auto").toString());
        assertEquals(1, asked.size());
        assertEquals(List.of(), said);
        DeviceChoice bad = choice(1, device -> Optional.of("bad"), FakeDriver.usual());
        assertEquals(ComputeDevice.CPU, bad.choose("auto"));
        assertEquals(
                List.of(
                        "WARNING: DiffSeg uses the processor, because PyTorch does not compute"
                                + " rightly on gpu:0: bad"),
                said);
    }

    @Test
    void autoSaysOnceWhyItTakesTheProcessor() {
        DeviceChoice choice = choice(0, SOUND, FakeDriver.without(Optional.of(false)));
        assertEquals(ComputeDevice.CPU, choice.choose("auto"));
        assertEquals(ComputeDevice.CPU, choice.choose(" AUTO "));
        assertEquals(
                List.of("INFO: DiffSeg uses the processor, because no NVIDIA card is found here"),
                said);
        said.clear();
        choice = choice(0, SOUND, FakeDriver.usual());
        choice.choose("auto");
        choice.choose("auto");
        assertEquals(
                List.of(
                        "WARNING: DiffSeg uses the processor, because DiffSeg's own PyTorch is the"
                                + " one for the processor; get one for GPUs with DiffSeg"
                                + " PyTorch... (diffseg pytorch)"),
                said);
    }

    /** Not kept: asked again, the GPU is taken. */
    @Test
    void autoTakesTheProcessorWhileTheMemoryOfTheGpuIsTaken() {
        AtomicBoolean isFull = new AtomicBoolean(true);
        DeviceChoice choice =
                choice(
                        1,
                        device -> {
                            if (isFull.get()) {
                                throw new NotEnoughMemoryException("full", null);
                            }
                            return Optional.empty();
                        },
                        FakeDriver.usual());
        assertEquals(ComputeDevice.CPU, choice.choose("auto"));
        assertEquals(ComputeDevice.CPU, choice.choose("auto"));
        assertEquals(
                List.of(
                        "WARNING: DiffSeg uses the processor, because the memory of gpu:0 is taken,"
                                + " perhaps by another program"),
                said);
        assertEquals(
                "full",
                assertThrows(NotEnoughMemoryException.class, () -> choice.choose("gpu"))
                        .getMessage());
        isFull.set(false);
        assertEquals("gpu:0", choice.choose("auto").toString());
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

    private DeviceChoice choice(
            int gpus, Function<ComputeDevice, Optional<String>> faultOf, Nvidia nvidia) {
        return new DeviceChoice(
                () -> gpus,
                faultOf,
                () -> new GpuObstacle(nvidia, Optional.empty(), () -> List.of()),
                (level, sentence) -> said.add(level + ": " + sentence));
    }

    private static String refusal(DeviceChoice choice, String name) {
        return assertThrows(EngineException.class, () -> choice.choose(name)).getMessage();
    }
}
