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

package io.github.diffseg.imagej.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Overlay;
import ij.gui.Plot;
import ij.gui.Roi;
import ij.io.FileSaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers that promise what there is not, made to hang or to take all memory. */
class HostileHeadersTest {

    private static final Path FILES = Path.of("src/test/resources/images/files");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P5 100000 100000 255\n",
                "P5 40000 40000 255\n",
                "P2 30000 30000 255\n1 2 3",
                "P5 -100 100 255\n",
                "P5 0 100 255\n",
                "P5 100 100 0\n",
                "P5 100 100 65536\n",
                "P5 99999999999 1 255\n",
                "P5 100"
            })
    void netpbm(String header) throws IOException {
        assertRefused("a.pgm", header.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void fits() throws IOException {
        assertRefused("a.fits", fits(8, 100_000, 100_000));
        assertRefused("b.fits", fits(8, 40_000, 40_000));
        assertRefused("c.fits", fits(-16, 100, 100));
        assertRefused("d.fits", fits(8, 0, 100));
        assertRefused("e.fits", Arrays.copyOf(fits(8, 10, 10), 160));
    }

    @Test
    void unpackedFits() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(fits(8, 40_000, 40_000));
        }
        String message = assertRefused("a.fits.gz", packed.toByteArray());
        assertTrue(message.contains("holds an image that is truncated"), message);
    }

    @Test
    void zip() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry("../../image.tif"));
            zip.write(tiff(8, 100_000, 100_000));
            zip.closeEntry();
        }
        String message = assertRefused("a.zip", packed.toByteArray());
        assertTrue(message.contains("declares a size of 100000 x 100000"), message);
        assertFalse(message.contains("diffseg-image"), "no temporary file is named: " + message);
    }

    @Test
    void tiff() throws IOException {
        assertRefused("a.tif", tiff(8, 100_000, 100_000));
        assertRefused("b.tif", tiff(8, 40_000, 40_000));
        assertRefused("c.tif", tiff(64, 0, 10));
        assertRefused("d.tif", tiff(0, 10, 10));
    }

    /** A directory of 65,535 entries at each second byte, each linked to the next. */
    @Test
    void tiffOfDirectoriesThatLieOverEachOther() throws IOException {
        int entries = 65_535;
        int pages = 20_000;
        ByteBuffer bytes =
                ByteBuffer.allocate(8 + 2 * pages + 12 * entries + 6)
                        .order(ByteOrder.LITTLE_ENDIAN);
        Arrays.fill(bytes.array(), (byte) 0xff);
        bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        for (int i = 0; i < pages; i++) {
            int link = 8 + 2 * i + 2 + 12 * entries;
            if (link % 4 == 2) {
                bytes.putInt(link, 8 + 2 * (i + 2));
            }
        }
        assertRefused("a.tif", bytes.array());
    }

    /** 2,000 strips of one row, each of which is the whole file. */
    @Test
    void tiffOfStripsThatLieOverEachOther() throws IOException {
        int strips = 2000;
        int[][] tags = {
            {256, 1, 1},
            {257, 1, strips},
            {258, 1, 8},
            {259, 1, 8},
            {262, 1, 1},
            {273, strips, 200},
            {277, 1, 1},
            {278, 1, 1},
            {279, strips, 200 + 4 * strips}
        };
        ByteBuffer bytes = ByteBuffer.allocate(1_000_000).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        bytes.putShort((short) tags.length);
        for (int[] tag : tags) {
            int type = tag[0] == 273 || tag[0] == 279 ? 4 : 3;
            bytes.putShort((short) tag[0]).putShort((short) type).putInt(tag[1]).putInt(tag[2]);
        }
        for (int i = 0; i < strips; i++) {
            bytes.putInt(200 + 4 * i, 0);
            bytes.putInt(200 + 4 * (strips + i), bytes.capacity());
        }
        String message = assertRefused("a.tif", bytes.array());
        assertTrue(message.endsWith("its strips or tiles lie over each other"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pillow-l.png", "pillow-p.gif", "rgb.jpg", "pillow-rgb.bmp"})
    void largeSizesInFrontOfFewPixels(String name) throws IOException {
        byte[] file = Files.readAllBytes(FILES.resolve(name));
        int[] places =
                switch (name.substring(name.indexOf('.'))) {
                    case ".png" -> new int[] {17, 18, 21, 22};
                    case ".gif" -> new int[] {6, 7, 8, 9};
                    case ".bmp" -> new int[] {19, 23};
                    default -> sizeOfJpeg(file);
                };
        for (int place : places) {
            file[place] = (byte) (name.endsWith(".bmp") ? 0x7f : 0xfe);
        }
        assertRefused(name, file);
    }

    private static int[] sizeOfJpeg(byte[] file) {
        for (int i = 0; i < file.length - 9; i++) {
            if ((file[i] & 0xff) == 0xff && (file[i + 1] & 0xff) == 0xc0) {
                return new int[] {i + 5, i + 6, i + 7, i + 8};
            }
        }
        throw new IllegalStateException("no frame");
    }

    /** ImageJ's own decoder would wait for ever for the bytes beyond the end. */
    @Test
    void dicomElementLongerThanTheFile() throws IOException {
        byte[] file = Files.readAllBytes(FILES.resolve("slope.dcm"));
        String letters = new String(file, StandardCharsets.ISO_8859_1);
        // (0028,0010), explicit, of 2 bytes
        int rows = letters.indexOf("\u0028\0\u0010\0US");
        byte[] unknown = {0x29, 0, 0x10, 0x10, 'U', 'N', 0, 0, 0, 0, 0, 0x7f};
        byte[] longer = new byte[file.length + unknown.length];
        System.arraycopy(file, 0, longer, 0, rows);
        System.arraycopy(unknown, 0, longer, rows, unknown.length);
        System.arraycopy(file, rows, longer, rows + unknown.length, file.length - rows);
        String message = assertRefused("a.dcm", longer);
        assertTrue(message.endsWith("is truncated: it ends before its pixels do"), message);
    }

    @Test
    void whatAFileBringsAlongIsNotRestored() throws IOException {
        Plot plot = new Plot("plot", "x", "y", new double[] {1, 2, 3}, new double[] {1, 4, 2});
        ImagePlus image = plot.getImagePlus();
        image.setProperty(Plot.PROPERTY_KEY, plot);
        image.setRoi(new Roi(3, 3, 30, 20));
        image.setOverlay(new Overlay(new Roi(1, 1, 9, 9)));
        Path file = folder.resolve("plot.tif");
        assertTrue(new FileSaver(image).saveAsTiff(file.toString()));
        IJ.redirectErrorMessages(true);
        ImagePlus restored = IJ.openImage(file.toString());
        assertTrue(restored.getRoi() != null, "ImageJ itself restores it");
        ImagePlus opened = ImageFiles.open(file);
        assertNull(opened.getRoi());
        assertNull(opened.getOverlay());
        assertNull(opened.getProperty(Plot.PROPERTY_KEY), "serialized Java objects are not read");
        assertEquals(image.getWidth(), opened.getWidth());
    }

    private String assertRefused(String name, byte[] content) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        IOException e =
                assertTimeoutPreemptively(
                        Duration.ofSeconds(20),
                        () ->
                                assertThrows(
                                        IOException.class,
                                        () -> ImageFiles.open(file, Optional.empty())));
        assertTrue(e.getMessage().startsWith(file + " "), e.getMessage());
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        return e.getMessage();
    }

    private static byte[] fits(int bits, int width, int height) {
        StringBuilder header = new StringBuilder();
        for (String card :
                new String[] {
                    "SIMPLE  =                    T",
                    "BITPIX  = " + bits,
                    "NAXIS   = 2",
                    "NAXIS1  = " + width,
                    "NAXIS2  = " + height,
                    "END"
                }) {
            header.append(String.format("%-80s", card));
        }
        return String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] tiff(int bits, int width, int height) {
        int[][] tags = {
            {256, width}, {257, height}, {258, bits}, {259, 1}, {262, 1}, {273, 8}, {277, 1}
        };
        ByteBuffer bytes = ByteBuffer.allocate(300).order(ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        bytes.putShort((short) tags.length);
        for (int[] tag : tags) {
            bytes.putShort((short) tag[0]).putShort((short) 4).putInt(1).putInt(tag[1]);
        }
        return bytes.array();
    }
}
