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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Is what the site installs enough? A folder gets the jars that Fiji ships, as far as this project
 * uses them, and what a site of this project's files installs; a new JVM with these alone and an
 * empty cache segments an image. PyTorch comes from a Maven repository on this machine.
 */
class InstalledSiteTest {

    private static final Path PROJECT = Path.of("").toAbsolutePath();
    private static final Path LISTS = PROJECT.resolve("update-site");
    private static final Path IMAGE = PROJECT.resolve("sample-images/photo_coffee.jpg");

    private static final List<Path> CLASS_PATH =
            Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(Path::of)
                    .toList();

    @TempDir private Path folder;
    private Path site;
    private Path fiji;
    private Path cache;

    @BeforeEach
    void install() throws Exception {
        site = folder.resolve("site");
        fiji = Files.createDirectories(folder.resolve("fiji"));
        cache = folder.resolve("cache");
        Set<String> shipped = UpdateSite.names(LISTS.resolve("fiji-jars.txt"));
        for (Path jar : jars(shipped)) {
            Files.createDirectories(fiji.resolve("jars"));
            Files.copy(jar, fiji.resolve("jars").resolve(jar.getFileName()));
        }
        UpdateSite.build(
                content(),
                site,
                LISTS,
                names(runtimeJars()),
                PROJECT.resolve("target/test-classes"));
        try (FileServer server = new FileServer(site::resolve)) {
            assertEquals(List.of(), new SiteVerifier(server.address(), shipped).problems());
            assertTrue(new SiteClient(server.address(), fiji).install() > 4);
        }
    }

    @Test
    void segmentsWithWhatTheSiteInstalled() throws Exception {
        Path installed = folder.resolve("installed.tif");
        String nowhere = run("-Ddiffseg.engine.repository=http://localhost:1/", installed, 1);
        assertTrue(
                nowhere.contains("DiffSeg: PyTorch, which DiffSeg computes with, is not installed"),
                nowhere);
        assertTrue(nowhere.contains("cannot be loaded: no connection"), nowhere);
        assertFalse(Files.exists(installed));
        try (FileServer maven = new FileServer(InstalledSiteTest::fromClassPath)) {
            run("-Ddiffseg.engine.repository=" + maven.address(), installed, 0);
        }
        // From now on without any repository
        Path again = folder.resolve("again.tif");
        run("-Dai.djl.offline=true", again, 0);

        Path here = folder.resolve("here.tif");
        InstalledSegment.main(new String[] {IMAGE.toString(), here.toString()});
        int[] expected = labels(here);
        assertTrue(Arrays.stream(expected).distinct().count() > 2);
        assertArrayEquals(expected, labels(installed));
        assertArrayEquals(expected, labels(again));
    }

    private String run(String option, Path labels, int status) throws Exception {
        Path runner = copyOfRunner();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Djava.awt.headless=true",
                        "--add-opens=java.base/java.lang=ALL-UNNAMED",
                        "-Ddiffseg.cache=" + cache,
                        option,
                        "-classpath",
                        fiji.resolve("jars") + "/*" + File.pathSeparator + runner,
                        InstalledSegment.class.getName(),
                        IMAGE.toString(),
                        labels.toString());
        builder.environment().put("DJL_CACHE_DIR", cache.toString());
        builder.environment().remove("DJL_OFFLINE");
        Path log = folder.resolve("log.txt");
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertTrue(process.waitFor(9, TimeUnit.MINUTES), "still running");
        } finally {
            process.destroyForcibly();
        }
        String output = Files.readString(log);
        assertEquals(status, process.exitValue(), output);
        return output;
    }

    /** The class that the new JVM runs, without the others beside it. */
    private Path copyOfRunner() throws IOException {
        String name = InstalledSegment.class.getName().replace('.', '/') + ".class";
        Path copy = folder.resolve("runner").resolve(name);
        if (!Files.exists(copy)) {
            Files.createDirectories(copy.getParent());
            Files.copy(classes(InstalledSegment.class).resolve(name), copy);
        }
        return folder.resolve("runner");
    }

    /** What the build of the site collects. */
    private Path content() throws IOException {
        Path content = folder.resolve("content");
        Path jars = Files.createDirectories(content.resolve("jars"));
        Set<String> offered =
                Set.of("diffseg-fiji.jar", "api.jar", "pytorch-engine.jar", "mfl-core.jar");
        for (Path jar : jars(offered)) {
            Files.copy(jar, jars.resolve(jar.getFileName()));
        }
        for (Map.Entry<String, String> copied :
                Map.of("macros", "macros", "update-site/licenses", "licenses/diffseg-fiji")
                        .entrySet()) {
            Path target = Files.createDirectories(content.resolve(copied.getValue()));
            try (Stream<Path> files = Files.list(PROJECT.resolve(copied.getKey()))) {
                for (Path file : files.toList()) {
                    Files.copy(file, target.resolve(file.getFileName()));
                }
            }
        }
        return content;
    }

    private static Path fromClassPath(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return CLASS_PATH.stream().filter(jar -> jar.endsWith(name)).findFirst().orElseThrow();
    }

    private static List<Path> jars(Set<String> names) {
        return CLASS_PATH.stream()
                .filter(
                        jar ->
                                names.contains(
                                        JarNames.withoutVersion(jar.getFileName().toString())))
                .toList();
    }

    /** The class path without what only tests use. */
    private static List<Path> runtimeJars() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String list : List.of("fiji-jars.txt", "left-out.txt")) {
            jars.addAll(jars(UpdateSite.names(LISTS.resolve(list))));
        }
        return jars;
    }

    private static List<String> names(List<Path> jars) {
        return jars.stream().map(jar -> jar.getFileName().toString()).toList();
    }

    private static Path classes(Class<?> type) throws IOException {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (java.net.URISyntaxException e) {
            throw new IOException(e);
        }
    }

    private static int[] labels(Path file) {
        Object pixels = IJ.openImage(file.toString()).getProcessor().convertToFloat().getPixels();
        float[] values = (float[]) pixels;
        int[] labels = new int[values.length];
        Arrays.setAll(labels, i -> Math.round(values[i]));
        return labels;
    }
}
