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

package io.github.diffseg.engine.install;

import ai.djl.util.Utils;
import io.github.diffseg.download.ContentHash;
import io.github.diffseg.download.Download;
import io.github.diffseg.download.DownloadListener;
import io.github.diffseg.download.FreeSpace;
import io.github.diffseg.download.Retries;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.files.FileReason;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gets PyTorch for CUDA with all that it needs of NVIDIA's libraries, as Python wheels with fixed
 * hashes, and unpacks the libraries side by side as Python would: they find each other there.
 */
public final class CudaInstaller {

    /** Names another place of the files of a Python package index, for example a mirror. */
    static final String INDEX_PROPERTY = "diffseg.engine.wheels";

    private static final String PYTHON_PACKAGES = "https://files.pythonhosted.org/packages/";
    private static final double GIGABYTE = 1e9;
    private static final double MEGABYTE = 1e6;

    private final Path folder;
    private final URI index;
    private final List<CudaWheel> wheels;
    private final FreeSpace freeSpace;

    /**
     * Prepares to install; nothing is loaded yet.
     *
     * @param folder where the libraries shall lie
     * @param index the address that the wheels' paths are below, ending with a slash
     * @param wheels what is needed
     * @param freeSpace of the folder's disk
     */
    CudaInstaller(Path folder, URI index, List<CudaWheel> wheels, FreeSpace freeSpace) {
        this.folder = folder;
        this.index = index;
        this.wheels = List.copyOf(wheels);
        this.freeSpace = freeSpace;
    }

    /**
     * {@return the installer for this machine}
     *
     * @throws UserException if there is nothing to be had for it; the sentence says what else to do
     */
    public static CudaInstaller forThisMachine() {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        refusal(system, machine)
                .ifPresent(
                        sentence -> {
                            throw new UserException(sentence);
                        });
        String address = System.getProperty(INDEX_PROPERTY, PYTHON_PACKAGES);
        return new CudaInstaller(
                Utils.getEngineCacheDir("pytorch").resolve("diffseg-cuda-2.7.1").toAbsolutePath(),
                URI.create(address.endsWith("/") ? address : address + "/"),
                CudaWheel.all(),
                FreeSpace.OF_SYSTEM);
    }

    /**
     * {@return why nothing can be downloaded there, as a sentence; empty if it can}
     *
     * @param system as the property {@code os.name} has it
     * @param machine as the property {@code os.arch} has it
     */
    static Optional<String> refusal(String system, String machine) {
        String family = system.toLowerCase(Locale.ROOT);
        if (family.startsWith("mac")) {
            return Optional.of("CUDA computes on NVIDIA cards only, which Macs do not have");
        }
        if (family.startsWith("windows")) {
            return Optional.of(
                    "PyTorch 2.7.1 with CUDA for Windows lies at no address with a fixed hash, so"
                            + " that DiffSeg does not download it; install it yourself (pip install"
                            + " torch==2.7.1 --index-url https://download.pytorch.org/whl/cu128)"
                            + " and name that Python environment instead of cuda");
        }
        if (!machine.equals("amd64") && !machine.equals("x86_64")) {
            return Optional.of(
                    "The code between Java and PyTorch with CUDA is published for x86-64 processors"
                            + " only, not for "
                            + machine);
        }
        return Optional.empty();
    }

    /** {@return what the user has to agree to before {@link #install}, as sentences} */
    public String terms() {
        return String.format(
                Locale.ROOT,
                "PyTorch 2.7.1 with CUDA 12.6 is %.1f GB to download and takes %.1f GB in %s. It"
                        + " comes from the Python Package Index. PyTorch is under the BSD licence;"
                        + " CUDA, cuDNN and the other libraries of NVIDIA are under NVIDIA's licence"
                        + " agreements (https://docs.nvidia.com/cuda/eula/), whose texts are"
                        + " unpacked beside them.",
                wheels.stream().mapToLong(CudaWheel::size).sum() / GIGABYTE,
                wheels.stream().mapToLong(CudaWheel::unpackedSize).sum() / GIGABYTE,
                folder);
    }

    /** {@return the library; empty if it is not installed, or not completely} */
    public Optional<TorchLibrary> installed() {
        return wheels.stream().allMatch(this::isUnpacked)
                ? TorchLibrary.in(folder)
                : Optional.empty();
    }

    /**
     * Loads and unpacks what is missing. Broken off, it goes on where it stopped.
     *
     * @param progress told how far it is; cancelling keeps what has been loaded
     * @return the library
     * @throws UserException if something cannot be had, or the disk is too small
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public TorchLibrary install(Progress progress) {
        try {
            Files.createDirectories(folder);
            requireSpace();
            long before = 0;
            for (CudaWheel wheel : wheels) {
                if (!isUnpacked(wheel)) {
                    load(wheel, before, progress);
                }
                before += wheel.size();
            }
        } catch (IOException e) {
            throw new UserException(
                    "PyTorch with CUDA cannot be installed in "
                            + folder
                            + ": "
                            + FileReason.of(e)
                            + "; what has arrived is kept, and the next try goes on from there",
                    e);
        }
        return installed()
                .orElseThrow(
                        () ->
                                new UserException(
                                        "There is no PyTorch in "
                                                + folder
                                                + " although all was unpacked; delete that folder"
                                                + " and try again"));
    }

    private void load(CudaWheel wheel, long before, Progress progress) throws IOException {
        Path file = folder.resolve(wheel.fileName());
        if (!Files.exists(file)) {
            new Download(
                            wheel.address(index),
                            file,
                            OptionalLong.of(wheel.size()),
                            Optional.of(ContentHash.sha256(wheel.sha256())),
                            Retries.STANDARD)
                    .run(listener(before, progress), progress);
        }
        progress.report("PyTorch with CUDA: unpacking " + wheel.fileName(), fraction(before));
        CudaWheel.unpack(file, folder, progress);
        Files.createFile(note(wheel));
        Files.delete(file);
    }

    private DownloadListener listener(long before, Progress progress) {
        return new DownloadListener() {
            @Override
            public void arrived(long bytes) {
                progress.report(
                        String.format(
                                Locale.ROOT,
                                "PyTorch with CUDA: %.0f of %.0f MB",
                                (before + bytes) / MEGABYTE,
                                total() / MEGABYTE),
                        fraction(before + bytes));
            }

            @Override
            public void checking(double done) {
                progress.report("PyTorch with CUDA: checking", fraction(before));
            }
        };
    }

    private long total() {
        return wheels.stream().mapToLong(CudaWheel::size).sum();
    }

    private double fraction(long bytes) {
        return bytes / (double) total();
    }

    /** Each wheel is deleted when it is unpacked, so the largest counts once. */
    private void requireSpace() throws IOException {
        List<CudaWheel> missing = wheels.stream().filter(wheel -> !isUnpacked(wheel)).toList();
        long needed =
                missing.stream().mapToLong(CudaWheel::unpackedSize).sum()
                        + missing.stream().mapToLong(CudaWheel::size).max().orElse(0);
        long free = freeSpace.at(folder);
        if (free < needed) {
            throw new UserException(
                    String.format(
                            Locale.ROOT,
                            "PyTorch with CUDA needs %.1f GB in %s, and %.1f GB are free there; make"
                                    + " room, or name another folder in the environment variable"
                                    + " DJL_CACHE_DIR",
                            needed / GIGABYTE,
                            folder,
                            free / GIGABYTE));
        }
    }

    private boolean isUnpacked(CudaWheel wheel) {
        return Files.exists(note(wheel));
    }

    /** A note that a wheel was unpacked to its end. */
    private Path note(CudaWheel wheel) {
        return folder.resolve(wheel.fileName() + ".unpacked");
    }
}
