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

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the update site of this project from its files, and verifies it. */
public final class UpdateSite {

    private static final Logger LOG = System.getLogger(UpdateSite.class.getName());
    private static final String MAIN_JAR = "jars/diffseg-fiji.jar";
    private static final String SHIPPED = "fiji-jars.txt";
    private static final double MEGABYTE = 1e6;

    private UpdateSite() {}

    /**
     * @param arguments folder of the content, laid out as in Fiji's folder; folder of the site,
     *     which may hold its last version; folder with the lists {@code fiji-jars.txt} and {@code
     *     left-out.txt}; class path that the plugin runs with; folder of the compiled tests. Or, to
     *     verify a site alone: {@code verify}, its folder or address, and the folder of the lists
     * @throws IOException if the site cannot be made or read, or is not sound
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 3 && arguments[0].equals("verify")) {
            boolean published = arguments[1].startsWith("http");
            String address = arguments[1] + (arguments[1].endsWith("/") ? "" : "/");
            verify(
                    published ? URI.create(address) : Path.of(address).toUri(),
                    names(Path.of(arguments[2]).resolve(SHIPPED)));
            LOG.log(Level.INFO, "The update site in " + arguments[1] + " is sound");
            return;
        }
        if (arguments.length != 5) {
            throw new IllegalArgumentException(
                    "Give five arguments, CONTENT SITE LISTS CLASS_PATH TEST_CLASSES, or verify"
                            + " SITE LISTS");
        }
        List<String> classPath =
                Arrays.stream(arguments[3].split(File.pathSeparator))
                        .filter(path -> path.endsWith(".jar"))
                        .map(path -> Path.of(path).getFileName().toString())
                        .toList();
        build(
                Path.of(arguments[0]),
                Path.of(arguments[1]),
                Path.of(arguments[2]),
                classPath,
                Path.of(arguments[4]));
    }

    static void build(Path content, Path site, Path lists, List<String> classPath, Path testClasses)
            throws IOException {
        Map<String, Path> files = files(content);
        Set<String> shipped = names(lists.resolve(SHIPPED));
        Set<String> present = new HashSet<>(shipped);
        present.addAll(names(lists.resolve("left-out.txt")));
        List<String> problems =
                new ContentCheck(files)
                        .nothingIsMissing(classPath, present)
                        .noJarNamesOthers()
                        .noJarHoldsTests(testClasses)
                        .librariesHaveLicences(MAIN_JAR)
                        .problems();
        refuse("The content of the update site is not right: ", problems);
        String now = LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMddHHmmss"));
        new SiteBuilder(site, now).build(files, dependencies(files));
        verify(site.toUri(), shipped);
        LOG.log(Level.INFO, "The update site in " + site + " is sound: " + sizes(files));
    }

    private static void verify(URI site, Set<String> shipped) throws IOException {
        refuse("The update site is not sound: ", new SiteVerifier(site, shipped).problems());
    }

    private static String sizes(Map<String, Path> files) throws IOException {
        StringBuilder sizes = new StringBuilder();
        for (Map.Entry<String, Path> file : files.entrySet()) {
            if (file.getKey().endsWith(".jar")) {
                sizes.append(
                        String.format(
                                "%s %.1f MB, ",
                                file.getKey(), Files.size(file.getValue()) / MEGABYTE));
            }
        }
        return sizes.toString() + files.size() + " files";
    }

    private static void refuse(String headline, List<String> problems) throws IOException {
        if (!problems.isEmpty()) {
            throw new IOException(headline + String.join("; ", problems));
        }
    }

    private static Map<String, Path> files(Path content) throws IOException {
        try (Stream<Path> all = Files.walk(content)) {
            List<Path> found = all.filter(Files::isRegularFile).toList();
            Map<String, Path> files = new TreeMap<>();
            found.forEach(
                    file ->
                            files.put(
                                    content.relativize(file).toString().replace('\\', '/'), file));
            return files;
        }
    }

    /** The plugin needs all other jars. */
    private static Map<String, List<String>> dependencies(Map<String, Path> files) {
        List<String> libraries =
                files.keySet().stream()
                        .filter(path -> path.endsWith(".jar"))
                        .map(JarNames::withoutVersion)
                        .filter(name -> !name.equals(MAIN_JAR))
                        .toList();
        return files.keySet().stream()
                .filter(path -> JarNames.withoutVersion(path).equals(MAIN_JAR))
                .collect(Collectors.toMap(path -> path, path -> libraries));
    }

    /** The first word of each line that is neither empty nor a comment. */
    static Set<String> names(Path list) throws IOException {
        return Files.readAllLines(list).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+")[0])
                .collect(Collectors.toSet());
    }
}
