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

import com.sun.jna.Platform;
import io.github.diffseg.engine.install.CudaRuntime;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.engine.nvidia.Nvidia;
import io.github.diffseg.engine.nvidia.NvidiaCard;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Why no GPU can be used: the first that is missing of card, driver, a driver that is new enough,
 * and PyTorch for it. Memory is known only when a GPU is asked to compute.
 *
 * @param nvidia what the machine has
 * @param library the PyTorch that is used; empty if it is DiffSeg's, for the processor
 * @param found looks for other PyTorch of this machine, the best first; asked only where there is a
 *     card for it
 */
record GpuObstacle(
        Nvidia nvidia, Optional<TorchLibrary> library, Supplier<List<TorchLibrary>> found) {

    /** Newer cards, from 10.0 (Blackwell) on, are known to PyTorch for CUDA 12.8. */
    private static final int FIRST_OF_CUDA_12_8 = 100;

    private static final String CUDA_12_8 = "12.8";

    /** Where the wheels for the newest cards are. */
    private static final String INDEX_OF_CUDA_12_8 = "https://download.pytorch.org/whl/cu128";

    /**
     * {@return what is missing and what to do, as a clause; empty if PyTorch sees one}
     *
     * @param gpus how many PyTorch sees
     */
    Optional<String> reason(int gpus) {
        if (gpus > 0) {
            return Optional.empty();
        }
        if (nvidia.obstacle().isPresent()) {
            return nvidia.obstacle();
        }
        if (library.isEmpty() || !library.get().isForGpus()) {
            return Optional.of(
                    library.map(torch -> "PyTorch in " + torch + " is the one for the processor")
                                    .orElse("DiffSeg's own PyTorch is the one for the processor")
                            + "; "
                            + found.get().stream()
                                    .filter(GpuObstacle::fits)
                                    .findFirst()
                                    .map(
                                            torch ->
                                                    "one for GPUs is in "
                                                            + torch
                                                            + ": choose it with")
                                    .orElse("get one for GPUs with")
                            + " DiffSeg PyTorch... (diffseg pytorch)");
        }
        return Optional.of(
                "PyTorch in "
                        + library.get()
                        + " sees no GPU"
                        + (Platform.isWindows()
                                ? ", since Windows finds "
                                        + CudaRuntime.NAME
                                        + " by the variable PATH only: add "
                                        + library.get().folder()
                                        + " to it, and start Fiji anew"
                                : ", although the driver shows "
                                        + nvidia.cards().get(0)
                                        + "; start Fiji anew, and if that does not help, see what"
                                        + " DiffSeg Doctor says"));
    }

    private static boolean fits(TorchLibrary torch) {
        return torch.isForGpus() && torch.refusal().isEmpty();
    }

    /**
     * {@return what to do if that card is newer than PyTorch, as a clause; empty if it is not}
     *
     * @param gpu a number, as PyTorch counts
     */
    Optional<String> newerCard(int gpu) {
        if (gpu >= nvidia.cards().size() || library.isEmpty()) {
            return Optional.empty();
        }
        NvidiaCard card = nvidia.cards().get(gpu);
        return card.capability() >= FIRST_OF_CUDA_12_8
                        && !library.get().cuda().startsWith(CUDA_12_8)
                ? Optional.of(
                        card
                                + " needs PyTorch for CUDA 12.8, and this is for CUDA "
                                + library.get().cuda()
                                + ": pip install torch==2.7.1 --index-url "
                                + INDEX_OF_CUDA_12_8)
                : Optional.empty();
    }
}
