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

package io.github.diffseg.engine.nvidia;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NvidiaTest {

    @TempDir private Path devices;

    @Test
    void aDriverThatWorksTellsItsCards() {
        Nvidia nvidia = FakeDriver.machine(0, 12_080, 120, 2);
        assertEquals(Optional.empty(), nvidia.obstacle());
        assertEquals(2, nvidia.cards().size());
        assertEquals("12.0", nvidia.cards().get(1).capabilityText());
        assertEquals(
                "driver for CUDA 12.8; NVIDIA Stand-in 3060 (12.0 GB, compute capability 12.0),"
                        + " NVIDIA Stand-in 3060 (12.0 GB, compute capability 12.0)",
                nvidia.toString());
    }

    @Test
    void noCardNoDriverAndNotKnowingAreToldApart() {
        assertEquals(
                "no NVIDIA card is found here", FakeDriver.without(Optional.of(false)).toString());
        assertEquals(
                "there is an NVIDIA card, but no driver for it (libcuda.so.1 cannot be loaded);"
                        + " install NVIDIA's driver",
                FakeDriver.without(Optional.of(true)).toString());
        assertEquals(
                "no NVIDIA driver is found here (libcuda.so.1 cannot be loaded); install it, if"
                        + " there is an NVIDIA card",
                FakeDriver.without(Optional.empty()).toString());
    }

    @Test
    void aDriverOfAnOlderCudaIsTooOld() {
        Nvidia nvidia = FakeDriver.machine(0, 11_080, 61, 1);
        assertEquals(
                "the NVIDIA driver is too old: it is for CUDA 11.8, and PyTorch needs one for CUDA"
                        + " 12 (version 525 or newer)",
                nvidia.obstacle().orElseThrow());
        assertEquals(1, nvidia.cards().size(), "the card is there");
        assertEquals(Optional.empty(), FakeDriver.machine(0, 12_000, 61, 1).obstacle());
        assertEquals(Optional.empty(), FakeDriver.machine(0, 13_000, 61, 1).obstacle());
    }

    @ParameterizedTest
    @CsvSource({
        "100, gives this process no card (CUDA error 100); see whether CUDA_VISIBLE_DEVICES hides",
        "34, only a stand-in for building programs (CUDA error 34); install NVIDIA's driver",
        "803, of different versions (CUDA error 803); restart the machine",
        "999, does not work (CUDA error 999); see what nvidia-smi says"
    })
    void aDriverThatRefusesIsTold(int answer, String expected) {
        Nvidia nvidia = FakeDriver.machine(answer, 12_080, 86, 1);
        assertTrue(nvidia.obstacle().orElseThrow().contains(expected), nvidia::toString);
        assertTrue(nvidia.toString().startsWith("driver for CUDA 12.8; "), nvidia::toString);
        assertEquals(0, nvidia.cards().size());
    }

    @Test
    void aDriverWithoutCardsSaysSo() {
        assertTrue(
                FakeDriver.machine(0, 12_080, 86, 0)
                        .obstacle()
                        .orElseThrow()
                        .contains("gives this process no card"));
    }

    @Test
    void linuxListsCardsWithoutTheirDriver() throws IOException {
        assertEquals(Optional.empty(), new MachineProbe(devices.resolve("none")).isCardListed());
        device("0000:00:01.0", "0x8086", "0x030000");
        device("0000:00:02.0", "0x10de", "0x040300");
        assertEquals(Optional.of(false), new MachineProbe(devices).isCardListed(), "sound only");
        device("0000:00:03.0", "0x10de", "0x030200");
        assertEquals(Optional.of(true), new MachineProbe(devices).isCardListed());
    }

    private void device(String name, String vendor, String type) throws IOException {
        Path folder = Files.createDirectory(devices.resolve(name));
        Files.writeString(folder.resolve("vendor"), vendor + "\n");
        Files.writeString(folder.resolve("class"), type + "\n");
    }
}
