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

package io.github.diffseg.large;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.imagej.format.LabelTiff;
import io.github.diffseg.output.PythonProgram;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.zarr.OmeZarrLabels;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Label files of large planes as Python's programs read them. */
class LargePythonReadersTest {

    private static final int WIDTH = 1300;
    private static final int HEIGHT = 1050;

    @TempDir private Path folder;

    private static long label(long x, long y, int bits) {
        long most = bits == 8 ? 255 : bits == 16 ? 65535 : 3_000_000_000L;
        return x > 1100 && y < 90 ? 0 : (x / 7 * 5_000_131 + y / 5) % (most + 1);
    }

    /** The same labels, as the reader compares them. */
    private static void writePixels(Path file, int bits) throws IOException {
        ByteBuffer raw = ByteBuffer.allocate(4 * WIDTH * HEIGHT).order(ByteOrder.LITTLE_ENDIAN);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                raw.putInt((int) label(x, y, bits));
            }
        }
        Files.write(Path.of(file + ".raw"), raw.array());
    }

    @Test
    void tifffileReadsBigTiff() throws IOException, InterruptedException {
        PythonProgram.assumeImports("numpy, tifffile");
        for (int bits : new int[] {8, 16, 32}) {
            Path file = folder.resolve(bits + ".tif");
            new LabelTiff(bits, new double[] {20000, 10000}, "made by a test: 0.5 µm\nof two lines")
                    .write(
                            file,
                            Planes.labels(WIDTH, HEIGHT, (x, y) -> label(x, y, bits)),
                            Progress.NONE);
            writePixels(file, bits);
            assertEquals(
                    "True True (512, 512) ADOBE_DEFLATE\n"
                            + ("YX (1050, 1300) uint" + bits + " True\n")
                            + "20000.0 10000.0 CENTIMETER\n"
                            + "made by a test: 0.5 µm\nof two lines",
                    PythonProgram.read("plane", file));
        }
    }

    @Test
    void zarrReadsEachLevelOfOmeZarr() throws IOException, InterruptedException {
        PythonProgram.assumeImports("numpy, zarr");
        for (int bits : new int[] {8, 16, 32}) {
            Path file = folder.resolve(bits + ".ome.zarr");
            new OmeZarrLabels(bits, 0.5, 0.25, "micrometer", Map.of("version", "test"))
                    .write(
                            file,
                            Planes.labels(WIDTH, HEIGHT, (x, y) -> label(x, y, bits)),
                            Progress.NONE);
            writePixels(file, bits);
            String levels =
                    "0 (1050, 1300) (1024, 1024) uint%1$d [0.25, 0.5] True\n"
                            + "%2$s1 (525, 650) (1024, 1024) uint%1$d [0.5, 1.0] True\n"
                            + "y space micrometer x space micrometer\n";
            String place = "labels/diffseg/";
            assertEquals(
                    place
                            + String.format(levels, bits, place)
                            + String.format(levels, bits, "")
                            + "{'labels': ['diffseg']} {'version': '0.4', 'source': {'image':"
                            + " '../../'}}",
                    PythonProgram.read("zarr", file));
        }
    }
}
