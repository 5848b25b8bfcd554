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

package io.github.diffseg.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ROI files as they are on users' disks. */
class RoiSetsTest {

    private static final byte[] ONE = RoiEncoder.saveAsByteArray(new Roi(10, 12, 20, 15));
    private static final byte[] TWO = RoiEncoder.saveAsByteArray(new OvalRoi(50, 20, 30, 30));

    /** What macOS keeps of a file beside it. */
    private static final byte[] APPLE_DOUBLE = {0, 5, 22, 7, 0, 2, 0, 0, 'M', 'a', 'c'};

    @TempDir private Path folder;

    @Test
    void ofFindersZip() throws IOException {
        Path zip = folder.resolve("RoiSet.ZIP");
        zip(
                zip,
                StandardCharsets.UTF_8,
                "RoiSet/",
                new byte[0],
                "RoiSet/DiffSeg 001.roi",
                ONE,
                "__MACOSX/RoiSet/._DiffSeg 001.roi",
                APPLE_DOUBLE,
                "RoiSet/.DS_Store",
                APPLE_DOUBLE,
                "RoiSet/DiffSeg 002.ROI",
                TWO,
                "RoiSet/notes.txt",
                new byte[] {1});
        assertEquals(List.of("DiffSeg 001", "DiffSeg 002"), names(zip));
        assertEquals(15, RoiSets.read(zip).get(0).getBounds().height);
    }

    @Test
    void ofWindowsZip() throws IOException {
        Path zip = folder.resolve("set.zip");
        zip(zip, StandardCharsets.ISO_8859_1, "RoiSet\\Zelle \u00e4.roi", ONE);
        assertEquals(List.of("Zelle \u00e4"), names(zip));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DiffSeg 007.roi", "DiffSeg 007.ROI", "DiffSeg 007"})
    void ofASingleRoi(String name) throws IOException {
        Path file = Files.write(folder.resolve(name), ONE);
        assertEquals(List.of("DiffSeg 007"), names(file));
    }

    @Test
    void whatIsNoneIsRefusedInASentence() throws IOException {
        Path missing = folder.resolve("nowhere.zip");
        assertEquals("the file does not exist", refusal(missing));
        assertEquals("it is a folder", refusal(folder));
        Path text = Files.writeString(folder.resolve("text.zip"), "text");
        assertEquals("it is neither a .roi file nor a zip of such files", refusal(text));
        Path empty = Files.createFile(folder.resolve("empty.roi"));
        assertEquals("it is neither a .roi file nor a zip of such files", refusal(empty));
        Path cut = Files.write(folder.resolve("short.roi"), Arrays.copyOf(ONE, 20));
        assertEquals("short.roi is damaged or no ROI of ImageJ", refusal(cut));
        Path bad = folder.resolve("bad.zip");
        zip(bad, StandardCharsets.UTF_8, "a.roi", new byte[] {1, 2, 3});
        assertEquals("a.roi is damaged or no ROI of ImageJ", refusal(bad));
        Path none = folder.resolve("none.zip");
        zip(none, StandardCharsets.UTF_8, "a.txt", ONE);
        assertEquals(
                "There are no ROIs in " + none,
                assertThrows(IOException.class, () -> RoiSets.read(none)).getMessage());
    }

    /** 65 MB of zeros, which are 64 kB in the zip. */
    @Test
    void aZipThatUnpacksToTooMuchIsRefused() throws IOException {
        Path zip = folder.resolve("bomb.zip");
        zip(zip, StandardCharsets.UTF_8, "a.roi", new byte[65 << 20]);
        assertEquals("a.roi has more than 67108864 bytes", refusal(zip));
    }

    private static String refusal(Path file) {
        String message = assertThrows(IOException.class, () -> RoiSets.read(file)).getMessage();
        String begin = "Cannot read ROIs from " + file + ": ";
        assertEquals(begin, message.substring(0, Math.min(begin.length(), message.length())));
        return message.substring(begin.length());
    }

    private static List<String> names(Path file) throws IOException {
        return RoiSets.read(file).stream().map(Roi::getName).toList();
    }

    private static void zip(Path file, Charset names, Object... entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes, names)) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry((String) entries[i]));
                zip.write((byte[]) entries[i + 1]);
                zip.closeEntry();
            }
        }
        Files.write(file, bytes.toByteArray());
    }
}
