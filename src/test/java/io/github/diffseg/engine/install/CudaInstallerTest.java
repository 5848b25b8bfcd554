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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.download.FileServer;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CudaInstallerTest {

    private static final String VERSION = "__version__ = '2.7.1+cu126'\ncuda = '12.6'\n";

    @TempDir private Path folder;

    private FileServer server;
    private byte[] runtime;
    private byte[] torch;
    private List<CudaWheel> wheels;

    @BeforeEach
    void serve() throws IOException {
        byte[] library = new byte[300_000];
        new Random(1).nextBytes(library);
        runtime =
                wheel(
                        "nvidia/__init__.py",
                        new byte[0],
                        "nvidia/cuda_runtime/lib/libcudart.so.12",
                        library,
                        "nvidia_cuda_runtime.dist-info/License.txt",
                        bytes("NVIDIA's"),
                        "../outside/lib/libevil.so",
                        library);
        torch =
                wheel(
                        "torch/version.py", bytes(VERSION),
                        "torch/lib/libtorch.so", library,
                        "torch/lib/libtorch_cuda.so", library,
                        "torch/lib/libtorch_python.so", library,
                        "torch/nn/functional.py", bytes("import torch"));
        wheels =
                List.of(
                        of("a/nvidia_cuda_runtime.whl", runtime, 300_008),
                        of("b/torch-2.7.1.whl", torch, 600_050));
        server = new FileServer();
        server.on("/a/nvidia_cuda_runtime.whl", FileServer.file(runtime));
        server.on("/b/torch-2.7.1.whl", FileServer.file(torch));
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatIsNeededIsUnpackedSideBySide() throws IOException {
        CudaInstaller installer = installer(1L << 40);
        assertEquals(Optional.empty(), installer.installed());
        List<String> steps = new ArrayList<>();
        TorchLibrary library = installer.install(told(steps));
        assertEquals(folder.resolve("cuda/torch/lib"), library.folder());
        assertEquals(Optional.empty(), library.refusal());
        assertEquals(Optional.of(library), installer.installed());
        assertEquals(
                List.of(
                        "a: nvidia/cuda_runtime/lib/libcudart.so.12",
                        "a: nvidia_cuda_runtime.dist-info/License.txt",
                        "a: torch/lib/libtorch.so",
                        "a: torch/lib/libtorch_cuda.so",
                        "a: torch/version.py"),
                files().stream().filter(name -> !name.endsWith(".unpacked")).toList());
        assertTrue(steps.get(0).matches("PyTorch with CUDA: \\d of \\d MB"), steps.toString());
        assertTrue(
                steps.contains("PyTorch with CUDA: unpacking torch-2.7.1.whl"), steps.toString());
        int requests = server.log().size();
        installer.install(Progress.NONE);
        assertEquals(requests, server.log().size(), "nothing is loaded twice");
    }

    @Test
    void aStoppedInstallationGoesOn() {
        CudaInstaller installer = installer(1L << 40);
        Progress stopped =
                new Progress() {
                    private String last = "";

                    @Override
                    public void report(String step, double fraction) {
                        last = step;
                    }

                    @Override
                    public boolean isCancelled() {
                        return last.contains("unpacking torch");
                    }
                };
        assertThrows(CancellationException.class, () -> installer.install(stopped));
        assertEquals(Optional.empty(), installer.installed());
        int requests = server.log().size();
        assertEquals(folder.resolve("cuda/torch/lib"), installer.install(Progress.NONE).folder());
        assertEquals(requests, server.log().size(), "both wheels were there");
    }

    @Test
    void aForgedWheelIsNotUnpacked() throws IOException {
        byte[] forged = torch.clone();
        forged[1000] ^= 1;
        server.on("/b/torch-2.7.1.whl", FileServer.file(forged));
        String message = failure(installer(1L << 40));
        assertTrue(message.startsWith("PyTorch with CUDA cannot be installed in "), message);
        assertTrue(message.contains("SHA-256"), message);
        assertFalse(Files.exists(folder.resolve("cuda/torch")));
    }

    @Test
    void aDiskThatIsTooSmallIsToldBeforeTheDownload() {
        long needed = 300_008 + 600_050 + Math.max(torch.length, runtime.length);
        String message = failure(installer(needed - 1));
        assertTrue(message.startsWith("PyTorch with CUDA needs 0.0 GB in "), message);
        assertTrue(message.contains("DJL_CACHE_DIR"), message);
        assertEquals(List.of(), server.log());
        installer(needed).install(Progress.NONE);
    }

    @Test
    void theTermsNameSizeAndLicences() {
        CudaInstaller real =
                new CudaInstaller(folder, server.address(), CudaWheel.all(), path -> 0);
        assertEquals(
                "PyTorch 2.7.1 with CUDA 12.6 is 2.8 GB to download and takes 4.6 GB in "
                        + folder
                        + ". It comes from the Python Package Index. PyTorch is under the BSD"
                        + " licence; CUDA, cuDNN and the other libraries of NVIDIA are under"
                        + " NVIDIA's licence agreements (https://docs.nvidia.com/cuda/eula/), whose"
                        + " texts are unpacked beside them.",
                real.terms());
        assertTrue(failure(real).contains("needs 5.4 GB"), failure(real));
    }

    @ParameterizedTest
    @CsvSource({
        "Windows 11, amd64, lies at no address with a fixed hash",
        "Mac OS X, aarch64, 'NVIDIA cards only, which Macs do not have'",
        "Linux, aarch64, 'x86-64 processors only, not for aarch64'"
    })
    void otherSystemsAreToldWhatToDo(String system, String machine, String expected) {
        String refusal = CudaInstaller.refusal(system, machine).orElseThrow();
        assertTrue(refusal.contains(expected), refusal);
    }

    @Test
    void linuxOnUsualProcessorsHasIt() {
        assertEquals(Optional.empty(), CudaInstaller.refusal("Linux", "amd64"));
    }

    /** What torch 2.7.1 itself requires, as its METADATA has it. */
    @Test
    void theListHasAllThatTorchRequires() {
        List<String> names = CudaWheel.all().stream().map(CudaWheel::fileName).toList();
        List<String> required =
                List.of(
                        "cuda_nvrtc_cu12-12.6.77",
                        "cuda_runtime_cu12-12.6.77",
                        "cuda_cupti_cu12-12.6.80",
                        "cudnn_cu12-9.5.1.17",
                        "cublas_cu12-12.6.4.1",
                        "cufft_cu12-11.3.0.4",
                        "curand_cu12-10.3.7.77",
                        "cusolver_cu12-11.7.1.2",
                        "cusparse_cu12-12.5.4.2",
                        "cusparselt_cu12-0.6.3",
                        "nccl_cu12-2.26.2",
                        "nvtx_cu12-12.6.77",
                        "nvjitlink_cu12-12.6.85",
                        "cufile_cu12-1.11.1.6");
        assertEquals(required.size() + 1, names.size());
        for (int i = 0; i < required.size(); i++) {
            assertTrue(
                    names.get(i).startsWith("nvidia_" + required.get(i) + "-py3-"), names.get(i));
        }
        assertTrue(names.get(required.size()).startsWith("torch-2.7.1-"), "last of all");
        for (CudaWheel wheel : CudaWheel.all()) {
            assertTrue(
                    wheel.path()
                            .matches("[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{60}/[\\w.-]+x86_64\\.whl"),
                    wheel.path());
            assertTrue(wheel.sha256().matches("[0-9a-f]{64}"), wheel.path());
            assertTrue(wheel.size() > 0 && wheel.unpackedSize() > 0, wheel.path());
        }
    }

    private CudaInstaller installer(long free) {
        return new CudaInstaller(folder.resolve("cuda"), server.address("/"), wheels, path -> free);
    }

    private List<String> files() throws IOException {
        Path cuda = folder.resolve("cuda");
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> "a: " + cuda.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    private static String failure(CudaInstaller installer) {
        return assertThrows(UserException.class, () -> installer.install(Progress.NONE))
                .getMessage();
    }

    private static Progress told(List<String> steps) {
        return new Progress() {
            @Override
            public void report(String step, double fraction) {
                steps.add(step);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    private static CudaWheel of(String path, byte[] content, long unpacked) {
        return new CudaWheel(path, content.length, unpacked, DigestUtils.sha256Hex(content));
    }

    private static byte[] wheel(Object... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[i]));
                zip.write((byte[]) entries[i + 1]);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
