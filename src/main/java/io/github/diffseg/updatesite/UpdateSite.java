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

package io.github.diffseg.updatesite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the update site of this project from its files, and verifies it. */
public final class UpdateSite {

    private static final String MAIN_JAR = "jars/diffseg-fiji";

    private UpdateSite() {}

    /**
     * @param arguments folder of the content, laid out as in Fiji's folder; folder of the site,
     *     which may hold its last version; list of jars that Fiji ships, one name without version a
     *     line
     * @throws IOException if the site cannot be made, or is not sound
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            throw new IllegalArgumentException(
                    "Give three arguments: CONTENT SITE LIST_OF_FIJIS_JARS");
        }
        build(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]));
    }

    static void build(Path content, Path site, Path shippedByFiji) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(content)) {
            all.filter(Files::isRegularFile)
                    .forEach(
                            file ->
                                    files.put(
                                            content.relativize(file).toString().replace('\\', '/'),
                                            file));
        }
        List<String> libraries =
                files.keySet().stream()
                        .filter(path -> path.endsWith(".jar") && !path.startsWith(MAIN_JAR))
                        .map(JarNames::withoutVersion)
                        .toList();
        Map<String, List<String>> dependencies =
                files.keySet().stream()
                        .filter(path -> path.startsWith(MAIN_JAR))
                        .collect(Collectors.toMap(path -> path, path -> libraries));
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
        new SiteBuilder(site, now).build(files, dependencies);
        List<String> problems = new SiteVerifier(site.toUri(), names(shippedByFiji)).problems();
        if (!problems.isEmpty()) {
            throw new IOException("The update site is not sound: " + String.join("; ", problems));
        }
    }

    /** Lines that are neither empty nor comments. */
    static Set<String> names(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .collect(Collectors.toSet());
    }
}
