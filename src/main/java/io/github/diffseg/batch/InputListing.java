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

package io.github.diffseg.batch;

import io.github.diffseg.files.FileReason;
import io.github.diffseg.files.ServiceFolders;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files that a batch has to do with.
 *
 * @param paths of the files that match the pattern, by name
 * @param refused what cannot be entered or opened by its name, or is no file though its name
 *     matches, with the reason, by name
 */
record InputListing(SortedMap<String, Path> paths, SortedMap<String, String> refused) {

    /**
     * Links are followed; a link to a folder that contains it is refused, as is a folder that may
     * not be read. Folders with results of a batch are passed over, and those of {@link
     * ServiceFolders}.
     *
     * @throws IOException if the input folder itself cannot be read, or nothing in it matches
     */
    static InputListing of(BatchRequest request) throws IOException {
        Search search = new Search(request);
        int depth = request.recursive() ? Integer.MAX_VALUE : 1;
        Files.walkFileTree(
                request.input(), EnumSet.of(FileVisitOption.FOLLOW_LINKS), depth, search);
        if (search.paths.isEmpty() && search.refused.isEmpty()) {
            throw new IOException(
                    "No file in "
                            + request.input()
                            + " matches "
                            + request.pattern()
                            + (request.recursive()
                                    ? ", nor in the folders in it"
                                    : "; folders in it are entered only if recursive is set"));
        }
        return new InputListing(search.paths, search.refused);
    }

    /**
     * {@return the files that match the pattern, sorted by name}
     *
     * @param earlier what earlier runs have called the results, which stays
     * @param yolo what they have called the label files for YOLO
     * @param caseMatters see {@link YoloNames#of}
     */
    List<InputFile> files(
            Map<String, String> earlier, Map<String, String> yolo, boolean caseMatters) {
        Map<String, String> results = ResultNames.of(List.copyOf(paths.keySet()), earlier);
        Map<String, String> yoloNames = YoloNames.of(results, yolo, caseMatters);
        return paths.entrySet().stream()
                .map(
                        e ->
                                new InputFile(
                                        e.getValue(),
                                        e.getKey(),
                                        results.get(e.getKey()),
                                        yoloNames.get(e.getKey())))
                .toList();
    }

    private static final class Search extends SimpleFileVisitor<Path> {
        private static final String NO_TEXT =
                "its name is no text in the encoding of this process, "
                        + System.getProperty("sun.jnu.encoding")
                        + "; rename it, or set another locale such as LC_ALL=C.UTF-8";

        private final Path input;
        private final Path output;
        private final boolean recursive;
        private final NamePattern pattern;
        private final SortedMap<String, Path> paths = new TreeMap<>();
        private final SortedMap<String, String> refused = new TreeMap<>();

        private Search(BatchRequest request) throws IOException {
            input = request.input();
            output = request.output().toRealPath();
            recursive = request.recursive();
            pattern = new NamePattern(request.pattern());
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                throws IOException {
            if (folder.equals(input)) {
                return FileVisitResult.CONTINUE;
            }
            if (folder.toRealPath().equals(output)
                    || ServiceFolders.isOne(folder)
                    || Manifest.isIn(folder)) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            refuseIfNamedLikeAnImage(folder);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isDirectory()) {
                // At the depth limit folders come here
                refuseIfNamedLikeAnImage(file);
            } else if (pattern.matches(input.relativize(file))) {
                if (!isText(file)) {
                    refused.put(name(file), NO_TEXT);
                } else if (attributes.isOther()) {
                    refused.put(name(file), "is a pipe or a device, not an image file");
                } else {
                    paths.put(name(file), file);
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (file.equals(input)) {
                throw new IOException(
                        "The input folder " + input + " cannot be read: " + FileReason.of(e), e);
            }
            boolean hidden = file.getFileName().toString().startsWith(".");
            if (!hidden && (recursive || pattern.matches(input.relativize(file)))) {
                refused.put(name(file), FileReason.of(e));
            }
            return FileVisitResult.CONTINUE;
        }

        private void refuseIfNamedLikeAnImage(Path folder) {
            boolean hasExtension = folder.getFileName().toString().matches("(?s).+\\.\\w{2,5}");
            if (hasExtension && pattern.matches(input.relativize(folder))) {
                refused.put(name(folder), "is a folder, not an image file");
            }
        }

        /** Whether the path can be told to others, and found again by what they are told. */
        private static boolean isText(Path path) {
            try {
                return Path.of(path.toString()).equals(path);
            } catch (InvalidPathException e) {
                return false;
            }
        }

        private String name(Path path) {
            StringBuilder name = new StringBuilder();
            for (Path part : input.relativize(path)) {
                // What is no text is told by its bytes, or several names would look the same
                String text = isText(part) ? part.toString() : bytes(part);
                name.append(name.isEmpty() ? "" : "/").append(text);
            }
            return name.toString();
        }

        private static String bytes(Path name) {
            String path = Path.of("/").resolve(name).toUri().getRawPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }
}
