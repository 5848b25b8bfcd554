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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A site is built, served over HTTP, installed and updated by a client as simple as can be. */
class UpdateSiteTest {

    private static final String FIRST = "20260101120000";
    private static final String SECOND = "20260202120000";
    private static final Set<String> FIJI = Set.of("gson.jar", "ij.jar");

    @TempDir private Path folder;
    private Path site;
    private Path fiji;
    private FileServer server;
    private SiteClient client;

    @BeforeEach
    void serve() throws IOException {
        site = Files.createDirectory(folder.resolve("site"));
        fiji = Files.createDirectory(folder.resolve("fiji"));
        server = new FileServer(site::resolve);
        client = new SiteClient(server.address(), fiji);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void installsAndUpdatesOverHttp() throws IOException {
        new SiteBuilder(site, FIRST)
                .build(
                        Map.of(
                                "jars/diffseg-fiji-0.1.0.jar", jar("one"),
                                "jars/api-0.35.1.jar", jar("api"),
                                "macros/DiffSeg.ijm", file("print(1);"),
                                "licenses/old.txt", file("old")),
                        Map.of("jars/diffseg-fiji-0.1.0.jar", List.of("jars/api.jar")));
        assertEquals(List.of(), problems());
        assertTrue(Files.exists(site.resolve("jars/diffseg-fiji-0.1.0.jar-" + FIRST)));
        assertEquals(4, client.install());

        new SiteBuilder(site, SECOND)
                .build(
                        Map.of(
                                "jars/diffseg-fiji-0.2.0.jar", jar("two"),
                                "jars/api-0.35.1.jar", jar("api"),
                                "macros/DiffSeg.ijm", file("print(2);")),
                        Map.of());
        assertEquals(List.of(), problems());
        assertEquals(2, client.install(), "what has not changed is not loaded again");
        assertTrue(Files.exists(fiji.resolve("jars/diffseg-fiji-0.2.0.jar")));
        assertFalse(Files.exists(fiji.resolve("jars/diffseg-fiji-0.1.0.jar")));
        assertEquals("print(2);", Files.readString(fiji.resolve("macros/DiffSeg.ijm")));
        assertFalse(Files.exists(fiji.resolve("licenses/old.txt")), "withdrawn");

        Map<String, SiteFile> files = client.database();
        SiteFile plugin = files.get("jars/diffseg-fiji.jar");
        assertEquals("jars/diffseg-fiji-0.1.0.jar", plugin.previous().get(0).filename());
        assertEquals(FIRST, plugin.previous().get(0).timestamp());
        assertEquals(FIRST, files.get("jars/api.jar").current().timestamp());
        assertNull(files.get("licenses/old.txt").current());
    }

    @Test
    void sameContentGivesTheSameSite() throws IOException {
        Map<String, Path> content = Map.of("jars/diffseg-fiji-0.1.0.jar", jar("one"));
        new SiteBuilder(site, FIRST).build(content, Map.of());
        Map<String, SiteFile> before = client.database();
        new SiteBuilder(site, SECOND).build(content, Map.of());
        assertEquals(before, client.database());
    }

    @Test
    void verifierFindsWhatIsWrong() throws IOException {
        new SiteBuilder(site, FIRST)
                .build(
                        Map.of(
                                "jars/gson-9.9.jar", jar("gson"),
                                "jars/pytorch-native-cpu-2.7.1.jar", jar("native"),
                                "jars/diffseg-fiji-0.1.0.jar", jar("one"),
                                "elsewhere/a.txt", file("a"),
                                "macros/a.ijm", file("a"),
                                "macros/b.ijm", file("b"),
                                "macros/c.ijm", file("c")),
                        Map.of("jars/diffseg-fiji-0.1.0.jar", List.of("jars/missing.jar")));
        Files.writeString(site.resolve("macros/a.ijm-" + FIRST), "longer");
        Files.writeString(site.resolve("macros/b.ijm-" + FIRST), "x");
        Files.delete(site.resolve("macros/c.ijm-" + FIRST));
        String problems = String.join("\n", problems());
        assertTrue(problems.contains("gson-9.9.jar is shipped by Fiji"), problems);
        assertTrue(problems.contains("pytorch-native-cpu-2.7.1.jar is native code"), problems);
        assertTrue(problems.contains("elsewhere/a.txt lies where"), problems);
        assertTrue(problems.contains("needs jars/missing.jar"), problems);
        assertTrue(problems.contains("macros/a.ijm has another size"), problems);
        assertTrue(problems.contains("macros/b.ijm has another checksum"), problems);
        assertTrue(problems.contains("macros/c.ijm-" + FIRST + " cannot be read"), problems);
        assertEquals(7, problems.lines().count(), problems);
    }

    @Test
    void twoVersionsOfOneJarAreRefused() throws IOException {
        Map<String, Path> content =
                Map.of("jars/a-1.0.jar", jar("one"), "jars/a-2.0.jar", jar("two"));
        SiteBuilder builder = new SiteBuilder(site, FIRST);
        assertThrows(IOException.class, () -> builder.build(content, Map.of()));
        assertFalse(Files.exists(site.resolve(SiteDatabase.FILE_NAME)));
    }

    @Test
    void versionsOfJarsInUse() {
        Map<String, String> names =
                Map.of(
                        "jars/diffseg-fiji-0.1.0-SNAPSHOT.jar", "jars/diffseg-fiji.jar",
                        "jars/imglib2-imagej-0.1.0.jar", "jars/imglib2-imagej.jar",
                        "jars/ij-1.54p.jar", "jars/ij.jar",
                        "macros/a-1.ijm", "macros/a-1.ijm");
        names.forEach((name, stripped) -> assertEquals(stripped, JarNames.withoutVersion(name)));
    }

    private List<String> problems() throws IOException {
        return new SiteVerifier(server.address(), FIJI).problems();
    }

    private Path jar(String content) throws IOException {
        Path jar = folder.resolve("source/" + content + ".jar");
        ChecksumTest.write(jar, "A.class", content, "a.properties", "#now\nk=" + content + "\n");
        return jar;
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "file", ".txt"), content);
    }
}
