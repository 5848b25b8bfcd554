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
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSetTest {

    private static final Map<String, String> OLD = Map.of("a.txt", "old a", "b.txt", "old b");

    @TempDir private Path folder;

    @BeforeEach
    void writeOldSet() throws IOException {
        for (Map.Entry<String, String> file : OLD.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    @Test
    void takesItsPlacesAltogether() throws IOException {
        try (FileSet set = new FileSet()) {
            write(set, "a.txt", "new a");
            write(set, "c.txt", "new c");
            set.remove(folder.resolve("b.txt"));
            set.remove(folder.resolve("never there.txt"));
            assertEquals(OLD, visible());
            set.place();
        }
        assertEquals(Map.of("a.txt", "new a", "c.txt", "new c"), visible());
        assertEquals(visible(), all());
    }

    /** As on a full disk: the second file can't be written any more. */
    @Test
    void theOldSetStaysWholeIfOneCannotBeWritten() throws IOException {
        try (FileSet set = new FileSet()) {
            write(set, "a.txt", "new a");
            IOException e =
                    assertThrows(
                            IOException.class,
                            () ->
                                    set.write(
                                            folder.resolve("b.txt"),
                                            file -> {
                                                Files.writeString(file, "half");
                                                throw new IOException("No space left on device");
                                            }));
            assertEquals(
                    "Cannot write " + folder.resolve("b.txt") + ": No space left on device",
                    e.getMessage());
        }
        assertEquals(OLD, all());
    }

    /** What was written vanishes, so that the second move fails. */
    @Test
    void theOldSetIsPutBackIfOneCannotBeMoved() throws IOException {
        try (FileSet set = new FileSet()) {
            write(set, "a.txt", "new a");
            set.write(folder.resolve("b.txt"), file -> Files.writeString(file, "lost"));
            write(set, "c.txt", "new c");
            for (Map.Entry<String, String> file : all().entrySet()) {
                if (file.getValue().equals("lost")) {
                    Files.delete(folder.resolve(file.getKey()));
                }
            }
            assertThrows(IOException.class, set::place);
            assertEquals(OLD, visible());
        }
        assertEquals(OLD, all());
    }

    @Test
    void aFolderIsNoPlace() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("c.txt"));
        try (FileSet set = new FileSet()) {
            IOException e = assertThrows(IOException.class, () -> write(set, "c.txt", "new c"));
            assertEquals(
                    "Cannot write " + taken + ": there is a folder of that name", e.getMessage());
        }
        Files.delete(taken);
        assertEquals(OLD, all());
    }

    @Test
    void nothingHappensWithoutPlacing() throws IOException {
        try (FileSet set = new FileSet()) {
            write(set, "a.txt", "new a");
            set.remove(folder.resolve("b.txt"));
        }
        assertEquals(OLD, all());
    }

    private void write(FileSet set, String name, String content) throws IOException {
        set.write(folder.resolve(name), file -> Files.writeString(file, content));
    }

    private Map<String, String> visible() throws IOException {
        Map<String, String> files = all();
        files.keySet().removeIf(name -> name.startsWith("."));
        return files;
    }

    private Map<String, String> all() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(path.getFileName().toString(), Files.readString(path));
            }
        }
        return files;
    }
}
