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

package io.github.diffseg.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.attention.AttentionMap;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class HeatMapTest {

    /** Weights 0 to 8 from the upper left cell to the lower right one. */
    private static final AttentionMap MAP =
            new AttentionMap(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8}, 3, 3);

    private static final Rectangle CROP = new Rectangle(5, 10, 30, 30);

    @Test
    void isClearOutsideOfWhatTheNetworkSaw() {
        BufferedImage picture = HeatMap.paint(MAP, CROP, View.whole(40, 50));
        for (int y = 0; y < 50; y++) {
            for (int x = 0; x < 40; x++) {
                assertEquals(CROP.contains(x, y), picture.getRGB(x, y) >>> 24 > 0, x + ", " + y);
            }
        }
    }

    @Test
    void moreAttentionIsLighterAndMoreOpaque() {
        BufferedImage picture = HeatMap.paint(MAP, CROP, View.whole(40, 50));
        double last = -1;
        int opacity = 0;
        for (int cell = 0; cell < 9; cell++) {
            int argb = picture.getRGB(5 + 10 * (cell % 3) + 5, 10 + 10 * (cell / 3) + 5);
            Color colour = new Color(argb);
            double lightness =
                    0.2126 * colour.getRed()
                            + 0.7152 * colour.getGreen()
                            + 0.0722 * colour.getBlue();
            assertTrue(lightness > last, "cell " + cell);
            assertTrue(argb >>> 24 > opacity, "cell " + cell);
            last = lightness;
            opacity = argb >>> 24;
        }
        assertTrue(last > 220, "the strongest cell is nearly white: " + last);
    }

    @Test
    void aMapOfNothingIsDark() {
        AttentionMap nothing = new AttentionMap(new float[9], 3, 3);
        int argb = HeatMap.paint(nothing, CROP, View.whole(40, 50)).getRGB(20, 20);
        assertEquals(0x000004, argb & 0xffffff);
    }
}
