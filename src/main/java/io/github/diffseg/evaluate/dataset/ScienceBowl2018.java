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

import io.github.diffseg.files.ServiceFolders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nuclei of the 2018 Data Science Bowl (BBBC038; J. C. Caicedo et al., Nature Methods 16, 2019),
 * one file for each nucleus.
 *
 * <p>The user's folder is that of one stage, such as {@code stage1_test}, and holds {@code
 * <id>/images/<id>.png} and {@code <id>/masks/*.png}, in which a nucleus is what is not 0.
 */
final class ScienceBowl2018 {

    private ScienceBowl2018() {}

    static DataSet open(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        List<Example> examples = new ArrayList<>();
        for (Path one : foldersIn(folder)) {
            examples.add(example(one));
        }
        if (examples.isEmpty()) {
            throw new IOException(
                    folder
                            + " holds no folders <id>/images; give the folder of one stage, such as"
                            + " stage1_test");
        }
        String stage = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        return new DataSet(
                "2018 Data Science Bowl, " + stage, TruthKind.OBJECTS, 0, List.copyOf(examples));
    }

    private static Example example(Path folder) throws IOException {
        List<Path> images = FilePairs.imagesIn(folder.resolve("images"));
        if (images.size() != 1) {
            throw new IOException(
                    folder.resolve("images") + " holds " + images.size() + " images, not one");
        }
        Path masks = FilePairs.folder(folder, "masks");
        String id = folder.getFileName().toString();
        return new Example(id, images.get(0), masks, ScienceBowl2018::read);
    }

    /** Numbers the masks from 1 by their names; where two overlap, the first keeps the pixel. */
    private static GroundTruth read(Path masks) throws IOException {
        LabelFiles.Labels first = null;
        int[] labels = null;
        int nucleus = 0;
        for (Path file : FilePairs.imagesIn(masks)) {
            LabelFiles.Labels mask = LabelFiles.read(file);
            if (first == null) {
                first = mask;
                labels = new int[mask.ids().length];
            } else if (mask.width() != first.width() || mask.height() != first.height()) {
                throw new IOException(
                        "The mask " + file + " does not have the size of the others in its folder");
            }
            nucleus++;
            for (int pixel = 0; pixel < labels.length; pixel++) {
                if (mask.ids()[pixel] != 0 && labels[pixel] == 0) {
                    labels[pixel] = nucleus;
                }
            }
        }
        if (first == null) {
            throw new IOException("There are no masks in " + masks);
        }
        return new GroundTruth(first.width(), first.height(), List.of(labels));
    }

    private static List<Path> foldersIn(Path stage) throws IOException {
        try (Stream<Path> entries = Files.list(stage)) {
            return entries.filter(entry -> !ServiceFolders.isOne(entry))
                    .filter(entry -> Files.isDirectory(entry.resolve("images")))
                    .sorted()
                    .toList();
        }
    }
}
