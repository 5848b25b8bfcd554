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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.engine.install.FakeTorch;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.engine.nvidia.FakeDriver;
import io.github.diffseg.engine.nvidia.Nvidia;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GpuObstacleTest {

    @TempDir private Path folder;

    @Test
    void nothingIsMissingWhereThereIsAGpu() {
        assertEquals(
                Optional.empty(),
                new GpuObstacle(
                                FakeDriver.without(Optional.of(false)),
                                Optional.empty(),
                                () -> List.of())
                        .reason(1));
    }

    /** Who has no card need not look for a library. */
    @Test
    void theFirstThatIsMissingIsTold() throws IOException {
        TorchLibrary processor = torch("a", "2.7.1+cpu", null);
        assertEquals(
                "no NVIDIA card is found here",
                reason(FakeDriver.without(Optional.of(false)), Optional.of(processor)));
        assertTrue(
                reason(FakeDriver.without(Optional.of(true)), Optional.of(processor))
                        .startsWith("there is an NVIDIA card, but no driver for it"));
        assertTrue(
                reason(FakeDriver.machine(0, 11_020, 86, 1), Optional.of(processor))
                        .startsWith("the NVIDIA driver is too old: it is for CUDA 11.2"));
        assertEquals(
                "PyTorch in "
                        + processor
                        + " is the one for the processor; get one for GPUs with DiffSeg PyTorch..."
                        + " (diffseg pytorch)",
                reason(FakeDriver.usual(), Optional.of(processor)));
        TorchLibrary cuda = torch("b", "2.7.1+cu126", "12.6");
        assertEquals(
                "PyTorch in "
                        + cuda
                        + " sees no GPU, although the driver shows NVIDIA Stand-in 3060 (12.0 GB,"
                        + " compute capability 8.6); start Fiji anew, and if that does not help,"
                        + " see what DiffSeg Doctor says",
                reason(FakeDriver.usual(), Optional.of(cuda)));
    }

    @Test
    void whatIsThereAlreadyIsOffered() throws IOException {
        TorchLibrary old = torch("old", "2.6.0", "12.4");
        TorchLibrary cuda = torch("b", "2.7.1+cu126", "12.6");
        GpuObstacle obstacle =
                new GpuObstacle(FakeDriver.usual(), Optional.empty(), () -> List.of(old, cuda));
        assertEquals(
                "DiffSeg's own PyTorch is the one for the processor; one for GPUs is in "
                        + cuda
                        + ": choose it with DiffSeg PyTorch... (diffseg pytorch)",
                obstacle.reason(0).orElseThrow());
    }

    @Test
    void aCardThatIsNewerThanPyTorchIsToldWhichOneItNeeds() throws IOException {
        Optional<TorchLibrary> library = Optional.of(torch("b", "2.7.1+cu126", "12.6"));
        Nvidia blackwell = FakeDriver.machine(0, 12_080, 120, 1);
        assertEquals(
                "NVIDIA Stand-in 3060 (12.0 GB, compute capability 12.0) needs PyTorch for CUDA"
                        + " 12.8, and this is for CUDA 12.6: pip install torch==2.7.1 --index-url"
                        + " https://download.pytorch.org/whl/cu128",
                new GpuObstacle(blackwell, library, () -> List.of()).newerCard(0).orElseThrow());
        assertEquals(
                Optional.empty(),
                new GpuObstacle(blackwell, library, () -> List.of()).newerCard(1));
        assertEquals(
                Optional.empty(),
                new GpuObstacle(FakeDriver.usual(), library, () -> List.of()).newerCard(0));
        Optional<TorchLibrary> newer = Optional.of(torch("c", "2.7.1+cu128", "12.8"));
        assertEquals(
                Optional.empty(), new GpuObstacle(blackwell, newer, () -> List.of()).newerCard(0));
    }

    private static String reason(Nvidia nvidia, Optional<TorchLibrary> library) {
        return new GpuObstacle(nvidia, library, () -> List.of()).reason(0).orElseThrow();
    }

    private TorchLibrary torch(String name, String version, String cuda) throws IOException {
        return TorchLibrary.in(FakeTorch.python(folder.resolve(name), version, cuda)).orElseThrow();
    }
}
