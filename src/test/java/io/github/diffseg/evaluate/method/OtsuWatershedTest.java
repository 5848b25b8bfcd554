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

package io.github.diffseg.evaluate.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.github.diffseg.segment.label.LabelMap;
import java.util.Arrays;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class OtsuWatershedTest {

    private static final int WIDTH = 120;
    private static final int HEIGHT = 80;

    /** Two discs that touch, and one with a hole. */
    private static int[] picture(int ground, int ink) {
        int[] rgb = new int[WIDTH * HEIGHT];
        for (int i = 0; i < rgb.length; i++) {
            int x = i % WIDTH;
            int y = i / WIDTH;
            boolean inside =
                    Math.hypot(x - 25, y - 30) < 15
                            || Math.hypot(x - 52, y - 30) < 15
                            || Math.hypot(x - 95, y - 50) < 15 && Math.hypot(x - 95, y - 50) > 5;
            rgb[i] = inside ? ink : ground;
        }
        return rgb;
    }

    @Test
    void touchingDiscsAreTwoAndHolesAreFilled() {
        LabelMap bright = segment(picture(0x101010, 0xd0d0d0));
        assertEquals(3, bright.count());
        assertNotEquals(bright.at(25, 30), bright.at(52, 30));
        assertEquals(bright.at(95, 50), bright.at(95, 40));
        assertEquals(0, bright.at(0, 0));
        assertEquals(0, bright.at(95, 70));
    }

    @Test
    void darkObjectsOnABrightGroundAreTheSame() {
        int[] bright = segment(picture(0x202020, 0xe0e0e0)).labels();
        int[] dark = segment(picture(0xe0e0e0, 0x202020)).labels();
        long other = 0;
        for (int i = 0; i < bright.length; i++) {
            other += bright[i] == dark[i] ? 0 : 1;
        }
        assertEquals(0, other, Arrays.stream(dark).distinct().count() + " labels");
    }

    private static LabelMap segment(int[] rgb) {
        return OtsuWatershed.segment(ArrayImgs.argbs(rgb, WIDTH, HEIGHT));
    }
}
