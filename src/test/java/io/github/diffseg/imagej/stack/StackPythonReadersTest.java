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

package io.github.diffseg.imagej.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.ImageStack;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.PythonProgram;
import io.github.diffseg.output.ResultFiles;
import io.github.diffseg.progress.Progress;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The label file of a 5D image as Python's programs read it. */
class StackPythonReadersTest {

    @TempDir private Path folder;

    @Test
    void tifffileReadsAxesLabelsAndCalibration() throws IOException, InterruptedException {
        PythonProgram.assumeImports("numpy, tifffile");
        ImagePlus labels;
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            labels =
                    StackSegmenter.segment(
                                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO),
                                    DrawnStack.hyperstack(),
                                    DrawnStack.QUICK
                                            .with(Setting.SLICES, "all")
                                            .with(Setting.FRAMES, "1-4:3"),
                                    Progress.NONE)
                            .labelImage();
        }
        Path file;
        try (FileSet set = new FileSet()) {
            file = new ResultFiles(set, folder, "drawn").writeLabels(labels);
            set.place();
        }
        writePixels(Path.of(file + ".raw"), labels.getStack());
        assertEquals(
                "TZYX (2, 5, 48, 64) uint8 True\n"
                        + "2.0 2.0\n"
                        + "2.0 \\u00B5m 90\n"
                        + "c1 z1 t1; c1 z2 t1; c1 z3 t1; c1 z4 t1; c1 z5 t1;"
                        + " c1 z1 t4; c1 z2 t4; c1 z3 t4; c1 z4 t4; c1 z5 t4",
                PythonProgram.read("stack", file));
    }

    private static void writePixels(Path file, ImageStack labels) throws IOException {
        ByteBuffer raw =
                ByteBuffer.allocate(4 * labels.getWidth() * labels.getHeight() * labels.size())
                        .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 1; i <= labels.size(); i++) {
            byte[] plane = (byte[]) labels.getPixels(i);
            for (byte label : plane) {
                raw.putInt(label & 0xff);
            }
        }
        Files.write(file, raw.array());
    }
}
