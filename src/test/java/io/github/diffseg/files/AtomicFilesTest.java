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

package io.github.diffseg.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFilesTest {

    @TempDir Path folder;

    @Test
    void replacesAndLeavesNothingElse() throws IOException {
        Path target = folder.resolve("c.txt");
        AtomicFiles.writeStream(target, out -> out.write("first".getBytes()));
        AtomicFiles.writeFile(target, file -> Files.writeString(file, "second"));
        assertEquals("second", Files.readString(target));
        assertEquals(List.of("c.txt"), names());
    }

    @Test
    void theTargetAppearsOnlyWhenComplete() throws IOException {
        Path target = folder.resolve("c.txt");
        AtomicFiles.writeFile(
                target,
                file -> {
                    Files.writeString(file, "half");
                    assertTrue(Files.notExists(target));
                    assertTrue(file.toString().endsWith(".txt"), "writers look at the extension");
                });
        assertTrue(Files.exists(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "細", "𝄞"})
    void namesUpToTheLimitCanBeWritten(String character) throws IOException {
        int bytes = character.getBytes(StandardCharsets.UTF_8).length;
        String name = character.repeat(251 / bytes) + ".txt";
        AtomicFiles.writeFile(folder.resolve(name), file -> Files.writeString(file, "content"));
        assertEquals(List.of(name), names());
    }

    @Test
    void failureNamesTheTargetAndLeavesTheOldFile() throws IOException {
        Path target = Files.writeString(folder.resolve("c.txt"), "old");
        IOException full = new IOException("disk full");
        IOException thrown =
                assertThrows(
                        IOException.class,
                        () ->
                                AtomicFiles.writeStream(
                                        target,
                                        out -> {
                                            out.write("half".getBytes());
                                            out.flush();
                                            throw full;
                                        }));
        assertEquals("Cannot write " + target + ": disk full", thrown.getMessage());
        assertSame(full, thrown.getCause());
        assertEquals("old", Files.readString(target));
        assertEquals(List.of("c.txt"), names());
    }

    @Test
    void anErrorOfTheProgramLeavesNothingEither() throws IOException {
        assertThrows(
                IllegalStateException.class,
                () ->
                        AtomicFiles.writeFile(
                                folder.resolve("c.txt"),
                                file -> {
                                    throw new IllegalStateException();
                                }));
        assertEquals(List.of(), names());
    }

    @Test
    void namesTheReason() throws IOException {
        Path missing = folder.resolve("missing/c.txt");
        assertEquals(
                "Cannot write " + missing + ": the folder does not exist",
                assertThrows(
                                IOException.class,
                                () -> AtomicFiles.writeStream(missing, out -> out.write(1)))
                        .getMessage());
        Path below = Files.createFile(folder.resolve("file")).resolve("c.txt");
        assertEquals(
                "Cannot write " + below + ": Not a directory",
                assertThrows(
                                IOException.class,
                                () -> AtomicFiles.writeStream(below, out -> out.write(1)))
                        .getMessage());
    }

    @Test
    @Tag("heavy")
    void anEndedProcessLeavesNothing() throws IOException, InterruptedException {
        Path target = folder.resolve("c.txt");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Endless.class.getName(),
                                target.toString())
                        .redirectErrorStream(true)
                        .start();
        assertEquals('.', process.getInputStream().read(), "has begun to write");
        assertEquals(1, names().size());
        // As Ctrl-C and kill do it
        process.destroy();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        assertEquals(List.of(), names());
    }

    /** Never gets to the end of its file. */
    static final class Endless {

        public static void main(String[] arguments) throws IOException {
            AtomicFiles.writeFile(
                    Path.of(arguments[0]),
                    file -> {
                        Files.writeString(file, "half", StandardCharsets.UTF_8);
                        System.out.print('.');
                        System.out.flush();
                        try {
                            Thread.sleep(60_000);
                        } catch (InterruptedException e) {
                            throw new IOException(e);
                        }
                    });
        }
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
