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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.image.PlaneRegions;
import io.github.diffseg.store.Address;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Files of Pillow and tifffile, part by part, against the same files as a whole. */
class TiffPictureTest {

    private static final Path FOLDER = Path.of("src/test/resources/images/files");

    private static ImagePlus whole(Path file) {
        try {
            return ImageFiles.open(file, Optional.empty());
        } catch (IOException e) {
            return null;
        }
    }

    private static float[] channel(ImagePlus image, int channel, int slice) {
        int index = image.getStackIndex(image.getNChannels() > 1 ? channel + 1 : 1, slice + 1, 1);
        ImageProcessor plane = image.getStack().getProcessor(index);
        boolean inverted = image.getNChannels() == 1 && plane.isInvertedLut();
        if (plane instanceof ByteProcessor) {
            plane = plane.convertToRGB();
        }
        float[] values = new float[plane.getPixelCount()];
        for (int i = 0; i < values.length; i++) {
            if (plane instanceof ColorProcessor) {
                values[i] = plane.get(i) >> 8 * (2 - channel) & 0xff;
            } else {
                values[i] = plane.getf(i);
                if (inverted) {
                    values[i] = 65535 - values[i];
                }
                if (image.getCalibration().isSigned16Bit()) {
                    values[i] -= 32768;
                }
            }
        }
        return values;
    }

    @Test
    void partsAreThoseOfTheWhole() throws IOException {
        List<String> read = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<Path> files;
        try (var all = Files.list(FOLDER)) {
            files = all.filter(f -> f.toString().endsWith(".tif")).sorted().toList();
        }
        for (Path file : files) {
            ImagePlus whole = whole(file);
            if (whole == null) {
                continue;
            }
            String name = file.getFileName().toString();
            try (TiffPicture picture = TiffPicture.open(Address.of(file.toString()).open(), file)) {
                assertEquals(whole.getNSlices(), picture.slices(), name);
                assertEquals(1, whole.getNFrames(), name);
                int slice = whole.getNSlices() - 1;
                PlaneRegions plane = picture.plane(0, slice, 0);
                int width = whole.getWidth();
                int height = whole.getHeight();
                assertEquals(width, plane.width(), name);
                assertEquals(height, plane.height(), name);
                int w = width - 3;
                int h = height - 4;
                for (int c = 0; c < plane.channels(); c++) {
                    float[] expected = channel(whole, c, slice);
                    assertArrayEquals(
                            expected,
                            plane.read(new int[] {c}, 0, 0, width, height)[0],
                            name + " channel " + c);
                    float[] part = plane.read(new int[] {c}, 2, 3, w, h)[0];
                    for (int i = 0; i < part.length; i++) {
                        float at = expected[(i / w + 3) * width + i % w + 2];
                        assertTrue(at == part[i] || Float.isNaN(at), name + " part " + i);
                    }
                }
                read.add(name);
            } catch (ImageFileException e) {
                refused.add(name + ": " + e.getMessage());
            }
        }
        assertTrue(read.size() >= 61, () -> read.size() + " read, refused " + refused);
    }
}
