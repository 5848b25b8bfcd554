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

import io.github.diffseg.segment.label.LabelMap;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class OverlayPicturesTest {

    @Test
    void coloursOutlinesAndBackground() {
        int[] argb = new int[40 * 30];
        Arrays.fill(argb, 0xff808080);
        int[] labels = new int[40 * 30];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = i % 40 < 10 ? 0 : i % 40 < 25 ? 1 : 2;
        }
        BufferedImage picture =
                OverlayPictures.render(
                        ArrayImgs.argbs(argb, 40, 30), new LabelMap(40, 30, labels, 2));
        assertEquals(0x808080, picture.getRGB(5, 15) & 0xffffff, "no label, as it was");
        assertOutline(1, picture.getRGB(10, 15));
        assertOutline(1, picture.getRGB(24, 15));
        assertOutline(2, picture.getRGB(25, 15));
        for (int shift : new int[] {0, 8, 16}) {
            double expected = 0.55 * 128 + 0.45 * (LabelColors.rgb(2) >> shift & 255);
            assertEquals(expected, picture.getRGB(39, 29) >> shift & 255, 0.51, "no outer frame");
        }
    }

    /** Half its colour, half white. */
    private static void assertOutline(int label, int rgb) {
        for (int shift : new int[] {0, 8, 16}) {
            double expected = 0.5 * 255 + 0.5 * (LabelColors.rgb(label) >> shift & 255);
            assertEquals(expected, rgb >> shift & 255, 0.51);
        }
    }

    @Test
    void otherSizesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        OverlayPictures.render(
                                ArrayImgs.argbs(4, 5), new LabelMap(4, 4, new int[16], 0)));
    }
}
