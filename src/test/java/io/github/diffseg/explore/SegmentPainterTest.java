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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.Grouping;
import io.github.diffseg.segment.tree.MergeTrees;
import java.awt.image.BufferedImage;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Two segments, the left and the right half of a large plane, in views of several sizes. */
class SegmentPainterTest {

    private static final int SIZE = 800;
    private static final SegmentationHierarchy TREE = halves();
    private static final Grouping HALVES = Grouping.of(TREE.tree(), 0.01, Corrections.NONE);
    private static final int LIGHT = 0xffffff;
    private static final int DARK = 0x000000;
    private static final int YELLOW = 0xffe600;

    private final SegmentPainter painter = new SegmentPainter(TREE);

    @Test
    void outlinesAreAsBroadAtEachZoom() {
        for (double zoom : new double[] {0.125, 0.25, 0.5, 0.75, 1, 3}) {
            BufferedImage picture = paint(view(zoom), SegmentPainter.NONE, SegmentPainter.NONE);
            int row = picture.getHeight() / 2;
            int[] light = columns(picture, row, LIGHT);
            assertEquals(1, light.length, "zoom " + zoom);
            assertEquals(SIZE / 2 * zoom, light[0], 1.001, "zoom " + zoom);
            int[] dark = columns(picture, row, DARK);
            assertEquals(2, dark.length, "zoom " + zoom);
            assertEquals(light[0] - 1, dark[0]);
            assertEquals(light[0] + 1, dark[1]);
        }
    }

    @Test
    void selectedSegmentsHaveALineOfTheirOwn() {
        BufferedImage picture = paint(view(0.25), 0, 1);
        int row = picture.getHeight() / 2;
        int dashed = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            int left = 0;
            int right = 0;
            for (int column : columns(picture, y, YELLOW)) {
                left += column < picture.getWidth() / 2 ? 1 : 0;
                right += column < picture.getWidth() / 2 ? 0 : 1;
            }
            assertEquals(2, left, "the first has a whole line");
            dashed += right > 0 ? 1 : 0;
        }
        assertTrue(dashed > picture.getHeight() / 4, dashed + " rows");
        assertTrue(dashed < picture.getHeight() * 3 / 4, dashed + " rows");
        BufferedImage plain = paint(view(0.25), SegmentPainter.NONE, SegmentPainter.NONE);
        assertEquals(0, columns(plain, row, YELLOW).length);
        assertNotEquals(plain.getRGB(5, row), picture.getRGB(5, row), "the tint is denser");
    }

    @Test
    void aSelectedSegmentIsOutlinedOverAnotherPicture() {
        View view = view(0.25);
        BufferedImage empty =
                new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        painter.outline(TREE, HALVES, HALVES.groupOf(1), view, empty);
        int row = view.height() / 2;
        int[] line = columns(empty, row, YELLOW);
        assertEquals(2, line.length);
        assertTrue(line[0] >= view.width() / 2);
        assertEquals(0, empty.getRGB(5, row) >>> 24);
    }

    private BufferedImage paint(View view, int first, int second) {
        return painter.paint(TREE, HALVES, Palette.DISTINCT, first, second, view);
    }

    /** The columns of a row that have a colour, ascending; what is clear has none. */
    private static int[] columns(BufferedImage picture, int row, int rgb) {
        return IntStream.range(0, picture.getWidth())
                .filter(x -> picture.getRGB(x, row) >>> 24 > 0)
                .filter(x -> (picture.getRGB(x, row) & 0xffffff) == rgb)
                .toArray();
    }

    /** The middle of the plane at a zoom. */
    private static View view(double zoom) {
        int size = (int) (SIZE * zoom);
        IntUnaryOperator pixel = screen -> (int) ((screen + 0.5) / zoom);
        int[] pixels = IntStream.range(0, size).map(pixel).toArray();
        return new View(pixels, pixels);
    }

    private static SegmentationHierarchy halves() {
        int[] leafOfPixel = new int[SIZE * SIZE];
        for (int i = 0; i < leafOfPixel.length; i++) {
            leafOfPixel[i] = i % SIZE < SIZE / 2 ? 0 : 1;
        }
        return new SegmentationHierarchy(MergeTrees.ofTwo(0.5), SIZE, SIZE, leafOfPixel);
    }
}
