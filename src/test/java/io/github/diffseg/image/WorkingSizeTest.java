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

package io.github.diffseg.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Rectangle;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingSizeTest {

    @ParameterizedTest
    @CsvSource({
        "512, 512, 512, 512, 512",
        "640, 480, 512, 704, 512",
        "480, 640, 512, 512, 704",
        "5000, 4000, 512, 640, 512",
        "16, 16, 320, 320, 320",
        "100, 99, 500, 512, 512",
        "300, 100, 200, 576, 192",
    })
    void wholePlaneKeepsItsAspectRatio(
            int planeWidth, int planeHeight, int shortSide, int width, int height) {
        WorkingSize size = WorkingSize.of(planeWidth, planeHeight, shortSide, 64, false);
        assertEquals(width, size.width());
        assertEquals(height, size.height());
        assertEquals(new Rectangle(0, 0, planeWidth, planeHeight), size.crop());
    }

    @Test
    void centreCropIsTheLargestCentredSquare() {
        WorkingSize size = WorkingSize.of(641, 480, 512, 64, true);
        assertEquals(new Rectangle(80, 0, 480, 480), size.crop());
        assertEquals(512, size.width());
        assertEquals(512, size.height());
    }

    @Test
    void masksAndLabelsFollowTheCrop() {
        WorkingSize size = WorkingSize.of(6, 4, 64, 64, true);
        byte[] inside = new byte[24];
        inside[1 * 6 + 2] = 1;
        RegionMask mask = size.cropped(new RegionMask(6, 4, inside));
        byte[] expected = new byte[16];
        expected[1 * 4 + 1] = 1;
        assertArrayEquals(expected, mask.inside());
        assertEquals(RegionMask.all(4, 4), size.cropped(RegionMask.all(6, 4)));

        int[] labels = new int[16];
        Arrays.fill(labels, 1);
        LabelMap plane = size.toPlane(new LabelMap(4, 4, labels, 1));
        assertArrayEquals(new int[] {0, 1, 1, 1, 1, 0}, Arrays.copyOf(plane.labels(), 6));
        assertEquals(16, Arrays.stream(plane.labels()).sum());
    }

    @Test
    void theCropCannotBeChangedFromOutside() {
        WorkingSize size = WorkingSize.of(100, 100, 64, 64, false);
        size.crop().translate(5, 5);
        assertEquals(new Rectangle(0, 0, 100, 100), size.crop());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 10, 512, 64, both sides must be at least 1",
        "10, 10, 63, 64, its short side must be at least 64",
        "10, 10, -512, 64, The working size is -512",
        "10, 10, 512, 0, The multiple is 0",
        "16, 2000000, 512, 64, more than an array holds",
    })
    void badValuesAreNamed(int width, int height, int shortSide, int multiple, String reason) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> WorkingSize.of(width, height, shortSide, multiple, false))
                        .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
