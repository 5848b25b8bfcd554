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

import io.github.diffseg.library.Catalogue;
import io.github.diffseg.library.ModelLibrary;
import io.github.diffseg.library.ModelPlace;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The places in what a user gave as a model: names of installed models and paths, divided by plus
 * signs. A name or a path may have plus signs itself: the longest that is there counts.
 */
final class ModelPaths {

    private static final String PLUS = "+";

    private final String text;
    private final ModelLibrary library;

    /**
     * @param text what the user gave
     * @param library where names are looked up
     */
    ModelPaths(String text, ModelLibrary library) {
        this.text = text;
        this.library = library;
    }

    /**
     * {@return at least one path, absolute; the first need not exist, the others do. Relative ones
     * are looked for beside the first, then in the current folder}
     *
     * @throws ModelException if the text is no path, or nothing of a name is there
     */
    List<Path> all() {
        List<Path> paths = new ArrayList<>();
        String[] pieces = text.split("\\+", -1);
        int begin = 0;
        while (begin < pieces.length) {
            int end = pieces.length;
            Optional<Path> found = found(joined(pieces, begin, end), paths);
            while (end > begin + 1 && found.isEmpty()) {
                end--;
                found = found(joined(pieces, begin, end), paths);
            }
            String last = joined(pieces, begin, end);
            paths.add(found.orElseGet(() -> missing(last, paths)));
            begin = end;
        }
        return paths;
    }

    /** A name means the same wherever a program was started, so it goes before a relative path. */
    private Optional<Path> found(String name, List<Path> before) {
        Path path = path(name);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Stream<Path> beside = before.stream().limit(1).map(first -> first.resolveSibling(path));
        Stream<Path> installed =
                path.isAbsolute()
                        ? Stream.empty()
                        : library.find(name).flatMap(ModelPlace::path).stream();
        return Stream.of(installed, beside, Stream.of(path))
                .flatMap(places -> places)
                .map(place -> place.toAbsolutePath().normalize())
                .filter(Files::exists)
                .findFirst();
    }

    /** What looks like a path is none of a model that is missing. */
    private Path missing(String name, List<Path> before) {
        if (name.isEmpty()) {
            throw new ModelException(
                    "model is \""
                            + text
                            + "\", with nothing on one side of a plus sign; give a name or a path on"
                            + " both");
        }
        if (!before.isEmpty()) {
            throw new ModelException(
                    "model is \""
                            + text
                            + "\", and there is no file, folder or installed model \""
                            + name
                            + "\", neither beside "
                            + before.get(0).getFileName()
                            + " nor in the current folder");
        }
        Path path = path(name);
        boolean isName = path.getNameCount() == 1 || Catalogue.find(name).isPresent();
        if (isName && !path.isAbsolute() && !ModelFiles.isDanglingLink(path)) {
            throw new ModelException(library.missing(name));
        }
        return path.toAbsolutePath().normalize();
    }

    private Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new ModelException("model is \"" + text + "\", which is not a path", e);
        }
    }

    private static String joined(String[] pieces, int begin, int end) {
        return String.join(PLUS, List.of(pieces).subList(begin, end)).trim();
    }
}
