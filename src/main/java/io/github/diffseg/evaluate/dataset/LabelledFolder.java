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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Any folder of images and label images (PNG, TIFF; numbers, a palette or colours), in one of two
 * layouts:
 *
 * <ul>
 *   <li>{@code images/} and {@code masks/} (or {@code labels/}, {@code annotations/}) with equal
 *       names, as StarDist has it
 *   <li>{@code <name>_img.png} beside {@code <name>_masks.png}, or {@code <name>.tif} beside {@code
 *       <name>_masks.tif}, as Cellpose has it
 * </ul>
 */
final class LabelledFolder {

    private static final String MASKS = "_masks";
    private static final String IMAGE = "_img";

    /** More are no classes but regions. */
    private static final int MOST_CLASSES = 1000;

    private LabelledFolder() {}

    /**
     * Looks which images have labels.
     *
     * @param ignore the number (or colour 0xrrggbb) that counts nowhere; −1 for none
     */
    static DataSet open(Path folder, TruthKind kind, int ignore) throws IOException {
        List<FilePairs.Pair> pairs = pairs(folder);
        String name = String.valueOf(folder.toAbsolutePath().normalize().getFileName());
        Map<Integer, Integer> classes = new HashMap<>();
        if (kind == TruthKind.CLASSES) {
            classes = classes(pairs, ignore);
        }
        Map<Integer, Integer> classOf = classes;
        List<Example> examples =
                pairs.stream()
                        .map(
                                p ->
                                        new Example(
                                                p.name(),
                                                p.image(),
                                                p.labels(),
                                                file -> read(file, ignore, classOf)))
                        .toList();
        return new DataSet(name, kind, classOf.size(), examples);
    }

    private static List<FilePairs.Pair> pairs(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        if (Files.isDirectory(folder.resolve("images"))) {
            Path labels = FilePairs.folder(folder, "masks", "labels", "annotations");
            return FilePairs.of(folder.resolve("images"), "", labels, "");
        }
        if (hasFile(folder, IMAGE)) {
            return FilePairs.of(folder, IMAGE, folder, MASKS);
        }
        if (hasFile(folder, MASKS)) {
            return FilePairs.inOneFolder(folder, MASKS);
        }
        throw new IOException(
                folder
                        + " holds neither folders images and masks (or labels) nor files"
                        + " <name>_masks.png or .tif beside their images");
    }

    private static boolean hasFile(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().contains(suffix + "."));
        }
    }

    /** The same class for the same number or colour in all images, in ascending order. */
    private static Map<Integer, Integer> classes(List<FilePairs.Pair> pairs, int ignore)
            throws IOException {
        TreeSet<Integer> ids = new TreeSet<>();
        for (FilePairs.Pair pair : pairs) {
            Arrays.stream(LabelFiles.read(pair.labels()).ids()).forEach(ids::add);
            if (ids.size() > MOST_CLASSES) {
                throw new IOException(
                        "The labels hold more than "
                                + MOST_CLASSES
                                + " classes; if each image has its own, choose regions or objects");
            }
        }
        ids.remove(ignore);
        Map<Integer, Integer> classes = new HashMap<>();
        ids.forEach(id -> classes.put(id, classes.size()));
        return classes;
    }

    private static GroundTruth read(Path file, int ignore, Map<Integer, Integer> classOf)
            throws IOException {
        LabelFiles.Labels labels = LabelFiles.read(file);
        int[] truth =
                Arrays.stream(labels.ids())
                        .map(
                                id ->
                                        id == ignore
                                                ? GroundTruth.IGNORED
                                                : classOf.getOrDefault(id, id))
                        .toArray();
        return new GroundTruth(labels.width(), labels.height(), List.of(truth));
    }
}
