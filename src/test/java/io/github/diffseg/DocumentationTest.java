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

package io.github.diffseg;

import static io.github.diffseg.DocumentationPages.found;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documentation names is there: files, headings, tests, classes, profiles, properties. */
class DocumentationTest {

    private static final List<String> SOURCES =
            List.of(
                    "src/main/java",
                    "src/test/java",
                    "src/cluster",
                    "src/benchmark",
                    "src/update-site");

    private static Map<Path, String> pages;
    private static String everything;
    private static List<Path> sources;

    @BeforeAll
    static void read() throws IOException {
        pages = DocumentationPages.all();
        everything = String.join("\n", pages.values());
        sources = new ArrayList<>();
        for (String folder : SOURCES) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
    }

    @Test
    void allPagesAreRead() {
        assertTrue(
                pages.keySet()
                        .containsAll(
                                List.of(
                                        Path.of("README.md"),
                                        Path.of("docs/release.md"),
                                        Path.of("sample-images/SOURCES.md"))),
                pages.keySet().toString());
    }

    @Test
    void theTestCommandsOfTheReadmeAreWhatIsRunForEachChange() throws IOException {
        Pattern command = Pattern.compile("(?m)^(mvn -B -ntp .+)$");
        List<String> commands = found(command, pages.get(Path.of("README.md")));
        assertTrue(commands.contains("mvn -B -ntp test"), commands.toString());
        assertEquals(
                List.of("mvn -B -ntp test"), found(command, Files.readString(Path.of(".ci/run"))));
        assertEquals(
                new TreeSet<>(commands),
                new TreeSet<>(
                        found(
                                Pattern.compile("(?m)^ +- (mvn -B -ntp .+)$"),
                                Files.readString(Path.of(".github/workflows/build.yml")))));
    }

    @Test
    void linksAndPicturesAreThere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Map.Entry<Path, String> page : pages.entrySet()) {
            broken.addAll(DocumentationPages.brokenLinks(page.getKey(), page.getValue()));
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void linksThatLeadNowhereAreFound() throws IOException {
        String page =
                """
                # A heading (here)
                [no file](missing.md) ![no picture](../missing.png) [no heading](#nowhere)
                [no heading there](explore.md#nowhere)
                [file](release.md) [heading](#a-heading-here) [web](https://missing.example/a.md)
                [heading there](explore.md#crisp-borders)
                """;
        assertEquals(
                List.of(
                        "docs/page.md: missing.md",
                        "docs/page.md: ../missing.png",
                        "docs/page.md: #nowhere",
                        "docs/page.md: explore.md#nowhere"),
                DocumentationPages.brokenLinks(Path.of("docs/page.md"), page).stream()
                        .map(line -> line.replace('\\', '/'))
                        .toList());
    }

    @Test
    void namedTestsAndClassesAreThere() {
        List<String> names = new ArrayList<>();
        for (String tests : found(Pattern.compile("-Dtest='?([^' `\n]+)"), everything)) {
            names.addAll(List.of(tests.split(",")));
        }
        for (String main : found(Pattern.compile("-Dmain-class=([\\w.]+)"), everything)) {
            names.add(main.replace('.', '/'));
        }
        assertTrue(names.contains("CocoParityTest"), names.toString());
        for (String name : names) {
            Pattern file = Pattern.compile(".*/" + name.replace("*", ".*") + "\\.java");
            assertTrue(
                    sources.stream()
                            .map(source -> source.toString().replace('\\', '/'))
                            .anyMatch(source -> file.matcher(source).matches()),
                    "There is no class " + name);
        }
    }

    @Test
    void namedProfilesAndPropertiesAreThere() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        TreeSet<String> profiles =
                new TreeSet<>(found(Pattern.compile("-P ([\\w-]+)"), everything));
        assertTrue(profiles.contains("fiji"), profiles.toString());
        for (String profile : profiles) {
            assertTrue(pom.contains("<id>" + profile + "</id>"), "There is no profile " + profile);
        }
        String modules = Files.readString(Path.of("src/pom.xml"));
        TreeSet<String> named = new TreeSet<>(found(Pattern.compile("-pl ([\\w-]+)"), everything));
        assertEquals(new TreeSet<>(List.of("benchmark", "cluster", "update-site")), named);
        for (String module : named) {
            assertTrue(modules.contains("<module>" + module + "</module>"), module);
        }
        StringBuilder code = new StringBuilder(pom);
        for (String module : named) {
            code.append(Files.readString(Path.of("src", module, "pom.xml")));
        }
        for (Path source : sources) {
            code.append(Files.readString(source));
        }
        List<String> properties = found(Pattern.compile("-D(diffseg\\.[\\w.]+)="), everything);
        assertFalse(properties.isEmpty());
        for (String property : properties) {
            assertTrue(
                    code.indexOf("${" + property + "}") >= 0
                            || code.indexOf('"' + property + '"') >= 0,
                    "Nobody reads the property " + property);
        }
    }
}
