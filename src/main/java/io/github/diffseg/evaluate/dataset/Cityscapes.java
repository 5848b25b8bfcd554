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
import java.util.Arrays;
import java.util.List;

/**
 * The validation images of Cityscapes (M. Cordts et al., CVPR 2016) with 27 classes, as DiffSeg and
 * PiCIE use it: label ids 7 to 33; 0 to 6 and licence plates are ignored.
 *
 * <p>The user's folder holds {@code leftImg8bit/val/<city>/…_leftImg8bit.png} and {@code
 * gtFine/val/<city>/…_gtFine_labelIds.png}.
 */
final class Cityscapes {

    static final int CLASSES = 27;

    private static final int FIRST_ID = 7;

    /** −1 in a byte. */
    private static final int LICENCE_PLATE = 255;

    private Cityscapes() {}

    static DataSet open(Path folder) throws IOException {
        List<Example> examples =
                FilePairs.of(
                                FilePairs.folder(folder, "leftImg8bit/val"),
                                "_leftImg8bit",
                                FilePairs.folder(folder, "gtFine/val"),
                                "_gtFine_labelIds")
                        .stream()
                        .map(p -> new Example(p.name(), p.image(), p.labels(), Cityscapes::read))
                        .toList();
        return new DataSet("Cityscapes, val, 27 classes", TruthKind.CLASSES, CLASSES, examples);
    }

    private static GroundTruth read(Path file) throws IOException {
        LabelFiles.Labels labels = LabelFiles.read(file);
        int unknown =
                Arrays.stream(labels.ids())
                        .filter(id -> id >= FIRST_ID + CLASSES && id != LICENCE_PLATE)
                        .findFirst()
                        .orElse(0);
        if (unknown != 0) {
            throw new IOException(
                    file + " holds the label id " + unknown + "; Cityscapes has 0 to 33, and 255");
        }
        int[] classes =
                Arrays.stream(labels.ids())
                        .map(
                                id ->
                                        id < FIRST_ID || id == LICENCE_PLATE
                                                ? GroundTruth.IGNORED
                                                : id - FIRST_ID)
                        .toArray();
        return new GroundTruth(labels.width(), labels.height(), List.of(classes));
    }
}
