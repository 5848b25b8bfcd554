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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TorchLibraryTest {

    @TempDir private Path folder;

    @Test
    void isFoundFromEachPlaceThatAUserMayName() throws IOException {
        Path environment = folder.resolve("venv");
        Path lib = FakeTorch.python(environment, "2.7.1+cu126", "12.6");
        Path packages = environment.resolve("lib/python3.12/site-packages");
        for (Path place : List.of(environment, packages, packages.resolve("torch"), lib)) {
            TorchLibrary torch = TorchLibrary.in(place).orElseThrow();
            assertEquals(lib, torch.folder(), place.toString());
            assertEquals("2.7.1+cu126", torch.version());
            assertEquals("12.6", torch.cuda());
            assertEquals("cu128", torch.flavor());
            assertEquals(Optional.empty(), torch.refusal());
        }
        assertEquals(Optional.empty(), TorchLibrary.in(folder));
        assertEquals(Optional.empty(), TorchLibrary.in(folder.resolve("none")));
    }

    @Test
    void anUnpackedLibtorchSaysItsVersionInAFile() throws IOException {
        Path lib = FakeTorch.libtorch(folder.resolve("libtorch"), "2.7.1+cu128");
        TorchLibrary torch = TorchLibrary.in(folder.resolve("libtorch")).orElseThrow();
        assertEquals(lib, torch.folder());
        assertEquals("12.8", torch.cuda());
        assertEquals(Optional.empty(), torch.refusal());
        assertEquals(Optional.of(lib.resolve("libcudart-c3a75b33.so.12")), CudaRuntime.beside(lib));
    }

    @Test
    void theOneForTheProcessorFitsToo() throws IOException {
        FakeTorch.python(folder, "2.7.0+cpu", null);
        TorchLibrary torch = TorchLibrary.in(folder).orElseThrow();
        assertEquals(Optional.empty(), torch.refusal());
        assertEquals("cpu", torch.flavor());
        FakeTorch.libtorch(folder.resolve("libtorch"), "2.7.1+cpu");
        torch = TorchLibrary.in(folder.resolve("libtorch")).orElseThrow();
        assertEquals("", torch.cuda());
        assertEquals(Optional.empty(), torch.refusal());
    }

    @ParameterizedTest
    @CsvSource({
        "2.6.0+cu124, 12.4, 'is 2.6.0+cu124, and DiffSeg needs 2.7.1'",
        "2.11.0, 13.0, 'is 2.11.0, and DiffSeg needs 2.7.1'",
        "2.7.1+cu118, 11.8, 'is 2.7.1+cu118, built for CUDA 11.8, and DiffSeg needs one for CUDA 12'"
    })
    void whatDoesNotFitIsRefusedBeforeItIsLoaded(String version, String cuda, String expected)
            throws IOException {
        FakeTorch.python(folder, version, cuda);
        String refusal = refusal();
        assertTrue(refusal.contains(expected), refusal);
        assertTrue(refusal.startsWith("PyTorch in " + folder), refusal);
    }

    @Test
    void whatIsForAmdIsRefused() throws IOException {
        Path lib = FakeTorch.python(folder, "2.7.1+rocm6.3", null);
        Path version = lib.resolveSibling("version.py");
        Files.writeString(
                version,
                Files.readString(version)
                        .replace("hip: Optional[str] = None", "hip: Optional[str] = '6.3.42131'"));
        assertTrue(refusal().contains("built for ROCm 6.3.42131 (AMD)"), refusal());
    }

    @Test
    void whatIsIncompleteIsRefused() throws IOException {
        Path lib = FakeTorch.python(folder, "2.7.1+cu126", "12.6");
        Path runtime =
                folder.resolve("lib/python3.12/site-packages/nvidia/cuda_runtime/lib")
                        .resolve(CudaRuntime.NAME);
        Files.delete(runtime);
        assertTrue(
                refusal().contains("CUDA's own libraries (" + CudaRuntime.NAME + " and others)"),
                refusal());
        Files.delete(lib.resolve(System.mapLibraryName("torch_cuda")));
        assertTrue(
                refusal().contains(System.mapLibraryName("torch_cuda") + " is missing"), refusal());
        Files.delete(lib.resolveSibling("version.py"));
        assertTrue(refusal().contains("its version is unknown"), refusal());
    }

    /** Conda's own builds have it there, among hundreds of others, all of which DJL would load. */
    @Test
    void theLibOfAWholeEnvironmentIsNotTaken() throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        FakeTorch.touch(lib.resolve(System.mapLibraryName("torch")));
        assertEquals(Optional.empty(), TorchLibrary.in(folder));
    }

    @Test
    void theMachineIsSearchedWhereUsersHaveIt() throws IOException {
        Path root = Files.createDirectory(folder.resolve("root"));
        Path home = Files.createDirectories(root.resolve("home/me"));
        Path old = FakeTorch.python(home.resolve("miniconda3"), "2.5.1+cu124", "12.4");
        Path processor = FakeTorch.python(root.resolve("usr/local"), "2.7.1+cpu", null);
        Path conda = FakeTorch.python(home.resolve("miniconda3/envs/a"), "2.7.1+cu126", "12.6");
        Path listed = FakeTorch.python(folder.resolve("elsewhere"), "2.7.1+cu128", "12.8");
        Path active = FakeTorch.python(folder.resolve("active"), "2.7.1", "12.6");
        Files.createDirectories(home.resolve(".conda"));
        Files.writeString(
                home.resolve(".conda/environments.txt"), folder.resolve("elsewhere") + "\n\n");
        Map<String, String> environment =
                Map.of(
                        "VIRTUAL_ENV",
                        folder.resolve("active").toString(),
                        "PATH",
                        folder.resolve("active/bin") + ":/usr/bin:\0");
        List<TorchLibrary> found = new TorchLibraries(root, home, environment).find();
        assertEquals(
                List.of(active, listed, conda, processor, old),
                found.stream().map(TorchLibrary::folder).toList());
    }

    private String refusal() {
        return TorchLibrary.in(folder).orElseThrow().refusal().orElseThrow();
    }
}
