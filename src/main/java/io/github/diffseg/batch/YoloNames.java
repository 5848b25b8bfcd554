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

import io.github.diffseg.files.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the label files for YOLO are called. Its trainers look for the image's path with all from
 * its last dot on replaced by {@code .txt}, and take an image without such a file for background.
 * Where several images would share a file, each has its own under another name, which trainers do
 * not find.
 */
final class YoloNames {

    static final String EXTENSION = ".txt";

    /** In bytes, what file systems take for a name. */
    private static final int LONGEST = 255;

    private static final int HASH_DIGITS = 8;

    private YoloNames() {}

    /**
     * {@return where trainers look for its labels, below theirs}
     *
     * @param name path of an image below its folder, with slashes
     */
    static String wanted(String name) {
        int dot = name.lastIndexOf('.');
        return (dot > name.lastIndexOf('/') + 1 ? name.substring(0, dot) : name) + EXTENSION;
    }

    /**
     * {@return label files by path of the image, each once}
     *
     * @param results what the other results of each image are called, by path of the image
     * @param taken label files that earlier runs have made, by path of the image
     * @param caseMatters whether the output folder tells names apart that differ by it alone
     */
    static Map<String, String> of(
            Map<String, String> results, Map<String, String> taken, boolean caseMatters) {
        UnaryOperator<String> key = name -> caseMatters ? name : name.toLowerCase(Locale.ROOT);
        Map<String, Set<String>> claims = new HashMap<>();
        results.keySet().forEach(name -> claim(claims, key.apply(wanted(name)), name));
        taken.forEach((name, file) -> claim(claims, key.apply(file), name));
        Map<String, String> names = new LinkedHashMap<>();
        results.forEach(
                (name, result) -> {
                    boolean alone = claims.get(key.apply(wanted(name))).size() == 1;
                    if (alone && isShort(wanted(name))) {
                        names.put(name, wanted(name));
                    }
                });
        Set<String> used = new HashSet<>();
        names.values().forEach(file -> used.add(key.apply(file)));
        for (Map.Entry<String, String> image : results.entrySet()) {
            if (!names.containsKey(image.getKey())) {
                String file = image.getValue() + EXTENSION;
                boolean others =
                        claims.getOrDefault(key.apply(file), Set.of()).stream()
                                .anyMatch(name -> !name.equals(image.getKey()));
                if (others || !used.add(key.apply(file))) {
                    String hash = Sha256.ofText(image.getKey()).substring(0, HASH_DIGITS);
                    file = image.getValue() + "-" + hash + EXTENSION;
                }
                names.put(image.getKey(), file);
            }
        }
        return names;
    }

    private static void claim(Map<String, Set<String>> claims, String key, String name) {
        claims.computeIfAbsent(key, file -> new HashSet<>()).add(name);
    }

    private static boolean isShort(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /**
     * {@return its label file, if it has one and trainers do not find it}
     *
     * @param name path of an image
     * @param files its results
     */
    static Optional<String> unfound(String name, Collection<String> files) {
        return files.stream()
                .filter(file -> file.endsWith(EXTENSION) && !file.equals(wanted(name)))
                .findFirst();
    }
}
