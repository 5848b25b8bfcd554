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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ImageProcessor;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of several pages, of which each plane has one value that tells where it belongs. */
class TiffStacksTest {

    private static final Path FOLDER = Path.of("src/test/resources/images/stacks");

    private static ImagePlus open(String name) throws IOException {
        return ImageFiles.open(FOLDER.resolve(name), Optional.empty());
    }

    private static void requirePlanes(ImagePlus image, int channels, int slices, int frames) {
        assertArrayEquals(new int[] {20, 16, channels, slices, frames}, image.getDimensions());
        for (int t = 1; t <= frames; t++) {
            for (int z = 1; z <= slices; z++) {
                for (int c = 1; c <= channels; c++) {
                    int expected = (channels > 1 ? 100 * c : 0) + 10 * z + (frames > 1 ? t : 0);
                    ImageProcessor plane =
                            image.getStack().getProcessor(image.getStackIndex(c, z, t));
                    assertEquals(expected, plane.get(0, 0));
                    assertEquals(expected, plane.get(19, 15));
                }
            }
        }
    }

    /** Plain in strips, deflate with differences, LZW in tiles; three orders of the dimensions. */
    @ParameterizedTest
    @ValueSource(strings = {"ome-tzc.ome.tif", "ome-ctz-deflate.ome.tif", "ome-zct-tiles.ome.tif"})
    void omeTiffsHaveTheirDimensionsAndSizes(String name) throws IOException {
        ImagePlus image = open(name);
        requirePlanes(image, 2, 3, 2);
        Calibration size = image.getCalibration();
        assertEquals(0.25, size.pixelWidth);
        assertEquals(0.25, size.pixelHeight);
        assertEquals(1.5, size.pixelDepth);
        assertEquals(0.5, size.frameInterval);
        assertEquals("µm", size.getUnit());
        CompositeImage composite = assertInstanceOf(CompositeImage.class, image);
        assertEquals(CompositeImage.COMPOSITE, composite.getMode());
        assertEquals(Color.GREEN, new Color(composite.getLuts()[0].getRGB(255)));
        assertEquals(Color.MAGENTA, new Color(composite.getLuts()[1].getRGB(255)));
    }

    @Test
    void compressedPagesAreSlices() throws IOException {
        requirePlanes(open("pages-deflate.tif"), 1, 3, 1);
    }

    @Test
    void compressedImagesOfImageJHaveTheirDisplayRange() throws IOException {
        ImagePlus image = open("../files/density-zlib.tif");
        assertEquals(300, image.getDisplayRangeMin());
        assertEquals(900, image.getDisplayRangeMax());
        assertEquals("OD", image.getCalibration().getValueUnit());
    }

    /** ImageJ's own reader takes the bytes of the directories for pixels. */
    @Test
    void hyperstacksOfImageJThatWereRewritten() throws IOException {
        requirePlanes(open("imagej-rewritten.tif"), 2, 3, 2);
    }

    /** ImageJ's own reader stops at the page in tiles. */
    @Test
    void pagesOfDifferentCompressionsAreSlices() throws IOException {
        requirePlanes(open("pages-mixed.tif"), 1, 3, 1);
    }

    /** The lookup table of one page would show the other one's values wrongly. */
    @ParameterizedTest
    @ValueSource(strings = {"black-and-white.tif", "palettes.tif"})
    void pagesOfOtherColoursAreLeftOut(String name) throws IOException {
        requirePlanes(open(name), 1, 1, 1);
    }

    @Test
    void compressedHyperstacksOfImageJHaveTheirLook() throws IOException {
        ImagePlus image = open("imagej-tzc-deflate.tif");
        requirePlanes(image, 2, 3, 2);
        CompositeImage composite = assertInstanceOf(CompositeImage.class, image);
        assertEquals(CompositeImage.COMPOSITE, composite.getMode());
        assertEquals(100, composite.getLuts()[0].min);
        assertEquals(200, composite.getLuts()[0].max);
        assertEquals(50, composite.getLuts()[1].min);
        assertEquals(300, composite.getLuts()[1].max);
        assertEquals("plane 4", image.getStack().getSliceLabel(5));
        Calibration size = image.getCalibration();
        assertEquals(0.25, size.pixelWidth, 1e-6);
        assertEquals(1.5, size.pixelDepth);
        assertEquals(0.5, size.frameInterval);
    }

    @Test
    void pagesOfWideColoursAreSlicesOfThreeChannels() throws IOException {
        ImagePlus image = open("rgb-16-bit.tif");
        assertArrayEquals(new int[] {20, 16, 3, 3, 1}, image.getDimensions());
        for (int z = 1; z <= 3; z++) {
            for (int c = 1; c <= 3; c++) {
                ImageProcessor plane = image.getStack().getProcessor(image.getStackIndex(c, z, 1));
                assertEquals(100 * (c - 1) + 10 * z, plane.get(7, 7));
            }
        }
    }

    /** A page of half the sides, and one of bits, are no planes of it. */
    @Test
    void pagesOfAnotherKindAreLeftOut() throws IOException {
        requirePlanes(open("thumbnail-and-mask.tif"), 1, 2, 1);
    }

    @Test
    void aPageThatIsGoneLaterIsNamed(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("pages.tif");
        Files.copy(FOLDER.resolve("pages-deflate.tif"), file);
        ImagePlus image = ImageFiles.open(file, Optional.empty());
        Files.delete(file);
        UncheckedIOException e =
                assertThrows(UncheckedIOException.class, () -> image.getStack().getProcessor(2));
        assertEquals("There is no file " + file, e.getCause().getMessage());
    }
}
