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
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.measure.Calibration;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.segment.label.LabelMap;
import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelImagesTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 8", "255, 8", "256, 16", "65535, 16", "65536, 32", "70000, 32"})
    void depthByTheNumberOfLabels(int count, int bits) {
        LabelMap labels = RandomLabels.all(300, 300, count);
        ImagePlus image = LabelImages.of(labels, input(300, 300));
        assertEquals(bits, image.getBitDepth());
        for (int i = 0; i < 90_000; i++) {
            assertEquals(
                    labels.labels()[i], (int) image.getProcessor().getPixelValue(i % 300, i / 300));
        }
    }

    @Test
    void labelsAreDisplayedInTheirColoursOver0ToK() {
        for (int count = 1; count <= 255; count++) {
            ImagePlus image = LabelImages.of(RandomLabels.all(16, 16, count), input(16, 16));
            assertEquals(0, image.getDisplayRangeMin());
            assertEquals(count, image.getDisplayRangeMax());
            ImageProcessor shown = new ColorProcessor(image.getImage());
            for (int label = 0; label <= count; label++) {
                assertEquals(
                        LabelColors.rgb(label),
                        shown.get(label) & 0xffffff,
                        "label " + label + " of " + count);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"400", "66000"})
    void manyLabels(int count) {
        ImagePlus image = LabelImages.of(RandomLabels.all(260, 260, count), input(260, 260));
        ImageProcessor shown = new ColorProcessor(image.getImage());
        for (int label = 1; label <= 255; label++) {
            assertEquals(LabelColors.rgb(label), shown.get(label) & 0xffffff, "label " + label);
        }
        assertNotEquals(0, shown.get(count) & 0xffffff, "the last label is not black");
    }

    @Test
    void nothingFound() {
        ImagePlus image = LabelImages.of(new LabelMap(4, 4, new int[16], 0), input(4, 4));
        assertEquals(0, new ColorProcessor(image.getImage()).get(3) & 0xffffff);
    }

    @Test
    void titleAndCalibrationOfTheInput() {
        ImagePlus input = input(4, 4);
        Calibration calibration = input.getCalibration();
        calibration.pixelWidth = 0.25;
        calibration.pixelHeight = 0.5;
        calibration.setUnit("micron");
        calibration.xOrigin = 3;
        calibration.setFunction(Calibration.STRAIGHT_LINE, new double[] {5, 2}, "OD");
        ImagePlus labels = LabelImages.of(RandomLabels.all(4, 4, 3), input);
        assertEquals("cells - DiffSeg labels", labels.getTitle());
        assertEquals(0.25, labels.getCalibration().pixelWidth);
        assertEquals(0.5, labels.getCalibration().pixelHeight);
        assertEquals("micron", labels.getCalibration().getUnit());
        assertEquals(3, labels.getCalibration().xOrigin);
        assertFalse(labels.getCalibration().calibrated(), "a label is no optical density");
        assertEquals(2, labels.getProcessor().getPixelValue(2, 0));
    }

    /**
     * What MorphoLibJ and TrackMate's label image detector expect: whole numbers in one plane, 0
     * for the background, each number up to the largest in use, in a file that keeps the unit.
     */
    @ParameterizedTest
    @CsvSource({"12, 8, 50", "300, 16, 300", "66000, 32, 260"})
    void anotherPluginReadsTheFile(int count, int bits, int side) {
        ImagePlus input = input(side, side);
        input.getCalibration().pixelWidth = 0.25;
        input.getCalibration().pixelHeight = 0.25;
        input.getCalibration().setUnit("micron");
        LabelMap labels = RandomLabels.all(side, side, count);
        Path file = folder.resolve("labels.tif");
        assertTrue(IJ.saveAsTiff(LabelImages.of(labels, input), file.toString()));
        ImagePlus read = IJ.openImage(file.toString());
        assertEquals(bits, read.getBitDepth());
        assertEquals(1, read.getImageStackSize());
        assertEquals(0.25, read.getCalibration().pixelWidth);
        assertEquals("micron", read.getCalibration().getUnit());
        assertFalse(read.getCalibration().calibrated());
        assertFalse(read.isInvertedLut());
        BitSet found = new BitSet();
        for (int i = 0; i < side * side; i++) {
            float value = read.getProcessor().getf(i);
            assertEquals(labels.labels()[i], value);
            found.set((int) value);
        }
        assertTrue(found.get(0), "background");
        assertEquals(count + 1, found.cardinality(), "no number is left out");
    }

    @Test
    void otherSizesAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> LabelImages.of(RandomLabels.all(4, 4, 3), input(4, 5)));
    }

    private static ImagePlus input(int width, int height) {
        return new ImagePlus("cells.tif", new ByteProcessor(width, height));
    }
}
