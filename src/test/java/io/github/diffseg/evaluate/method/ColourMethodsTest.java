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

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.diffseg.segment.label.LabelMap;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.Test;

class ColourMethodsTest {

    private static final int WIDTH = 90;
    private static final int HEIGHT = 60;

    /** Two red bars left and right of a wider blue one. */
    private static final LabPixels BARS =
            LabPixels.of(
                    ArrayImgs.argbs(
                            IntStream.range(0, WIDTH * HEIGHT)
                                    .map(i -> isBlue(i) ? 0x2020ff : 0xff2020)
                                    .toArray(),
                            WIDTH,
                            HEIGHT));

    @Test
    void colourKMeansFindsColours() {
        LabelMap labels = ColourKMeans.segment(BARS, 2);
        assertEquals(2, labels.count());
        // The two bars together are larger than the one between them
        assertArrayEquals(expected(2, 1, 1), labels.labels());
    }

    @Test
    void superpixelsFindConnectedRegions() {
        LabelMap labels = SuperpixelMerging.segment(BARS, 3);
        assertEquals(3, labels.count());
        assertArrayEquals(expected(1, 3, 2), labels.labels());
        assertEquals(1, SuperpixelMerging.segment(BARS, 1).count());
    }

    @Test
    void onlyTheLargestPartOfARegionIsKept() {
        int[] regions = {0, 0, 1, 0, 0, 0, 1, 1, 1};
        LargestParts.keep(regions, 9, 2);
        assertArrayEquals(new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1}, regions);
    }

    @Test
    void methodsAreReadByName() {
        assertEquals(
                List.of(Method.K_MEANS_S, Method.DIFFSEG), Method.of("K-Means-S, diffseg,diffseg"));
        List<Method> all = new ArrayList<>(List.of(Method.values()));
        // Of one image its segments say nothing
        all.remove(Method.CELLS);
        assertEquals(all, Method.of("all"));
        assertEquals(List.of(Method.CELLS), Method.of("cells"));
        assertThrows(IllegalArgumentException.class, () -> Method.of(",diffseg"));
    }

    private static boolean isBlue(int pixel) {
        int x = pixel % WIDTH;
        return x >= 24 && x < 64;
    }

    private static int[] expected(int blue, int left, int right) {
        return IntStream.range(0, WIDTH * HEIGHT)
                .map(i -> isBlue(i) ? blue : i % WIDTH < 24 ? left : right)
                .toArray();
    }
}
