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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.engine.install.FakeTorch;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.engine.nvidia.FakeDriver;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor says of machines that nobody has here. */
class EngineReportTest {

    @TempDir private Path folder;

    @Test
    void aMachineWithoutACard() {
        Map<String, String> facts =
                EngineReport.facts(
                        FakeDriver.without(Optional.of(false)), List.of(), Progress.NONE);
        assertEquals("no NVIDIA card is found here", facts.get("NVIDIA"));
        assertEquals("no NVIDIA card is found here", facts.get("No GPU"));
        assertFalse(facts.containsKey("PyTorch found"));
        assertTrue(facts.get("Engine").startsWith("PyTorch 2."), facts::toString);
    }

    @Test
    void aDriverAndNoLibrary() {
        Map<String, String> facts =
                EngineReport.facts(FakeDriver.usual(), List.of(), Progress.NONE);
        assertEquals(
                "driver for CUDA 12.4; NVIDIA Stand-in 3060 (12.0 GB, compute capability 8.6)",
                facts.get("NVIDIA"));
        assertEquals("DiffSeg's own, for the processor", facts.get("PyTorch used"));
        assertEquals(
                "DiffSeg's own PyTorch is the one for the processor; get one for GPUs with DiffSeg"
                        + " PyTorch... (diffseg pytorch)",
                facts.get("No GPU"));
    }

    @Test
    void aDriverAndAWrongLibrary() throws IOException {
        Path wrong = FakeTorch.python(folder.resolve("old"), "2.6.0+cu124", "12.4");
        Path right = FakeTorch.python(folder.resolve("new"), "2.7.1+cu126", "12.6");
        Map<String, String> facts =
                EngineReport.facts(
                        FakeDriver.usual(),
                        List.of(
                                TorchLibrary.in(right).orElseThrow(),
                                TorchLibrary.in(wrong).orElseThrow()),
                        Progress.NONE);
        assertEquals(
                right
                        + " (2.7.1+cu126) can be chosen; PyTorch in "
                        + wrong
                        + " is 2.6.0+cu124, and DiffSeg needs 2.7.1, for which the code between Java"
                        + " and PyTorch is made; install that version beside it, for example in a"
                        + " Python environment of its own: pip install torch==2.7.1",
                facts.get("PyTorch found"));
        assertTrue(facts.get("No GPU").contains("is in " + right), facts::toString);
    }
}
