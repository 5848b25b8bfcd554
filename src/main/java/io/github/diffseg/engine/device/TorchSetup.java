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

import io.github.diffseg.engine.TorchEngine;
import io.github.diffseg.engine.install.CudaInstaller;
import io.github.diffseg.engine.install.EngineInstaller;
import io.github.diffseg.engine.install.LibraryChoice;
import io.github.diffseg.engine.install.TorchLibraries;
import io.github.diffseg.engine.install.TorchLibrary;
import io.github.diffseg.engine.nvidia.Nvidia;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Choosing the PyTorch of this user: DiffSeg's own, one that is there, or one for NVIDIA's GPUs.
 */
public final class TorchSetup {

    /** Goes back to DiffSeg's own PyTorch. */
    public static final String PROCESSOR = "processor";

    /** Downloads PyTorch for NVIDIA's GPUs. */
    public static final String CUDA = "cuda";

    private final Supplier<Nvidia> nvidia;
    private final Supplier<CudaInstaller> installer;
    private final LibraryChoice choice;

    TorchSetup(Supplier<Nvidia> nvidia, Supplier<CudaInstaller> installer, LibraryChoice choice) {
        this.nvidia = nvidia;
        this.installer = installer;
        this.choice = choice;
    }

    /** {@return the setup of this machine for this user} */
    public static TorchSetup ofThisMachine() {
        return new TorchSetup(
                Nvidia::ofThisMachine, CudaInstaller::forThisMachine, LibraryChoice.ofThisUser());
    }

    /**
     * Tells before a model is downloaded whether this machine could compute with it.
     *
     * @return why it cannot and what works nevertheless, as a sentence; empty if it can
     */
    public static Optional<String> nothingForThisMachine() {
        return EngineInstaller.refusalHere();
    }

    /** {@return the PyTorch of this machine that fits, the best first} */
    public static List<TorchLibrary> fitting() {
        return TorchLibraries.ofThisMachine().find().stream()
                .filter(torch -> torch.refusal().isEmpty())
                .toList();
    }

    /**
     * {@return what can be given to {@link #choose} here: the keywords that this machine can use,
     * then the folders of {@link #fitting}}
     */
    public List<String> choices() {
        List<String> choices = new ArrayList<>();
        choices.add(PROCESSOR);
        if (nvidia.get().obstacle().isEmpty() && hasInstaller()) {
            choices.add(CUDA);
        }
        fitting().forEach(torch -> choices.add(torch.folder().toString()));
        return choices;
    }

    private boolean hasInstaller() {
        try {
            return installer.get() != null;
        } catch (UserException e) {
            // Nothing is published for this machine; whoever asks for it is told why
            return false;
        }
    }

    /** {@return what is used from the next start on, or why that cannot be used} */
    public String current() {
        try {
            return choice.library().map(TorchLibrary::toString).orElse(PROCESSOR);
        } catch (UserException e) {
            return e.getMessage();
        }
    }

    /** {@return what this machine has of NVIDIA, or what is missing of it} */
    public String cards() {
        return nvidia.get().toString();
    }

    /**
     * {@return what there is to agree to before {@link #CUDA} is downloaded; empty if it cannot be,
     * or need not be}
     */
    public Optional<String> terms() {
        if (nvidia.get().obstacle().isPresent()) {
            return Optional.empty();
        }
        try {
            CudaInstaller cuda = installer.get();
            return cuda.installed().isPresent() ? Optional.empty() : Optional.of(cuda.terms());
        } catch (UserException e) {
            // This machine has nothing to download; whoever asks for it is told why
            return Optional.empty();
        }
    }

    /**
     * {@return what is wrong on any machine with a choice, as a sentence; empty if nothing is}
     *
     * @param wanted as for {@link #choose}
     */
    public static Optional<String> refusal(String wanted) {
        if (wanted.isBlank()) {
            return Optional.of(
                    "pytorch is empty; it must be "
                            + PROCESSOR
                            + ", "
                            + CUDA
                            + ", or the path of a Python environment or of an unpacked libtorch");
        }
        try {
            Path.of(wanted.strip());
            return Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.of("pytorch is \"" + wanted.strip() + "\", which is no path");
        }
    }

    /**
     * Uses a PyTorch from the next start of the engine on.
     *
     * @param wanted {@value #PROCESSOR}, {@value #CUDA}, or the path of a Python environment or an
     *     unpacked libtorch
     * @param acceptsLicence whether the user agrees to {@link #terms}
     * @param progress told of the download; may cancel
     * @return what will be used, as a sentence
     * @throws UserException if it cannot be used, or the licence is not agreed to
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public String choose(String wanted, boolean acceptsLicence, Progress progress) {
        refusal(wanted)
                .ifPresent(
                        reason -> {
                            throw new UserException(reason);
                        });
        String sentence =
                switch (wanted.strip().toLowerCase(Locale.ROOT)) {
                    case PROCESSOR -> {
                        choice.forget();
                        yield "DiffSeg uses its own PyTorch, for the processor";
                    }
                    case CUDA ->
                            "DiffSeg uses PyTorch in "
                                    + choice.choose(cuda(acceptsLicence, progress).folder());
                    default ->
                            "DiffSeg uses PyTorch in "
                                    + choice.choose(Path.of(wanted.strip()).toAbsolutePath());
                };
        return sentence + (TorchEngine.isRunning() ? ", from the next start of Fiji on" : "");
    }

    private TorchLibrary cuda(boolean acceptsLicence, Progress progress) {
        nvidia.get()
                .obstacle()
                .ifPresent(
                        reason -> {
                            throw new UserException(
                                    "PyTorch for GPUs is not downloaded, since " + reason);
                        });
        CudaInstaller cuda = installer.get();
        Optional<TorchLibrary> there = cuda.installed();
        if (there.isPresent()) {
            return there.get();
        }
        if (!acceptsLicence) {
            throw new UserException(
                    cuda.terms()
                            + " If you agree to these, tick the box, or say accept_licence=true in"
                            + " a macro, or --accept-licence on the command line");
        }
        return cuda.install(progress);
    }
}
