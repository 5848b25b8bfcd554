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

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The library of CUDA 12 by which DJL counts GPUs and asks for their memory. */
public final class CudaRuntime {

    /** What a user may look for. */
    public static final String NAME = Platform.isWindows() ? "cudart64_12.dll" : "libcudart.so.12";

    /** An unpacked libtorch has it with a hash in its name. */
    private static final String NAMES =
            Platform.isWindows() ? "cudart64_12*.dll" : "libcudart{,-*}.so.12*";

    private CudaRuntime() {}

    /**
     * {@return the file where PyTorch itself looks for it: in that folder, among the packages that
     * lie beside {@code torch}, in a conda environment's {@code lib}, or in CUDA's own folder}
     *
     * @param torch the folder of PyTorch's library
     */
    public static Optional<Path> beside(Path torch) {
        Path packages = torch.resolve("../..").normalize();
        return List.of(
                        torch,
                        packages.resolve("nvidia/cuda_runtime/lib"),
                        packages.resolve("nvidia/cuda_runtime/bin"),
                        packages.resolve("../..").normalize(),
                        Path.of("/usr/local/cuda/lib64"))
                .stream()
                .map(CudaRuntime::in)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, NAMES)) {
            for (Path file : files) {
                return Optional.of(file.toAbsolutePath());
            }
        } catch (IOException e) {
            // Not readable for this user, so PyTorch could not read it either
            return Optional.empty();
        }
        return Optional.empty();
    }
}
