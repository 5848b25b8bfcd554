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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.files.FileVersion;
import io.github.diffseg.files.JsonLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    private static final Recipe RECIPE =
            new Recipe("1", "M", "ab", Map.of("threshold", "0.5"), "cpu", Set.of(Export.LABELS));

    private static final Path INPUT = Path.of("/in");

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void file() {
        file = folder.resolve(Manifest.FILE_NAME);
    }

    @Test
    void entriesComeBackAsTheyWere() throws IOException {
        ManifestEntry done = entry("sub/ü \"quoted\"\nname.png", 3);
        ManifestEntry failed = ManifestEntry.refused(INPUT, "b.tif", RECIPE, "is \\ broken");
        try (Manifest manifest = Manifest.open(file)) {
            manifest.append(done);
            manifest.append(failed);
        }
        assertEquals(2, Files.readAllLines(file).size());
        try (Manifest manifest = Manifest.open(file)) {
            assertEquals(done, manifest.last(done.file()).orElseThrow());
            assertEquals(failed, manifest.last("b.tif").orElseThrow());
            assertTrue(manifest.last("c.png").isEmpty());
        }
    }

    @Test
    void lastLineOfAFileCounts() throws IOException {
        try (Manifest manifest = Manifest.open(file)) {
            manifest.append(ManifestEntry.refused(INPUT, "a.png", RECIPE, "no memory"));
            manifest.append(entry("a.png", 5));
        }
        try (Manifest manifest = Manifest.open(file)) {
            assertEquals(5, manifest.last("a.png").orElseThrow().segments());
        }
    }

    @Test
    void tornLastLineIsRemovedWhereverItTore() throws IOException {
        String whole = JsonLine.of(entry("a.png", 1), ManifestFormat.INSTANCE) + "\n";
        String torn = JsonLine.of(entry("ä.png", 2), ManifestFormat.INSTANCE);
        for (int length = 1; length < torn.length(); length += 7) {
            Files.writeString(file, whole + torn.substring(0, length));
            try (Manifest manifest = Manifest.open(file)) {
                assertTrue(manifest.last("a.png").isPresent());
                assertTrue(manifest.last("ä.png").isEmpty());
                manifest.append(entry("b.png", 3));
            }
            assertEquals(
                    List.of(whole.strip(), JsonLine.of(entry("b.png", 3), ManifestFormat.INSTANCE)),
                    Files.readAllLines(file));
        }
    }

    @Test
    void damagedLineIsNamed() throws IOException {
        Files.writeString(
                file, JsonLine.of(entry("a.png", 1), ManifestFormat.INSTANCE) + "\n{\"file\":3}\n");
        IOException e = assertThrows(IOException.class, () -> Manifest.open(file));
        assertTrue(e.getMessage().startsWith("Line 2 of the manifest "), e.getMessage());
        // The failed opening must not keep the lock
        Files.writeString(file, "", StandardOpenOption.TRUNCATE_EXISTING);
        Manifest.open(file).close();
    }

    @Test
    void secondBatchOfTheSameFolderIsRefused() throws IOException {
        try (Manifest first = Manifest.open(file)) {
            IOException e = assertThrows(IOException.class, () -> Manifest.open(file));
            assertTrue(e.getMessage().startsWith("Another batch is writing"), e.getMessage());
            first.append(entry("a.png", 1));
        }
    }

    /** A limit of the process stands in for a full disk: the second line fits by half. */
    @Test
    void lineThatDoesNotFitIsTakenBack() throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        Process process =
                new ProcessBuilder(
                                "sh",
                                "-c",
                                "ulimit -f 4; exec \"$@\"",
                                "sh",
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FullDisk.class.getName(),
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        assertEquals(0, process.waitFor(), () -> log(log));
        assertEquals(
                List.of(
                        JsonLine.of(entry("a.png", 1), ManifestFormat.INSTANCE),
                        JsonLine.of(entry("c.png", 3), ManifestFormat.INSTANCE)),
                Files.readAllLines(file));
    }

    /** Appends a line, one that is too long, and one that fits again. */
    static final class FullDisk {

        public static void main(String[] arguments) throws IOException {
            try (Manifest manifest = Manifest.open(Path.of(arguments[0]))) {
                manifest.append(entry("a.png", 1));
                IOException e =
                        assertThrows(
                                IOException.class,
                                () -> manifest.append(entry("b".repeat(9000), 2)));
                assertTrue(e.getMessage().startsWith("Cannot write to the manifest "));
                assertTrue(manifest.last("b".repeat(9000)).isEmpty());
                manifest.append(entry("c.png", 3));
            }
        }
    }

    @Test
    void isReadWhileItIsWritten() throws IOException {
        try (Manifest manifest = Manifest.open(file)) {
            manifest.append(entry("a.png", 1));
            assertEquals(1, Files.readAllLines(file).size());
            assertTrue(Manifest.isIn(folder));
        }
        Files.writeString(file, "{\"text\":\"of another program\"}\n");
        assertFalse(Manifest.isIn(folder));
        Files.writeString(file, "");
        assertFalse(Manifest.isIn(folder));
    }

    private static String log(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static ManifestEntry entry(String name, int segments) {
        FileVersion version = new FileVersion(12, "2026-01-01T00:00:00Z");
        return new ManifestEntry(
                "/in",
                name,
                "a",
                version,
                "cd",
                RECIPE,
                null,
                1.5,
                segments,
                List.of(new ResultFile("a-labels.tif", version, "ef")));
    }
}
