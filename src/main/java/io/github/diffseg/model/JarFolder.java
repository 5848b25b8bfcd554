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

package io.github.diffseg.model;

import io.github.diffseg.files.AtomicFiles;
import io.github.diffseg.files.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** A folder in a jar, extracted once into a directory whose name follows from its content. */
final class JarFolder {

    private static final int KEY_DIGITS = 16;

    private final ZipFile jar;
    private final String prefix;
    private final List<? extends ZipEntry> entries;

    private JarFolder(ZipFile jar, String folder) {
        this.jar = jar;
        this.prefix = folder + "/";
        this.entries =
                jar.stream()
                        .filter(entry -> entry.getName().startsWith(prefix))
                        .filter(entry -> !entry.isDirectory())
                        .sorted(Comparator.comparing(ZipEntry::getName))
                        .toList();
    }

    /**
     * Extracts a folder, unless it is there already; a file that is missing or has another size is
     * extracted again.
     *
     * @param jar a jar
     * @param folder the folder's path in it, without a slash at its end
     * @param parent where to extract; created
     * @return the extracted folder
     * @throws IOException if the jar is damaged or the folder cannot be written; nothing incomplete
     *     is left under the folder's name
     */
    static Path extract(Path jar, String folder, Path parent) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return new JarFolder(zip, folder).extract(parent);
        }
    }

    private Path extract(Path parent) throws IOException {
        String name = Path.of(prefix).getFileName().toString();
        Path target = parent.resolve(name + "-" + contentKey());
        if (!Files.exists(target)) {
            extractAll(parent, target);
        }
        for (ZipEntry entry : entries) {
            Path file = target.resolve(relativeName(entry));
            if (!Files.exists(file) || Files.size(file) != entry.getSize()) {
                extract(entry, file);
            }
        }
        return target;
    }

    /** From the jar's directory alone: no entry has to be unpacked to tell that it is known. */
    private String contentKey() {
        return Sha256.ofText(
                        entries.stream()
                                .map(e -> relativeName(e) + " " + e.getSize() + " " + e.getCrc())
                                .collect(Collectors.joining("\n")))
                .substring(0, KEY_DIGITS);
    }

    private void extractAll(Path parent, Path target) throws IOException {
        Files.createDirectories(parent);
        Path temporary = Files.createTempDirectory(parent, target.getFileName() + ".part");
        try {
            for (ZipEntry entry : entries) {
                extract(entry, temporary.resolve(relativeName(entry)));
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process may have been faster; then its copy is as good.
            if (!Files.exists(target)) {
                throw e;
            }
        } finally {
            deleteFolder(temporary);
        }
    }

    private void extract(ZipEntry entry, Path file) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFiles.writeStream(file, out -> copy(entry, out));
    }

    private void copy(ZipEntry entry, OutputStream out) throws IOException {
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(jar.getInputStream(entry), crc)) {
            in.transferTo(out);
        }
        if (crc.getValue() != entry.getCrc()) {
            throw new IOException(entry.getName() + " in " + jar.getName() + " is damaged");
        }
    }

    private String relativeName(ZipEntry entry) {
        return entry.getName().substring(prefix.length());
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
