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

package io.github.diffseg.output;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Python, which reads results as the programs do that users feed with them. Where it or a library
 * is not there, a test says so; {@code -Ddiffseg.python=PATH} names another Python.
 */
public final class PythonProgram {

    private static final Path READERS = Path.of("src/test/resources/readers/read_results.py");
    private static final String PYTHON = System.getProperty("diffseg.python", "python3");

    private PythonProgram() {}

    /**
     * @param modules that are needed, such as {@code numpy, tifffile}
     */
    public static void assumeImports(String modules) throws InterruptedException {
        boolean there;
        try {
            there = run(List.of(PYTHON, "-c", "import " + modules)).isEmpty();
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, PYTHON + " with " + modules + " is not there");
    }

    /**
     * @param kind of what is read
     * @param path of it
     * @return what the reader says of it, or its error
     */
    public static String read(String kind, Path path) throws IOException, InterruptedException {
        return run(List.of(PYTHON, READERS.toString(), kind, path.toString()));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("python", ".txt");
        Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        int status = process.waitFor();
        String error = Files.readString(errors);
        Files.delete(errors);
        return status == 0 ? out : error;
    }
}
