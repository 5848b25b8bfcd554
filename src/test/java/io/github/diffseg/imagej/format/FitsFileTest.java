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

import ij.ImagePlus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Values that the files of {@code ImageFormatsTest} do not have. */
class FitsFileTest {

    private static final int BLOCK = 2880;

    @TempDir private Path folder;

    private ImagePlus open(ByteBuffer pixels, String... cards) throws IOException {
        StringBuilder header = new StringBuilder();
        for (String card : cards) {
            header.append(String.format("%-80s", card));
        }
        header.append(String.format("%-80s", "END"));
        ByteBuffer file = ByteBuffer.allocate(2 * BLOCK);
        file.put(String.format("%-2880s", header).getBytes(StandardCharsets.US_ASCII));
        file.put(pixels.flip());
        Path path = folder.resolve("image.fits");
        Files.write(path, file.array());
        return ImageFiles.open(path);
    }

    @Test
    void undefinedValuesAreNoNumbers() throws IOException {
        ByteBuffer pixels = ByteBuffer.allocate(8);
        for (short value : new short[] {-32768, 7, -3, 32767}) {
            pixels.putShort(value);
        }
        ImagePlus image =
                open(
                        pixels,
                        "SIMPLE  = T",
                        "BITPIX  = 16",
                        "NAXIS   = 2",
                        "NAXIS1  = 2",
                        "NAXIS2  = 2",
                        "BLANK   = -32768 / not seen",
                        "COMMENT BZERO   = 99");
        assertArrayEquals(
                new float[] {-3, 32767, Float.NaN, 7}, (float[]) image.getProcessor().getPixels());
        assertEquals(-3, image.getDisplayRangeMin());
        assertEquals(32767, image.getDisplayRangeMax());
    }

    @Test
    void planesFollowEachOther() throws IOException {
        ImagePlus image =
                open(
                        ByteBuffer.allocate(6).put(new byte[] {1, 2, 3, -4, -5, -6}),
                        "SIMPLE  = T",
                        "BITPIX  = 8",
                        "NAXIS   = 3",
                        "NAXIS1  = 1",
                        "NAXIS2  = 3",
                        "NAXIS3  = 2");
        assertArrayEquals(new byte[] {3, 2, 1}, (byte[]) image.getStack().getPixels(1));
        assertArrayEquals(new byte[] {-6, -5, -4}, (byte[]) image.getStack().getPixels(2));
    }
}
