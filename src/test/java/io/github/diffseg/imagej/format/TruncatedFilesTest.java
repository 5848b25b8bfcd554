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

import static io.github.diffseg.imagej.format.TiffTags.STRIP_BYTE_COUNTS;
import static io.github.diffseg.imagej.format.TiffTags.TILE_BYTE_COUNTS;
import static io.github.diffseg.imagej.format.TiffTags.TILE_WIDTH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.io.FileSaver;
import io.github.diffseg.image.PictureFile;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.Address;
import io.github.diffseg.store.ByteStore;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TruncatedFilesTest {

    private static final Path FILES = Path.of("src/test/resources/images/files");

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tif",
                "stack.tif",
                "16.tif",
                "rgb.tif",
                "pgm",
                "rgb.pnm",
                "jpg",
                "fits",
                "16.fits",
                "png",
                "gif",
                "bmp"
            })
    void wholeFilesOpenAndHalvesDoNot(String kind) throws IOException {
        Path whole = save(kind);
        assertEquals(120, ImageFiles.open(whole).getWidth());
        byte[] bytes = Files.readAllBytes(whole);
        for (double part : new double[] {0, 0.001, 0.3, 0.6, 0.9}) {
            Path cut = folder.resolve("cut." + kind);
            Files.write(cut, Arrays.copyOf(bytes, (int) (bytes.length * part)));
            IOException e =
                    assertThrows(IOException.class, () -> ImageFiles.open(cut), part + " of it");
            assertTrue(e.getMessage().contains(cut.toString()), e.getMessage());
        }
    }

    /** The JDK's reader leaves black what is missing in a compressed strip or tile. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "u8-lzw.tif",
                "u16-lzw-predictor2.tif",
                "rgb8-lzw.tif",
                "u8-zlib.tif",
                "rgb8-zlib-predictor2-tiles.tif",
                "u8-packbits.tif",
                "rgb8-packbits.tif"
            })
    void stripsWithoutAllTheirPixels(String name) throws IOException {
        byte[] bytes = Files.readAllBytes(FILES.resolve(name));
        int place;
        try (ImageInputStream in = new MemoryBytes(bytes)) {
            TiffPages pages = TiffPages.read(FILES.resolve(name), in);
            TiffDirectory page = pages.directory(0, in);
            int tag = page.has(TILE_WIDTH) ? TILE_BYTE_COUNTS : STRIP_BYTE_COUNTS;
            place = (int) page.position(tag) + (page.order() == ByteOrder.LITTLE_ENDIAN ? 0 : 1);
        }
        int length = bytes[place] & 0xff;
        for (int shorter : new int[] {length / 2, 0}) {
            bytes[place] = (byte) shorter;
            Path file = Files.write(folder.resolve(name), bytes);
            IOException e = assertThrows(IOException.class, () -> ImageFiles.open(file));
            assertTrue(e.getMessage().contains(" is "), e.getMessage());
            ByteStore store = Address.of(file.toString()).open();
            IOException part =
                    assertThrows(
                            IOException.class,
                            () -> {
                                try (PictureFile picture = TiffPicture.open(store, file);
                                        PlaneRegions plane = picture.plane(0, 0, 0)) {
                                    plane.read(new int[] {0}, 0, 0, 3, 3);
                                }
                            });
            assertTrue(part.getMessage().startsWith(file + " is "), part.getMessage());
        }
    }

    /**
     * Wherever a stack is cut off, it is not a shorter one; but between two pages, which is how
     * some programs end their files.
     */
    @ParameterizedTest
    @ValueSource(strings = {"pages-deflate.tif", "pages-mixed.tif", "imagej-rewritten.tif"})
    void stacksThatAreCutOffHaveNoFewerPlanes(String name) throws IOException {
        Path whole = Path.of("src/test/resources/images/stacks").resolve(name);
        int planes = ImageFiles.open(whole).getStackSize();
        byte[] bytes = Files.readAllBytes(whole);
        int refused = 0;
        for (int length = 9; length < bytes.length; length += 20) {
            Path cut = folder.resolve(name);
            Files.write(cut, Arrays.copyOf(bytes, length));
            try {
                assertEquals(planes, ImageFiles.open(cut).getStackSize(), length + " bytes");
            } catch (IOException e) {
                assertTrue(e.getMessage().contains(" is "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tif", "jpg", "pgm"})
    void whatFollowsThePixelsDoesNotMatter(String kind) throws IOException {
        Path file = save(kind);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length + 100));
        assertEquals(120, ImageFiles.open(file).getWidth());
    }

    private Path save(String kind) throws IOException {
        Path file = folder.resolve("image." + kind);
        String type =
                kind.startsWith("16") ? "16-bit noise" : kind.startsWith("rgb") ? "RGB" : "8-bit";
        int slices = kind.startsWith("stack") ? 5 : 1;
        ImagePlus image = IJ.createImage("image", type + " random", 120, 90, slices);
        FileSaver saver = new FileSaver(image);
        boolean saved =
                switch (kind.substring(kind.lastIndexOf('.') + 1)) {
                    case "tif" ->
                            slices > 1
                                    ? saver.saveAsTiffStack(file.toString())
                                    : saver.saveAsTiff(file.toString());
                    case "fits" -> saver.saveAsFits(file.toString());
                    case "pgm", "pnm" -> saver.saveAsPgm(file.toString());
                    default -> ImageIO.write(image.getBufferedImage(), kind, file.toFile());
                };
        assertTrue(saved);
        return file;
    }
}
