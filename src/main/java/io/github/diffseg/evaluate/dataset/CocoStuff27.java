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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * COCO-Stuff with its 27 supercategories as classes, as unsupervised segmentation is measured on it
 * (J. H. Cho et al., "PiCIE", CVPR 2021).
 *
 * <p>The user's folder holds {@code images/val2017} (or {@code val2017}) and {@code
 * annotations/val2017} (or {@code stuffthingmaps/val2017}): one PNG for each image, its values the
 * id minus 1, 255 unlabelled. The benchmark's 2,175 images are those of a text file of names, one a
 * line; {@value #LIST} in the folder is found by itself.
 */
final class CocoStuff27 {

    static final String LIST = "Coco164kFull_Stuff_Coarse_7.txt";

    private static final int UNLABELLED = 255;

    private CocoStuff27() {}

    /**
     * Looks which images there are.
     *
     * @param list of image names without extension; null looks for {@value #LIST}, and takes all
     *     images without it
     */
    static DataSet open(Path folder, Path list) throws IOException {
        Path images = FilePairs.folder(folder, "images/val2017", "val2017");
        Path labels = FilePairs.folder(folder, "annotations/val2017", "stuffthingmaps/val2017");
        Path names = list != null ? list : find(folder);
        List<FilePairs.Pair> pairs = FilePairs.of(images, "", labels, "");
        String name = "COCO-Stuff-27, val2017, all images";
        if (names != null) {
            pairs = listed(pairs, names);
            name = "COCO-Stuff-27, val2017, images of " + names.getFileName();
        }
        List<Example> examples =
                pairs.stream()
                        .map(p -> new Example(p.name(), p.image(), p.labels(), CocoStuff27::read))
                        .toList();
        int classes = CocoStuffHierarchy.SUPERCATEGORIES.size();
        return new DataSet(name, TruthKind.CLASSES, classes, examples);
    }

    static GroundTruth read(Path file) throws IOException {
        LabelFiles.Labels labels = LabelFiles.read(file);
        int[] classes = new int[labels.ids().length];
        for (int i = 0; i < classes.length; i++) {
            int value = labels.ids()[i];
            if (value >= CocoStuffHierarchy.LABELS && value != UNLABELLED) {
                throw new IOException(
                        file
                                + " holds the value "
                                + value
                                + "; COCO-Stuff has 0 to 181, and 255 for unlabelled");
            }
            classes[i] =
                    value == UNLABELLED
                            ? GroundTruth.IGNORED
                            : CocoStuffHierarchy.classOf(value + 1);
        }
        return new GroundTruth(labels.width(), labels.height(), List.of(classes));
    }

    private static Path find(Path folder) {
        for (String place : new String[] {"", "curated/val2017"}) {
            Path file = folder.resolve(place).resolve(LIST);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private static List<FilePairs.Pair> listed(List<FilePairs.Pair> pairs, Path list)
            throws IOException {
        Map<String, FilePairs.Pair> byName = new HashMap<>();
        pairs.forEach(pair -> byName.put(pair.name(), pair));
        List<FilePairs.Pair> listed = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            String name = line.strip();
            if (name.isEmpty()) {
                continue;
            }
            FilePairs.Pair pair = byName.get(name);
            if (pair == null) {
                throw new IOException(
                        "The list " + list + " names the image " + name + ", which is not there");
            }
            listed.add(pair);
        }
        return listed;
    }
}
