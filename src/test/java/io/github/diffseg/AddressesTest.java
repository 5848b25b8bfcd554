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
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Addresses and Maven coordinates that documents and messages name are those that were asked for.
 */
class AddressesTest {

    private static final Path LIST = Path.of("docs", "addresses.md");

    private static final Pattern ADDRESS =
            Pattern.compile("(https?://[^\\s\"'`<>)\\]|]*[^\\s\"'`<>)\\]|.,;:])");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (https?://\\S+) \\| [^|]+ \\| (?:[^|]+) \\|$");

    private static final Pattern ANSWER =
            Pattern.compile("(?m)^\\| https?://\\S+ \\| [^|]+ \\| ([^|]+) \\|$");

    private static final Pattern COORDINATES =
            Pattern.compile("\\b((?:ai|com|info|io|net|org|us)(?:\\.[a-z0-9]+)+:[a-z][\\w.-]*\\w)");

    /** What is no text of this project. */
    private static final Pattern LICENCE = Pattern.compile("(?s)^/\\*-.*?\\*/");

    private static String list;
    private static Map<Path, String> texts;

    @BeforeAll
    static void read() throws IOException {
        list = Files.readString(LIST);
        texts = new TreeMap<>(DocumentationPages.all());
        texts.remove(LIST);
        for (String folder : List.of("src/main/java", "src/main/resources/io")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (file.toString().matches(".*\\.(java|properties|json|py)")) {
                        String text = Files.readString(file);
                        texts.put(file, LICENCE.matcher(text).replaceFirst(""));
                    }
                }
            }
        }
    }

    @Test
    void eachAddressIsListedAndEachListedOneIsNamed() {
        Set<String> named = new TreeSet<>();
        texts.values().forEach(text -> named.addAll(addresses(text)));
        assertEquals(named, new TreeSet<>(DocumentationPages.found(ROW, list)));
    }

    @Test
    void eachIsAnAddressThatWasAskedForOnADayOrSaysNot() {
        for (String address : DocumentationPages.found(ROW, list)) {
            URI uri = URI.create(address);
            assertTrue(uri.getHost() != null, address);
            assertTrue(
                    uri.getScheme().equals("https") || uri.getHost().equals("localhost"), address);
        }
        for (String answer : DocumentationPages.found(ANSWER, list)) {
            assertTrue(answer.matches("20\\d\\d-\\d\\d-\\d\\d, 200( each)?|not asked|-"), answer);
        }
        assertEquals(
                DocumentationPages.found(ROW, list).size(),
                list.lines().filter(line -> line.startsWith("| http")).count());
    }

    @Test
    void eachCoordinateIsInAPomOrListed() throws IOException {
        StringBuilder poms = new StringBuilder(list);
        for (String pom :
                List.of(
                        "pom.xml",
                        "src/cluster/pom.xml",
                        "src/benchmark/pom.xml",
                        "src/update-site/pom.xml")) {
            poms.append(Files.readString(Path.of(pom)));
        }
        String known = poms.toString();
        int checked = 0;
        for (Map.Entry<Path, String> text : texts.entrySet()) {
            for (String coordinate : DocumentationPages.found(COORDINATES, text.getValue())) {
                String[] parts = coordinate.split(":");
                assertTrue(
                        known.contains(coordinate)
                                || known.contains("<artifactId>" + parts[1] + "</artifactId>"),
                        text.getKey() + ": " + coordinate);
                checked++;
            }
        }
        assertTrue(checked > 20, checked + " coordinates");
    }

    private static List<String> addresses(String text) {
        return DocumentationPages.found(ADDRESS, text);
    }
}
