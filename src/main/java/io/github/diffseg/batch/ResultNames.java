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

import io.github.diffseg.output.ImageTitles;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * What the results of each file are called: its name without the extension; with it, where several
 * files of a folder share the name; with a hash of its path besides, where that is not enough, or
 * where the name is too long for what it ends with. A name that an earlier run has given stays.
 * Names that differ by their case alone count as the same, as they do on macOS and Windows.
 */
final class ResultNames {

    /** In bytes; file systems take 255 for a name, and "-segments.csv" comes behind it. */
    private static final int LONGEST_STEM = 240;

    private static final List<UnaryOperator<String>> SCHEMES =
            List.of(
                    name -> inFolder(name, ImageTitles.fileStem(fileName(name))),
                    name -> inFolder(name, safe(fileName(name))),
                    name -> inFolder(name, safe(fileName(name)) + "-" + hash(name)));

    private ResultNames() {}

    /**
     * {@return names of results by path, as unique as the paths are}
     *
     * @param names paths below the input folder, with slashes; each once
     * @param taken names of results by path that earlier runs have given, which stay
     */
    static Map<String, String> of(List<String> names, Map<String, String> taken) {
        Map<String, String> results = new LinkedHashMap<>();
        Set<String> used = new HashSet<>();
        taken.values().forEach(result -> used.add(key(result)));
        names.stream()
                .filter(taken::containsKey)
                .forEach(name -> results.put(name, taken.get(name)));
        for (UnaryOperator<String> scheme : SCHEMES) {
            List<String> open = names.stream().filter(name -> !results.containsKey(name)).toList();
            Map<String, Integer> uses = new HashMap<>();
            // Those of earlier runs too: a run that was killed leaves files under the names it gave
            names.forEach(name -> uses.merge(key(scheme.apply(name)), 1, Integer::sum));
            for (String name : open) {
                String result = scheme.apply(name);
                if (uses.get(key(result)) == 1 && used.add(key(result))) {
                    results.put(name, result);
                }
            }
        }
        if (!results.keySet().containsAll(names)) {
            throw new IllegalStateException("No distinct names for the results of " + names);
        }
        return results;
    }

    private static String fileName(String name) {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    private static String inFolder(String name, String stem) {
        String folder = name.substring(0, name.lastIndexOf('/') + 1);
        StringBuilder safeFolder = new StringBuilder();
        for (String part : folder.split("/")) {
            if (!part.isEmpty()) {
                safeFolder.append(safe(part)).append('/');
            }
        }
        return safeFolder + limited(stem, name);
    }

    /** Leaves room for what the names of results end with. */
    private static String limited(String stem, String name) {
        if (bytes(stem) <= LONGEST_STEM) {
            return stem;
        }
        String end = "-" + hash(name);
        int length = stem.length();
        while (bytes(stem.substring(0, length)) > LONGEST_STEM - end.length()) {
            length = stem.offsetByCodePoints(length, -1);
        }
        return stem.substring(0, length) + end;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** As a file stem, but with what looks like an extension. */
    private static String safe(String name) {
        int dot = name.lastIndexOf('.');
        String extension = dot > 0 ? name.substring(dot + 1) : "";
        String stem = ImageTitles.fileStem(name);
        return extension.isEmpty() || !extension.matches("\\w+") || stem.endsWith("." + extension)
                ? stem
                : stem + "_" + extension;
    }

    private static String hash(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, 8);
    }

    private static String key(String result) {
        return result.toLowerCase(Locale.ROOT);
    }
}
