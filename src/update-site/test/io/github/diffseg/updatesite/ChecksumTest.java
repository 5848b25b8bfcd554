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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksumTest {

    @TempDir private Path folder;

    @Test
    void pathAndBytesOfAPlainFile() throws Exception {
        Path file = Files.writeString(folder.resolve("x"), "content");
        assertEquals(sha1("macros/a.ijmcontent"), Checksum.of("macros/a.ijm", file));
    }

    @Test
    void sortedEntriesOfAJarWithoutManifestAndComments() throws Exception {
        Path jar = folder.resolve("a.jar");
        write(
                jar,
                "b/",
                null,
                "b/C.class",
                "code",
                "META-INF/MANIFEST.MF",
                "Created-By: anyone",
                "META-INF/",
                null,
                "a.properties",
                "#today\nk=v\n#rest\n");
        assertEquals(
                sha1("META-INF/META-INF/MANIFEST.MFa.properties\nk=v\n\nb/b/C.classcode"),
                Checksum.of("jars/a-1.0.jar", jar));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "k=v~k=w~|k=v~k=w~",
                "#a~#b~k=v|~~k=v",
                "##a~k|~k",
                "#a|''",
                "k=#v~#c~|k=#v~~",
                // The updater's state machine, not what one would wish for
                "~#kept~k|~#kept~k",
                "#~#kept~|~#kept~",
                "##~#kept~|~#kept~",
                "k~~#kept|k~~#kept",
            })
    void commentsAsTheUpdaterSeesThem(String text, String left) {
        byte[] bytes = text.replace('~', '\n').getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                left.replace('~', '\n'),
                new String(Checksum.withoutComments(bytes), StandardCharsets.US_ASCII));
    }

    private static String sha1(String text) throws NoSuchAlgorithmException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }

    /** Entries and their texts in turn; null for a folder. */
    static void write(Path jar, String... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                if (entries[i + 1] != null) {
                    zip.write(entries[i + 1].getBytes(StandardCharsets.US_ASCII));
                }
                zip.closeEntry();
            }
        }
        Files.createDirectories(jar.getParent());
        Files.write(jar, bytes.toByteArray());
    }
}
