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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that look like PyTorch, with empty libraries. */
public final class FakeTorch {

    private FakeTorch() {}

    /**
     * A Python environment as pip fills it.
     *
     * @param environment made
     * @param version of torch, such as "2.7.1+cu126"
     * @param cuda such as "12.6"; null for none
     * @return the folder of the library
     */
    public static Path python(Path environment, String version, String cuda) throws IOException {
        Path packages = environment.resolve("lib/python3.12/site-packages");
        Path torch = Files.createDirectories(packages.resolve("torch/lib"));
        Files.writeString(
                torch.resolveSibling("version.py"),
                "from typing import Optional\n\n"
                        + "__version__ = '"
                        + version
                        + "'\ndebug = False\ncuda: Optional[str] = "
                        + (cuda == null ? "None" : "'" + cuda + "'")
                        + "\ngit_version = 'e2d141d'\nhip: Optional[str] = None\n");
        touch(torch.resolve(System.mapLibraryName("torch")));
        if (cuda != null) {
            touch(torch.resolve(System.mapLibraryName("torch_cuda")));
            Path runtime = Files.createDirectories(packages.resolve("nvidia/cuda_runtime/lib"));
            touch(runtime.resolve(CudaRuntime.NAME));
        }
        return torch;
    }

    /**
     * An unpacked libtorch.
     *
     * @param folder made
     * @return the folder of the library
     */
    public static Path libtorch(Path folder, String version) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        Files.writeString(folder.resolve("build-version"), version + "\n");
        touch(lib.resolve(System.mapLibraryName("torch")));
        if (version.contains("+cu")) {
            touch(lib.resolve(System.mapLibraryName("torch_cuda")));
            touch(lib.resolve("libcudart-c3a75b33.so.12"));
        }
        return lib;
    }

    static void touch(Path file) throws IOException {
        Files.write(file, new byte[0]);
    }
}
