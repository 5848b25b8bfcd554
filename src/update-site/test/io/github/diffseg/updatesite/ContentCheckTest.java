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

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentCheckTest {

    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final String OWN = "jars/diffseg-fiji-0.1.0.jar";
    private static final String LIBRARY = "jars/api-0.35.1.jar";

    @TempDir private Path folder;

    @Test
    void whatIsNeededMustComeFromSomewhere() throws IOException {
        ContentCheck check = new ContentCheck(Map.of(OWN, jar(), LIBRARY, jar()));
        Set<String> present = Set.of("gson.jar");
        check.nothingIsMissing(List.of("gson-2.10.1.jar", "api-0.36.0.jar"), present);
        assertEquals(List.of(), check.problems());
        check.nothingIsMissing(List.of("mfl-core-0.5.15.jar"), present);
        assertEquals(
                List.of(
                        "mfl-core-0.5.15.jar is needed, but neither on the site nor in Fiji nor"
                                + " left out"),
                check.problems());
    }

    @Test
    void aManifestMayNotNameOtherJars() throws IOException {
        Path plain = jar(MANIFEST, "Manifest-Version: 1.0\nCreated-By: anyone\n");
        ContentCheck check = new ContentCheck(Map.of(LIBRARY, plain)).noJarNamesOthers();
        assertEquals(List.of(), check.problems());
        Path naming = jar(MANIFEST, "Manifest-Version: 1.0\nClass-Path: gson-1.0.jar\n");
        assertEquals(
                List.of(OWN + " has a Class-Path in its manifest"),
                new ContentCheck(Map.of(OWN, naming)).noJarNamesOthers().problems());
    }

    @Test
    void testsStayAtHome() throws IOException {
        Path tests = Files.createDirectories(folder.resolve("test-classes/fixtures"));
        Files.writeString(tests.resolve("a.json"), "{}");
        Path jar = jar("fixtures/", null, "fixtures/a.json", "{}", "models/b.json", "{}");
        assertEquals(
                List.of(OWN + " holds test data: fixtures/a.json"),
                new ContentCheck(Map.of(OWN, jar)).noJarHoldsTests(tests.getParent()).problems());
    }

    @Test
    void withoutCompiledTestsNothingIsKnownOfThem() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path tests : List.of(empty, folder.resolve("missing"))) {
            assertEquals(
                    List.of(
                            "there are no compiled tests in "
                                    + tests
                                    + ", so no jar can be checked for them: build without"
                                    + " -Dmaven.test.skip"),
                    new ContentCheck(Map.of(OWN, jar())).noJarHoldsTests(tests).problems());
        }
    }

    @Test
    void eachLibraryHasALicence() throws IOException {
        Path list = Files.writeString(folder.resolve("list"), "api.jar  DJL, Apache License 2.0");
        Map<String, Path> content =
                Map.of(
                        OWN,
                        jar(),
                        LIBRARY,
                        jar(),
                        "jars/mfl-core-0.5.15.jar",
                        jar(),
                        "licenses/diffseg-fiji/LIBRARIES.txt",
                        list);
        assertEquals(
                List.of(
                        "jars/mfl-core-0.5.15.jar has no licence in"
                                + " licenses/diffseg-fiji/LIBRARIES.txt"),
                new ContentCheck(content)
                        .librariesHaveLicences("jars/diffseg-fiji.jar")
                        .problems());
    }

    private Path jar(String... entries) throws IOException {
        Path jar = Files.createTempFile(folder, "a", ".jar");
        String[] content = entries.length == 0 ? new String[] {"A.class", "code"} : entries;
        ChecksumTest.write(jar, content);
        return jar;
    }
}
