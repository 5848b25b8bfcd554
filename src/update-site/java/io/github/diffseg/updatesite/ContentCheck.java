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
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * What must be true of the files before they become a site, and cannot be seen on the site itself.
 */
final class ContentCheck {

    private static final String LIBRARIES = "licenses/diffseg-fiji/LIBRARIES.txt";

    private final Map<String, Path> content;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param content files by their path in the Fiji folder, with slashes
     */
    ContentCheck(Map<String, Path> content) {
        this.content = Map.copyOf(content);
    }

    /**
     * @return a sentence for each thing that was found wrong
     */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /**
     * Each jar that the plugin runs with comes from the site, from Fiji, or is left out knowingly.
     *
     * @param classPath file names of jars
     * @param presentInFiji names without version
     */
    ContentCheck nothingIsMissing(Collection<String> classPath, Set<String> presentInFiji) {
        for (String jar : classPath) {
            String name = JarNames.withoutVersion(jar);
            boolean offered =
                    content.keySet().stream()
                            .anyMatch(path -> JarNames.withoutVersion(path).endsWith("/" + name));
            if (!offered && !presentInFiji.contains(name)) {
                problems.add(jar + " is needed, but neither on the site nor in Fiji nor left out");
            }
        }
        return this;
    }

    /**
     * Java would look for a manifest's Class-Path beside the jar, with other versions than ours.
     */
    ContentCheck noJarNamesOthers() throws IOException {
        for (String path : jars()) {
            try (JarFile jar = new JarFile(content.get(path).toFile())) {
                Manifest manifest = jar.getManifest();
                if (manifest != null
                        && manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
                    problems.add(path + " has a Class-Path in its manifest");
                }
            }
        }
        return this;
    }

    /**
     * @param testClasses folder of what belongs to the tests alone; it must be there, since there
     *     is nothing to compare with otherwise
     */
    ContentCheck noJarHoldsTests(Path testClasses) throws IOException {
        if (isEmpty(testClasses)) {
            problems.add(
                    "there are no compiled tests in "
                            + testClasses
                            + ", so no jar can be checked for them: build without"
                            + " -Dmaven.test.skip");
        }
        for (String path : jars()) {
            try (JarFile jar = new JarFile(content.get(path).toFile());
                    Stream<? extends ZipEntry> entries = jar.stream()) {
                entries.filter(entry -> Files.isRegularFile(testClasses.resolve(entry.getName())))
                        .forEach(
                                entry ->
                                        problems.add(
                                                path + " holds test data: " + entry.getName()));
            }
        }
        return this;
    }

    /**
     * @param ownName path without version of the jar that is under the project's own licence
     */
    ContentCheck librariesHaveLicences(String ownName) throws IOException {
        Path list = content.get(LIBRARIES);
        String libraries = list == null ? "" : Files.readString(list);
        for (String path : jars()) {
            String name = JarNames.withoutVersion(path);
            if (!name.equals(ownName)
                    && !libraries.contains(name.substring(name.lastIndexOf('/') + 1))) {
                problems.add(path + " has no licence in " + LIBRARIES);
            }
        }
        return this;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return true;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private List<String> jars() {
        return content.keySet().stream().filter(path -> path.endsWith(".jar")).sorted().toList();
    }
}
