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

import static org.junit.jupiter.api.Assertions.assertEquals;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.diffseg.files.FileSet;
import io.github.diffseg.segment.label.LabelMap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results as the Python programs read them that users feed with them. */
class PythonReadersTest {

    @TempDir private Path folder;

    @Test
    void pycocotoolsReadsAndEvaluatesFiftyImages() throws IOException, InterruptedException {
        PythonProgram.assumeImports("numpy, pycocotools");
        List<Path> parts = new ArrayList<>();
        int segments = 0;
        for (int i = 0; i < 50; i++) {
            LabelMap labels = RandomLabels.of(40 + i, 90 - i, 1 + i % 7, 9, i);
            float[] confidence = new float[labels.count()];
            for (int k = 0; k < confidence.length; k++) {
                confidence[k] = 1f / (1 + k);
            }
            Path part = folder.resolve(i + "-coco.json");
            CocoDataset.writeImage(part, "sub/" + i + ".png", labels, confidence);
            parts.add(part);
            segments += (int) Arrays.stream(labels.labels()).filter(l -> l > 0).distinct().count();
        }
        Path file = folder.resolve("coco.json");
        CocoDataset.join(file, parts);
        assertEquals("50 " + segments + " [1] 1.0 1.0", PythonProgram.read("coco", file));
    }

    @Test
    void labelFilesAreNumbersForPillowAndOpenCv() throws IOException, InterruptedException {
        PythonProgram.assumeImports("numpy, PIL");
        for (int count : new int[] {1, 7, 255, 300}) {
            LabelMap labels = RandomLabels.all(70, 60, count);
            ImagePlus input = new ImagePlus("x", new ByteProcessor(70, 60));
            try (FileSet set = new FileSet()) {
                new ResultFiles(set, folder, Integer.toString(count))
                        .writeLabels(LabelImages.of(labels, input));
                set.place();
            }
            ByteBuffer raw = ByteBuffer.allocate(4 * labels.labels().length);
            raw.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().put(labels.labels());
            Files.write(folder.resolve(count + ".raw"), raw.array());
        }
        assertEquals("4", PythonProgram.read("labels", folder));
    }
}
