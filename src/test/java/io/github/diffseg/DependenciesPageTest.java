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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** {@code docs/dependencies.md} justifies each dependency and plugin of the POMs, and no other. */
class DependenciesPageTest {

    private static final Pattern ROW = Pattern.compile("^\\| ([^|]+) \\|(.*)\\|$");
    private static final Pattern ARTIFACT = Pattern.compile("[a-z][\\w.-]*:[a-z][\\w.-]+");

    @Test
    void eachIsJustifiedAndNoOther() throws Exception {
        Set<String> used = new TreeSet<>();
        for (Path file : poms()) {
            Document pom =
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
            for (String kind : List.of("dependency", "plugin")) {
                NodeList elements = pom.getElementsByTagName(kind);
                IntStream.range(0, elements.getLength())
                        .mapToObj(index -> (Element) elements.item(index))
                        .filter(element -> child(element, "artifactId") != null)
                        .forEach(element -> used.add(name(element)));
            }
        }
        assertTrue(used.remove("io.github.diffseg:diffseg-fiji"), "the modules build on it");
        assertTrue(used.contains("ai.djl:api"), used.toString());
        assertTrue(used.contains("org.apache.spark:spark-core_2.12"), used.toString());
        assertEquals(used, new TreeSet<>(documented()));
    }

    @Test
    void noneIsListedTwice() throws IOException {
        List<String> documented = documented();
        assertEquals(documented.size(), Set.copyOf(documented).size(), documented.toString());
    }

    @Test
    void theSiteCarriesWhatFijiLacks() throws IOException {
        List<String> lacking = new ArrayList<>();
        for (String line : lines()) {
            if (line.contains(" compile") && line.endsWith("| no |")) {
                Matcher artifact = ARTIFACT.matcher(ROW.matcher(line).replaceAll("$1"));
                while (artifact.find()) {
                    lacking.add(artifact.group().split(":")[1]);
                }
            }
        }
        assertFalse(lacking.isEmpty());
        String release = Files.readString(Path.of("docs/release.md"));
        for (String name : lacking) {
            assertTrue(release.contains("`jars/" + name + "-<version>.jar`"), name);
        }
    }

    private static List<Path> poms() throws IOException {
        try (Stream<Path> files =
                Files.find(Path.of("src"), 2, (file, is) -> file.endsWith("pom.xml"))) {
            return Stream.concat(Stream.of(Path.of("pom.xml")), files).toList();
        }
    }

    private static List<String> documented() throws IOException {
        List<String> documented = new ArrayList<>();
        for (String line : lines()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Matcher artifact = ARTIFACT.matcher(row.group(1));
                while (artifact.find()) {
                    assertFalse(row.group(2).isBlank(), line);
                    documented.add(artifact.group());
                }
            }
        }
        return documented;
    }

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Path.of("docs/dependencies.md"));
    }

    /** Plugins without a group are Maven's own. */
    private static String name(Element element) {
        String group = child(element, "groupId");
        return (group == null ? "org.apache.maven.plugins" : group)
                + ":"
                + child(element, "artifactId");
    }

    private static String child(Element element, String name) {
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i).getNodeName().equals(name)) {
                return children.item(i).getTextContent().strip();
            }
        }
        return null;
    }
}
