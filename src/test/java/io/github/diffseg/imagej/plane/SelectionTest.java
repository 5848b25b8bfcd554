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

package io.github.diffseg.imagej.plane;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Line;
import ij.gui.OvalRoi;
import ij.gui.PointRoi;
import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.ByteProcessor;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Rectangle;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a selection on the image leaves to segment. */
class SelectionTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 50;

    @Test
    void withoutSelectionAllIsInside() {
        DisplayedPlane plane = DisplayedPlane.of(image(null));
        assertEquals(new Rectangle(0, 0, WIDTH, HEIGHT), plane.bounds());
        assertEquals(RegionMask.all(WIDTH, HEIGHT), plane.mask());
    }

    @Test
    void rectangleOverTheEdgeIsClipped() {
        DisplayedPlane plane = DisplayedPlane.of(image(new Roi(40, -5, 100, 30)));
        assertEquals(new Rectangle(40, 0, 20, 25), plane.bounds());
        assertEquals(RegionMask.all(20, 25), plane.mask());
    }

    @Test
    void masksOfAllAreaSelectionsAgreeWithImageJ() {
        Roi withHole =
                new ShapeRoi(new Roi(5, 5, 40, 30)).not(new ShapeRoi(new OvalRoi(15, 10, 12, 12)));
        Roi polygon = new PolygonRoi(new int[] {2, 50, 30}, new int[] {3, 10, 45}, 3, Roi.POLYGON);
        Roi freehand =
                new PolygonRoi(
                        new float[] {2.5f, 50, 33, 20},
                        new float[] {3, 10.5f, 45, 20},
                        Roi.FREEROI);
        Roi overTheEdge = new OvalRoi(-10, 20, 40, 60);
        for (Roi roi : List.of(withHole, polygon, freehand, overTheEdge)) {
            DisplayedPlane plane = DisplayedPlane.of(image(roi));
            Rectangle bounds = plane.bounds();
            int inside = 0;
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean selected =
                            bounds.contains(x, y)
                                    && plane.mask()
                                            .contains((y - bounds.y) * bounds.width + x - bounds.x);
                    assertEquals(roi.contains(x, y), selected, roi + " at " + x + ", " + y);
                    inside += selected ? 1 : 0;
                }
            }
            assertTrue(inside > 0 && inside < bounds.width * bounds.height, "a real mask");
        }
    }

    @Test
    void selectionsWithoutAreaAreRefused() {
        for (Roi roi : List.of(new Line(3, 3, 30, 30), new PointRoi(5, 5))) {
            assertRefused(roi, "has no area; remove it or draw one with an area");
        }
    }

    @Test
    void smallAndOutlyingSelectionsAreRefused() {
        assertRefused(
                new Roi(10, 10, 40, 15), "covers 40 x 15 pixels; both sides must be at least 16");
        assertRefused(new Roi(50, 10, 40, 40), "covers 10 x 40");
        assertRefused(new Roi(100, 100, 40, 40), "outside the image");
        Roi bothEnds =
                new ShapeRoi(new Roi(-30, 0, 20, 20)).or(new ShapeRoi(new Roi(70, 20, 20, 20)));
        assertRefused(bothEnds, "contains no pixel");
    }

    @Test
    void theWholeImageWhateverIsSelected() {
        DisplayedPlane plane = DisplayedPlane.ofWholeImage(image(new PointRoi(5, 5)));
        assertEquals(new Rectangle(0, 0, WIDTH, HEIGHT), plane.bounds());
    }

    @Test
    void labelsGoBackToTheirPlace() {
        DisplayedPlane plane = DisplayedPlane.of(image(new Roi(7, 9, 20, 18)));
        int[] labels = new int[20 * 18];
        Arrays.setAll(labels, i -> i % 5);
        LabelMap cropped = new LabelMap(20, 18, labels, 4);
        LabelMap full = plane.toFullImage(cropped);
        assertEquals(4, full.count());
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int expected = plane.bounds().contains(x, y) ? cropped.at(x - 7, y - 9) : 0;
                assertEquals(expected, full.at(x, y));
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> plane.toFullImage(new LabelMap(2, 2, new int[4], 0)));
    }

    @Test
    void labelsOfTheWholeImageAreNotCopied() {
        LabelMap labels = new LabelMap(WIDTH, HEIGHT, new int[WIDTH * HEIGHT], 0);
        assertSame(labels, DisplayedPlane.of(image(null)).toFullImage(labels));
    }

    private static ImagePlus image(Roi selection) {
        ImagePlus image = new ImagePlus("selected", new ByteProcessor(WIDTH, HEIGHT));
        image.setRoi(selection);
        return image;
    }

    private static void assertRefused(Roi selection, String reason) {
        String message =
                assertThrows(
                                IllegalArgumentException.class,
                                () -> DisplayedPlane.of(image(selection)))
                        .getMessage();
        assertTrue(message.contains(reason), message);
    }
}
