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

package io.github.diffseg.evaluate.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.MatFile;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Struct;

/**
 * The test images of BSDS500 (P. Arbeláez et al., TPAMI 33, 2011), each segmented by several
 * people.
 *
 * <p>The user's folder ({@code BSR/BSDS500/data}, or one above it) holds {@code images/test/*.jpg}
 * and {@code groundTruth/test/*.mat}: a cell array {@code groundTruth} of structures with a matrix
 * {@code Segmentation}.
 */
final class Bsds500 {

    private Bsds500() {}

    static DataSet open(Path folder) throws IOException {
        Path images =
                FilePairs.folder(
                        folder, "images/test", "data/images/test", "BSDS500/data/images/test");
        Path truths = images.resolve("../../groundTruth/test").normalize();
        List<Example> examples =
                FilePairs.of(images, truths, "mat").stream()
                        .map(p -> new Example(p.name(), p.image(), p.labels(), Bsds500::read))
                        .toList();
        return new DataSet("BSDS500, test", TruthKind.REGIONS, 0, examples);
    }

    private static GroundTruth read(Path file) throws IOException {
        try (MatFile mat = Mat5.readFromFile(file.toFile())) {
            Cell annotators = mat.getCell("groundTruth");
            List<int[]> annotations = new ArrayList<>();
            int width = 0;
            int height = 0;
            for (int i = 0; i < annotators.getNumElements(); i++) {
                Struct annotator = annotators.getStruct(i);
                Matrix segmentation = annotator.getMatrix("Segmentation");
                height = segmentation.getNumRows();
                width = segmentation.getNumCols();
                annotations.add(labels(segmentation));
            }
            return new GroundTruth(width, height, annotations);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " is not a ground truth of BSDS500: " + e, e);
        }
    }

    private static int[] labels(Matrix segmentation) {
        int width = segmentation.getNumCols();
        int[] labels = new int[segmentation.getNumElements()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = segmentation.getInt(i / width, i % width);
        }
        return labels;
    }
}
