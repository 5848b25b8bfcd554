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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds which label file belongs to which image. */
final class FilePairs {

    private static final Set<String> EXTENSIONS =
            Set.of("png", "tif", "tiff", "jpg", "jpeg", "bmp", "gif");

    private FilePairs() {}

    /** An image, its labels, and the name they share. */
    record Pair(String name, Path image, Path labels) {}

    /**
     * Pairs files of two folders by name, whatever their extensions.
     *
     * @param imageSuffix that image names have after the shared name, before the extension
     * @param labelSuffix that label names have there
     * @return sorted by name; labels without an image are left out
     * @throws IOException if a folder cannot be read, an image has no labels, or there is no image;
     *     the message is one sentence that names it
     */
    static List<Pair> of(Path images, String imageSuffix, Path labels, String labelSuffix)
            throws IOException {
        Map<String, Path> imageOf = filesByName(images, imageSuffix, EXTENSIONS);
        Map<String, Path> labelsOf = filesByName(labels, labelSuffix, EXTENSIONS);
        return of(imageOf, labelsOf, images, labels, labelSuffix);
    }

    /** As {@link #of(Path, String, Path, String)}, for labels of a format of their own. */
    static List<Pair> of(Path images, Path labels, String labelExtension) throws IOException {
        return of(
                filesByName(images, "", EXTENSIONS),
                filesByName(labels, "", Set.of(labelExtension)),
                images,
                labels,
                "");
    }

    /** Of a folder that holds both: what has the suffix is labels, all else images. */
    static List<Pair> inOneFolder(Path folder, String labelSuffix) throws IOException {
        Map<String, Path> images = filesByName(folder, "", EXTENSIONS);
        images.keySet().removeIf(name -> name.endsWith(labelSuffix));
        Map<String, Path> labels = filesByName(folder, labelSuffix, EXTENSIONS);
        return of(images, labels, folder, folder, labelSuffix);
    }

    private static List<Pair> of(
            Map<String, Path> imageOf,
            Map<String, Path> labelsOf,
            Path images,
            Path labels,
            String labelSuffix)
            throws IOException {
        if (imageOf.isEmpty()) {
            throw new IOException("There are no images in " + images);
        }
        List<Pair> pairs = new ArrayList<>();
        for (Map.Entry<String, Path> image : imageOf.entrySet()) {
            Path labelFile = labelsOf.get(image.getKey());
            if (labelFile == null) {
                throw new IOException(
                        "The image "
                                + image.getValue()
                                + " has no labels: there is no "
                                + labels.resolve(image.getKey() + labelSuffix + ".*"));
            }
            pairs.add(new Pair(image.getKey(), image.getValue(), labelFile));
        }
        return pairs;
    }

    /**
     * {@return files below a folder by their path in it, without suffix and extension, sorted;
     * those without the suffix are left out}
     */
    private static Map<String, Path> filesByName(Path folder, String suffix, Set<String> extensions)
            throws IOException {
        Map<String, Path> files = new TreeMap<>();
        for (Path file : filesBelow(folder)) {
            String path = folder.relativize(file).toString().replace('\\', '/');
            int dot = path.lastIndexOf('.');
            if (dot < 0 || file.getFileName().toString().startsWith(".")) {
                continue;
            }
            String name = path.substring(0, dot);
            if (extensions.contains(extension(path)) && name.endsWith(suffix)) {
                String shared = name.substring(0, name.length() - suffix.length());
                Path other = files.put(shared, file);
                if (other != null) {
                    throw new IOException(
                            "The files " + other + " and " + file + " have the same name");
                }
            }
        }
        return files;
    }

    /**
     * {@return the image files that lie in a folder itself, by their names; hidden ones are none}
     */
    static List<Path> imagesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .filter(file -> EXTENSIONS.contains(extension(file.toString())))
                    .sorted()
                    .toList();
        }
    }

    private static String extension(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static List<Path> filesBelow(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("There is no folder " + folder);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !ServiceFolders.lieIn(folder, file))
                    .toList();
        }
    }

    /**
     * {@return the first of the candidates below a folder that is a folder itself}
     *
     * @throws IOException if none is; the message names what was looked for
     */
    static Path folder(Path root, String... candidates) throws IOException {
        for (String candidate : candidates) {
            if (Files.isDirectory(root.resolve(candidate))) {
                return root.resolve(candidate);
            }
        }
        throw new IOException(
                "There is none of the folders " + String.join(", ", candidates) + " in " + root);
    }
}
