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
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import ij.gui.PolygonRoi;
import ij.gui.Roi;
import ij.gui.ShapeRoi;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.segment.label.LabelMap;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelRoisTest {

    @ParameterizedTest
    @CsvSource({
        "40, 30, 3, 1",
        "40, 30, 3, 4",
        "31, 47, 8, 5",
        "64, 64, 1, 2",
        "7, 60, 2, 3",
        "1, 9, 2, 1",
        "90, 80, 300, 6",
    })
    void eachRoiCoversExactlyTheLabelsPixels(int width, int height, int count, int block) {
        for (long seed = 0; seed < 20; seed++) {
            LabelMap labels = RandomLabels.of(width, height, count, block, seed);
            assertExact(labels);
        }
    }

    @Test
    void holesIslandsAndDiagonalTouches() {
        LabelMap labels =
                parse(
                        "1111111..2",
                        "1.....1.2.",
                        "1.111.12..",
                        "1.1.1.1...",
                        "1.111.1..3",
                        "1.....1.3.",
                        "1111111..3");
        assertExact(labels);
        List<Roi> rois = LabelRois.of(labels);
        assertInstanceOf(ShapeRoi.class, rois.get(0), "holes and islands");
    }

    @Test
    void simpleShapesStaySimple() {
        LabelMap labels = parse("111..", "1122.", "11.22", "....2");
        List<Roi> rois = LabelRois.of(labels);
        assertInstanceOf(PolygonRoi.class, rois.get(0));
        assertInstanceOf(PolygonRoi.class, rois.get(1));
        assertExact(labels);
    }

    @Test
    void namesGroupsAndColours() {
        List<Roi> rois = LabelRois.of(RandomLabels.all(40, 40, 300));
        assertEquals(300, rois.size());
        assertEquals("DiffSeg 001", rois.get(0).getName());
        assertEquals("DiffSeg 300", rois.get(299).getName());
        assertEquals(1, rois.get(0).getGroup());
        assertEquals(255, rois.get(254).getGroup());
        assertEquals(0, rois.get(255).getGroup(), "ImageJ has 255 groups");
        for (int i = 0; i < 300; i++) {
            assertEquals(LabelColors.of(i + 1), rois.get(i).getStrokeColor());
            assertEquals(0, rois.get(i).getPosition());
        }
        assertEquals("DiffSeg 0001", LabelRois.of(RandomLabels.all(40, 40, 1000)).get(0).getName());
    }

    /** Persian digits would not be read back by {@link RoiLabels}. */
    @Test
    void namesAreTheSameInAllCountries() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("fa-IR"));
        try {
            assertEquals("\u06f7", String.format("%d", 7), "this Java knows the locale");
            LabelMap labels = RandomLabels.all(20, 20, 7);
            List<Roi> rois = LabelRois.of(labels);
            assertEquals("DiffSeg 007", rois.get(6).getName());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void labelsWithoutPixelsHaveNoRoi() {
        LabelMap labels = new LabelMap(3, 1, new int[] {3, 0, 1}, 4);
        List<Roi> rois = LabelRois.of(labels);
        assertEquals(
                List.of("DiffSeg 001", "DiffSeg 003"), rois.stream().map(Roi::getName).toList());
    }

    static void assertExact(LabelMap labels) {
        ImageProcessor drawn = new FloatProcessor(labels.width(), labels.height());
        for (Roi roi : LabelRois.of(labels)) {
            int label = Integer.parseInt(roi.getName().substring(LabelRois.NAME_PREFIX.length()));
            ImageProcessor mask = new ByteProcessor(labels.width(), labels.height());
            mask.setValue(255);
            mask.fill(roi);
            for (int i = 0; i < labels.labels().length; i++) {
                assertEquals(
                        labels.labels()[i] == label,
                        mask.get(i) == 255,
                        "label " + label + " at " + i % labels.width() + ", " + i / labels.width());
                if (mask.get(i) == 255) {
                    drawn.setf(i, label);
                }
            }
        }
        for (int i = 0; i < labels.labels().length; i++) {
            assertEquals(labels.labels()[i], drawn.getf(i));
        }
    }

    private static LabelMap parse(String... rows) {
        int width = rows[0].length();
        int[] labels = new int[width * rows.length];
        for (int i = 0; i < labels.length; i++) {
            char c = rows[i / width].charAt(i % width);
            labels[i] = c == '.' ? 0 : c - '0';
        }
        return new LabelMap(width, rows.length, labels, Arrays.stream(labels).max().getAsInt());
    }
}
