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

import io.github.diffseg.engine.install.FakeTorch;
import io.github.diffseg.engine.install.LibraryChoiceFixture;
import io.github.diffseg.engine.nvidia.FakeDriver;
import io.github.diffseg.engine.nvidia.Nvidia;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TorchSetupTest {

    @TempDir private Path folder;

    @Test
    void aPythonEnvironmentIsChosenAndLeftAgain() throws IOException {
        Path lib = FakeTorch.python(folder.resolve("venv"), "2.7.1+cu126", "12.6");
        TorchSetup setup = setup(FakeDriver.usual());
        String said = setup.choose(folder.resolve("venv").toString(), false, Progress.NONE);
        assertTrue(said.startsWith("DiffSeg uses PyTorch in " + lib + " (2.7.1+cu126)"), said);
        assertEquals(lib, LibraryChoiceFixture.in(folder).library().orElseThrow().folder());
        said = setup.choose(" Processor ", false, Progress.NONE);
        assertTrue(said.startsWith("DiffSeg uses its own PyTorch, for the processor"), said);
        assertEquals(Optional.empty(), LibraryChoiceFixture.in(folder).library());
    }

    @Test
    void whatThisMachineCannotUseIsNotOffered() {
        List<String> choices = setup(FakeDriver.usual()).choices();
        assertEquals(List.of("processor", "cuda"), choices.subList(0, 2));
        List<String> withoutCard = setup(FakeDriver.without(Optional.of(false))).choices();
        assertEquals("processor", withoutCard.get(0));
        assertFalse(withoutCard.contains("cuda"), withoutCard.toString());
        assertEquals(
                TorchSetup.fitting().stream().map(torch -> torch.folder().toString()).toList(),
                withoutCard.subList(1, withoutCard.size()));
    }

    @Test
    void nothingIsDownloadedWithoutConsent() {
        TorchSetup setup = setup(FakeDriver.usual());
        String terms = setup.terms().orElseThrow();
        assertTrue(terms.startsWith("PyTorch 2.7.1 with CUDA 12.6 is 2.8 GB to download"), terms);
        String message = refusal(setup, "cuda");
        assertEquals(
                terms
                        + " If you agree to these, tick the box, or say accept_licence=true in a"
                        + " macro, or --accept-licence on the command line",
                message);
    }

    @Test
    void nothingIsDownloadedForAMachineThatCannotUseIt() {
        TorchSetup setup = setup(FakeDriver.without(Optional.of(false)));
        assertEquals("no NVIDIA card is found here", setup.cards());
        assertEquals(Optional.empty(), setup.terms());
        assertEquals(
                "PyTorch for GPUs is not downloaded, since no NVIDIA card is found here",
                refusal(setup, "CUDA"));
        assertTrue(
                refusal(setup(FakeDriver.machine(0, 11_080, 86, 1)), "cuda")
                        .contains("since the NVIDIA driver is too old"));
    }

    @Test
    void whatIsNoneOfThemIsRefused() {
        TorchSetup setup = setup(FakeDriver.usual());
        assertTrue(refusal(setup, "/no/where").startsWith("There is no PyTorch in /no/where"));
        assertTrue(refusal(setup, " ").startsWith("pytorch is empty; it must be processor, cuda,"));
        assertTrue(refusal(setup, "a\0b").endsWith("which is no path"));
    }

    private TorchSetup setup(Nvidia nvidia) {
        return new TorchSetup(
                () -> nvidia,
                () -> LibraryChoiceFixture.installer(folder),
                LibraryChoiceFixture.in(folder));
    }

    private static String refusal(TorchSetup setup, String wanted) {
        return assertThrows(UserException.class, () -> setup.choose(wanted, false, Progress.NONE))
                .getMessage();
    }
}
