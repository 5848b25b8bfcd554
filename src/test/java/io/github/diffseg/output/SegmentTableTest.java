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

import ij.ImagePlus;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.ImageStatistics;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.Rectangle;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentTableTest {

    private static final int WIDTH = 50;
    private static final int HEIGHT = 40;

    @ParameterizedTest
    @ValueSource(ints = {8, 24, 32})
    void measuresAsImageJDoes(int bits) {
        LabelMap labels = RandomLabels.of(WIDTH, HEIGHT, 6, 5, 3);
        ImagePlus input = calibrated(bits, 4);
        ResultsTable table = SegmentTable.of(labels, confidences(6), 0.36, input);
        assertEquals(6, table.size());
        int row = 0;
        for (Roi roi : LabelRois.of(labels)) {
            input.setRoi(roi);
            ImageStatistics expected =
                    input.getStatistics(
                            ImageStatistics.AREA
                                    | ImageStatistics.MEAN
                                    | ImageStatistics.CENTROID
                                    | ImageStatistics.RECT);
            Calibration units = input.getCalibration();
            Rectangle box = roi.getBounds();
            assertEquals(row + 1, table.getValue("Label", row));
            assertEquals(expected.area, table.getValue("Area", row), 1e-9);
            assertEquals(expected.pixelCount, table.getValue("Pixels", row));
            assertEquals(expected.xCentroid, table.getValue("X", row), 1e-9);
            assertEquals(expected.yCentroid, table.getValue("Y", row), 1e-9);
            assertEquals(units.getX(box.x), table.getValue("BX", row), 1e-9);
            assertEquals(units.getY(box.y, HEIGHT), table.getValue("BY", row), 1e-9);
            assertEquals(box.width * 0.25, table.getValue("Width", row), 1e-9);
            assertEquals(box.height * 0.5, table.getValue("Height", row), 1e-9);
            double tolerance = bits == 24 ? 0.5 : 1e-3;
            assertEquals(expected.mean, table.getValue("Mean", row), tolerance);
            assertEquals((row + 1) / 10f, table.getValue("Confidence", row));
            assertEquals(0.36, table.getValue("Threshold", row));
            row++;
        }
    }

    @Test
    void columnsInThisOrder() {
        ResultsTable table =
                SegmentTable.of(
                        RandomLabels.all(WIDTH, HEIGHT, 2), confidences(2), 0.36, calibrated(8, 1));
        assertEquals(
                "Label\tArea\tPixels\tX\tY\tBX\tBY\tWidth\tHeight\tMean\tConfidence\tThreshold",
                table.getColumnHeadings());
    }

    @Test
    void nanPixelsAreLeftOutOfTheMean() {
        FloatProcessor pixels = new FloatProcessor(2, 2, new float[] {Float.NaN, 6, 8, Float.NaN});
        LabelMap labels = new LabelMap(2, 2, new int[] {1, 1, 1, 2}, 2);
        ResultsTable table =
                SegmentTable.of(labels, confidences(2), 0.36, new ImagePlus("nan", pixels));
        assertEquals(7, table.getValue("Mean", 0));
        assertEquals(Double.NaN, table.getValue("Mean", 1));
        assertEquals(3, table.getValue("Pixels", 0));
    }

    @Test
    void calibratedIntensities() {
        ImagePlus input = new ImagePlus("od", new ByteProcessor(2, 1, new byte[] {10, 20}));
        input.getCalibration().setFunction(Calibration.STRAIGHT_LINE, new double[] {1, 2}, "OD");
        LabelMap labels = new LabelMap(2, 1, new int[] {1, 1}, 1);
        ResultsTable table = SegmentTable.of(labels, confidences(1), 0.36, input);
        assertEquals(31, table.getValue("Mean", 0), 1e-6);
    }

    @Test
    void smallUnitsKeepTheirDigits() {
        ImagePlus input = new ImagePlus("metres", new ByteProcessor(2, 1));
        input.getCalibration().pixelWidth = 2e-7;
        input.getCalibration().pixelHeight = 2e-7;
        LabelMap labels = new LabelMap(2, 1, new int[] {1, 1}, 1);
        ResultsTable table = SegmentTable.of(labels, confidences(1), 0.36, input);
        assertEquals(8e-14, Double.parseDouble(table.getStringValue("Area", 0)), 1e-20);
        assertEquals(4e-7, Double.parseDouble(table.getStringValue("Width", 0)), 1e-13);
    }

    @Test
    void labelsWithoutPixelsHaveNoRow() {
        LabelMap labels = new LabelMap(2, 1, new int[] {2, 0}, 2);
        ResultsTable table =
                SegmentTable.of(
                        labels, confidences(2), 0.36, new ImagePlus("x", new ByteProcessor(2, 1)));
        assertEquals(1, table.size());
        assertEquals(2, table.getValue("Label", 0));
        assertEquals(
                0,
                SegmentTable.of(
                                new LabelMap(2, 1, new int[2], 0),
                                new float[0],
                                0.36,
                                new ImagePlus("x", new ByteProcessor(2, 1)))
                        .size());
    }

    @Test
    void aConfidenceForEachLabel() {
        ImagePlus input = new ImagePlus("x", new ByteProcessor(2, 1));
        LabelMap labels = new LabelMap(2, 1, new int[] {1, 1}, 1);
        assertThrows(
                IllegalArgumentException.class,
                () -> SegmentTable.of(labels, new float[2], 0.36, input));
    }

    private static float[] confidences(int count) {
        float[] confidences = new float[count];
        for (int i = 0; i < count; i++) {
            confidences[i] = (i + 1) / 10f;
        }
        return confidences;
    }

    private static ImagePlus calibrated(int bits, long seed) {
        Random random = new Random(seed);
        ImageProcessor pixels =
                switch (bits) {
                    case 8 -> new ByteProcessor(WIDTH, HEIGHT);
                    case 24 -> new ColorProcessor(WIDTH, HEIGHT);
                    default -> new FloatProcessor(WIDTH, HEIGHT);
                };
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            if (bits == 32) {
                pixels.setf(i, random.nextFloat());
            } else {
                pixels.set(i, random.nextInt(1 << bits));
            }
        }
        ImagePlus image = new ImagePlus("noise", pixels);
        Calibration calibration = image.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.xOrigin = 10;
        calibration.yOrigin = 4;
        calibration.setUnit("micron");
        return image;
    }
}
