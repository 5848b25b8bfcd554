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

package io.github.diffseg.evaluate.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.io.FileSaver;
import ij.process.FloatProcessor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelFilesTest {

    @TempDir private Path folder;

    /** Two pixels, 0 and the number, of a TIFF of few bits: not compressed, or by PackBits. */
    private Path mask(int bits, int number, boolean whiteIsZero, boolean packed)
            throws IOException {
        int[][] tags = {
            {256, 2},
            {257, 1},
            {258, bits},
            {259, packed ? 32773 : 1},
            {262, whiteIsZero ? 0 : 1},
            {273, 8 + 2 + 12 * 8 + 4},
            {278, 1},
            {279, packed ? 2 : 1}
        };
        ByteBuffer tiff = ByteBuffer.allocate(120).order(ByteOrder.LITTLE_ENDIAN);
        tiff.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        tiff.putShort((short) tags.length);
        for (int[] tag : tags) {
            boolean strips = tag[0] == 273 || tag[0] == 279;
            tiff.putShort((short) tag[0]).putShort((short) (strips ? 4 : 3)).putInt(1);
            tiff.putInt(tag[1]);
        }
        tiff.putInt(0);
        if (packed) {
            tiff.put((byte) 0);
        }
        tiff.put((byte) (number << 8 - 2 * bits));
        return Files.write(folder.resolve("mask.tif"), tiff.array());
    }

    /** What is shown white or black does not say what is background. */
    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "2, false", "2, true", "4, false", "4, true"})
    void masksOfFewBitsAreAsTheyAreStored(int bits, boolean packed) throws IOException {
        int number = (1 << bits) - 1;
        int[] shownWhite = LabelFiles.read(mask(bits, number, false, packed)).ids();
        int[] shownBlack = LabelFiles.read(mask(bits, number, true, packed)).ids();
        assertEquals(0, shownWhite[0]);
        assertEquals(0, shownBlack[0]);
        assertTrue(shownWhite[1] > 0, "" + shownWhite[1]);
        assertEquals(shownWhite[1], shownBlack[1]);
    }

    @Test
    void numbersThatImageJRoundsAreRefused() throws IOException {
        Path file = folder.resolve("labels.tif");
        FloatProcessor labels = new FloatProcessor(2, 1, new float[] {(1 << 24) - 1, 0});
        assertTrue(new FileSaver(new ImagePlus("", labels)).saveAsTiff(file.toString()));
        assertEquals((1 << 24) - 1, LabelFiles.read(file).ids()[0]);
        labels.setf(1, 1 << 24);
        assertTrue(new FileSaver(new ImagePlus("", labels)).saveAsTiff(file.toString()));
        IOException e = assertThrows(IOException.class, () -> LabelFiles.read(file));
        assertTrue(e.getMessage().startsWith(file + " holds the label 16777216; "), e.getMessage());
    }
}
