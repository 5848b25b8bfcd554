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

package io.github.diffseg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.IJ;
import ij.ImagePlus;
import io.github.diffseg.imagej.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;

/**
 * The Python file of {@code macros} over JPype, with a stand-in for PyImageJ. Where Python, JPype
 * or NumPy is not there, the test says so; {@code -Ddiffseg.python=PATH} names another Python.
 */
class PyImageJScriptTest {

    private static final String PYTHON = System.getProperty("diffseg.python", "python3");

    @TempDir private Path folder;

    @Test
    void theFileSegmentsAnImageFile() throws IOException, InterruptedException {
        assumeImports("jpype, numpy");
        Path input = folder.resolve("shapes.png");
        ImageIO.write(Pictures.colours(160, 112).getBufferedImage(), "png", input.toFile());
        Path output = folder.resolve("labels.tif");
        int status =
                run(
                        List.of(
                                PYTHON,
                                "macros/DiffSeg_PyImageJ.py",
                                "no Fiji here",
                                input.toString(),
                                output.toString()));
        String printed = Files.readString(folder.resolve("out.txt"));
        assertEquals(0, status, printed);
        try (Context context = new Context()) {
            DiffSegResult expected =
                    context.service(DiffSegService.class)
                            .segment(
                                    IJ.openImage(input.toString()),
                                    Map.of("threshold", 0.4, "crisp_borders", true));
            ImagePlus labels = IJ.openImage(output.toString());
            assertArrayEquals(
                    (byte[]) expected.labelImage().getProcessor().getPixels(),
                    (byte[]) labels.getProcessor().getPixels());
            assertTrue(printed.contains(expected + "\n"), printed);
            assertTrue(
                    printed.contains(
                            "threshold 0.2: " + expected.again(Map.of("threshold", 0.2)) + "\n"),
                    printed);
            assertTrue(printed.contains("labels from 1 to " + expected.count() + "\n"), printed);
        }
    }

    private int run(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("PYTHONPATH", "src/test/resources/scripting");
        builder.environment().put("DIFFSEG_CLASSPATH", System.getProperty("java.class.path"));
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("out.txt").toFile());
        return builder.start().waitFor();
    }

    private void assumeImports(String modules) throws InterruptedException {
        boolean there;
        try {
            there = run(List.of(PYTHON, "-c", "import " + modules)) == 0;
        } catch (IOException e) {
            there = false;
        }
        assumeTrue(there, PYTHON + " with " + modules + " is not there");
    }
}
