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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.engine.install.FakeTorch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the engine starts with, each in a process of its own. */
class TorchEngineTest {

    @ParameterizedTest
    @CsvSource({
        "ai.djl.pytorch.num_threads, abc",
        "ai.djl.pytorch.num_threads, ''",
        "ai.djl.pytorch.num_threads, 0",
        "ai.djl.pytorch.num_threads, 1.5",
        "ai.djl.pytorch.num_interop_threads, two"
    })
    void aNumberOfThreadsThatIsNoneIsRefused(String property, String value) throws Exception {
        String expected =
                "refused: The system property "
                        + property
                        + " is \""
                        + value
                        + "\"; it must be a whole number of threads, 1 or more";
        List<String> said = start("-D" + property + "=" + value);
        assertTrue(said.contains(expected), said::toString);
    }

    @Test
    void itStartsBesideWhatTheCallerDoes() throws InterruptedException {
        AtomicBoolean ranThen = new AtomicBoolean();
        TorchEngine.startBeside(() -> ranThen.set(TorchEngine.isRunning())).join();
        assertTrue(ranThen.get());
    }

    @Test
    void aStartLeavesDownloadsAsTheyWere() throws Exception {
        List<String> said = start("-Dai.djl.pytorch.num_threads=3");
        assertTrue(said.contains("started with 3 threads"), said::toString);
        assertTrue(said.contains("offline: false"), said::toString);
    }

    @Test
    void aFailedStartForbidsNoDownload() throws Exception {
        // DJL would load this version from its own server
        List<String> said = start("-DPYTORCH_VERSION=0.0.1");
        assertEquals(
                1,
                said.stream()
                        .filter(line -> line.matches("refused: .*Offline mode is enabled.*"))
                        .count(),
                said::toString);
        assertTrue(said.contains("offline: false"), said::toString);
    }

    /** Native code of another version would crash the process. */
    @Test
    void aLibraryThatDoesNotFitIsRefusedBeforeItIsLoaded(@TempDir Path folder) throws Exception {
        Path lib = FakeTorch.libtorch(folder, "2.6.0+cpu");
        List<String> said = start("-DPYTORCH_LIBRARY_PATH=" + lib);
        assertTrue(
                said.stream()
                        .anyMatch(
                                line ->
                                        line.startsWith("refused: PyTorch in " + lib)
                                                && line.contains("2.6.0+cpu, and DiffSeg needs")),
                said::toString);
    }

    @Test
    void aLibraryThatDoesNotLoadIsNamedAndLeavesNoProperty(@TempDir Path folder) throws Exception {
        Path lib = FakeTorch.libtorch(folder, "2.7.1+cpu");
        List<String> said = start("-DPYTORCH_LIBRARY_PATH=" + lib);
        assertTrue(
                said.stream()
                        .anyMatch(
                                line ->
                                        line.startsWith(
                                                        "refused: PyTorch in "
                                                                + lib
                                                                + " (2.7.1+cpu) does not start (")
                                                && line.endsWith("and start Fiji anew")),
                said::toString);
        assertTrue(said.contains("flavor: null"), said::toString);
        assertTrue(said.contains("offline: false"), said::toString);
    }

    @Test
    void whoForbadeThemHasThemForbidden() throws Exception {
        List<String> said = start("-Dai.djl.offline=true");
        assertTrue(said.contains("offline: true"), said::toString);
    }

    private static List<String> start(String... properties)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Arrays.asList(properties));
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        EngineStartProbe.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("DJL_OFFLINE");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
        return output.lines().toList();
    }
}
