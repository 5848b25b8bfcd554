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

package io.github.diffseg.model;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The paths in what a user gave as a model, divided by plus signs. A path may have plus signs
 * itself: the longest that is there counts.
 */
final class ModelPaths {

    private static final String PLUS = "+";

    private final String text;

    ModelPaths(String text) {
        this.text = text;
    }

    /**
     * @return at least one path, absolute; the first need not exist, the others do. They are looked
     *     for beside the first, then in the current folder
     * @throws ModelException if the text is no path, or one after a plus sign is not there
     */
    List<Path> all() {
        List<Path> paths = new ArrayList<>();
        String[] pieces = text.split("\\+", -1);
        int begin = 0;
        while (begin < pieces.length) {
            int end = pieces.length;
            while (end > begin + 1 && !exists(joined(pieces, begin, end), paths)) {
                end--;
            }
            String path = joined(pieces, begin, end);
            if (!paths.isEmpty() && !exists(path, paths)) {
                throw new ModelException(
                        "model is \""
                                + text
                                + "\", and there is no file or folder \""
                                + path
                                + "\", neither beside "
                                + paths.get(0).getFileName()
                                + " nor in the current folder");
            }
            paths.add(located(path, paths));
            begin = end;
        }
        return paths;
    }

    private boolean exists(String path, List<Path> before) {
        return !path.isEmpty() && Files.exists(located(path, before));
    }

    private Path located(String path, List<Path> before) {
        try {
            Path given = Path.of(path);
            return Stream.concat(
                            before.stream().limit(1).map(first -> first.resolveSibling(given)),
                            Stream.of(given))
                    .map(place -> place.toAbsolutePath().normalize())
                    .filter(Files::exists)
                    .findFirst()
                    .orElse(given.toAbsolutePath().normalize());
        } catch (InvalidPathException e) {
            throw new ModelException("model is \"" + text + "\", which is not a path", e);
        }
    }

    private static String joined(String[] pieces, int begin, int end) {
        return String.join(PLUS, List.of(pieces).subList(begin, end)).trim();
    }
}
