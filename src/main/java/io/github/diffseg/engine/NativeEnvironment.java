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

package io.github.diffseg.engine;

import ai.djl.util.Utils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import io.github.diffseg.engine.install.CudaRuntime;
import io.github.diffseg.engine.install.TorchLibrary;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the engine's native library finds around it when it is loaded. */
final class NativeEnvironment {

    private static final Logger LOG = System.getLogger(NativeEnvironment.class.getName());

    private static final String CUDA_RUNTIME = "cudart";

    private NativeEnvironment() {}

    /**
     * Sets what the native library reads when it is loaded, unless the user has set it.
     *
     * <ul>
     *   <li>Large arrays in huge pages: a pass makes and frees arrays of 130 MB, and in pages of 4
     *       KB the kernel's page faults take as long as the additions on them.
     *   <li>Threads that wait for the next operation spin for some tenth of a millisecond and sleep
     *       then. To wake them up for each of a pass's thousands of operations would double its
     *       time; to let them spin as long as by default makes it several times as long on a
     *       machine that also does something else.
     *   <li>MKL's products of matrices round in one order, however many threads there are: its
     *       "conditional numerical reproducibility". So labels are the same whether a batch
     *       computes one image with all threads or several side by side.
     * </ul>
     */
    static void prepare() {
        setIfAbsent("THP_MEM_ALLOC_ENABLE", "1");
        setIfAbsent("MKL_CBWR", "AUTO");
        if (System.getenv("OMP_WAIT_POLICY") == null) {
            setIfAbsent("GOMP_SPINCOUNT", "10000");
        }
    }

    /**
     * Lets DJL find the library of CUDA by which it counts GPUs; PyTorch finds it by itself. On
     * Windows DJL looks in the folders of {@code PATH} only.
     *
     * @param torch what is used
     */
    static void offerCudaRuntime(TorchLibrary torch) {
        if (torch.isForGpus() && Platform.isLinux()) {
            CudaRuntime.beside(torch.folder())
                    .ifPresent(
                            file ->
                                    NativeLibrary.addSearchPath(
                                            CUDA_RUNTIME, folderOf(file).toString()));
        }
    }

    /** A folder where the file has the name that it is looked for by. */
    private static Path folderOf(Path file) {
        if (file.getFileName().toString().startsWith("lib" + CUDA_RUNTIME + ".so")) {
            return file.getParent();
        }
        Path folder = Utils.getEngineCacheDir("pytorch").resolve("diffseg-cudart");
        Path link = folder.resolve(CudaRuntime.NAME);
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(link);
            Files.createSymbolicLink(link, file);
        } catch (IOException e) {
            LOG.log(Level.WARNING, link + " cannot be made, so that no GPU is seen", e);
        }
        return folder;
    }

    /**
     * Ends the process, once Java is through with its end, without what C libraries do then: to
     * destroy the engine's objects one by one takes a fifth of a second. Only for a process that is
     * the caller's alone; elsewhere than on Linux it changes nothing.
     */
    static void skipDestruction() {
        if (!Platform.isLinux()) {
            return;
        }
        try {
            // What is registered last is called first, and with the status of the process
            Function.getFunction("c", "on_exit")
                    .invokeInt(new Object[] {Function.getFunction("c", "_exit"), null});
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, "This C library has no on_exit; the end takes a little longer", e);
        }
    }

    private static void setIfAbsent(String variable, String value) {
        if (!Platform.isLinux() || System.getenv(variable) != null) {
            return;
        }
        try {
            Function.getFunction("c", "setenv").invokeInt(new Object[] {variable, value, 0});
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, variable + " cannot be set; passes take a little longer", e);
        }
    }
}
