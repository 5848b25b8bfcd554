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

package io.github.diffseg.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.measure.Calibration;
import ij.plugin.ImageInfo;
import ij.process.ByteProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Partitions;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All kinds of images through the embedded model. */
class PlaneSegmenterTest {

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    @Test
    void findsTheShapesAndAgainTheSame() {
        ImagePlus image = Pictures.image("shapes.png", 192, 128);
        LabelMap first = segment(image, Pictures.QUICK).labels();
        LabelMap second = segment(image, Pictures.QUICK).labels();
        assertArrayEquals(first.labels(), second.labels());
        assertEquals(first.count(), second.count());
        int disc = first.at(58, 64);
        int bar = first.at(180, 64);
        int ground = first.at(110, 20);
        assertEquals(3, Arrays.stream(new int[] {disc, bar, ground}).distinct().count());
        assertTrue(Arrays.stream(first.labels()).allMatch(label -> label >= 1));
    }

    @Test
    void aSelectionRestrictsTheResult() {
        ImagePlus image = Pictures.image("selection.png", 200, 120);
        Roi oval = new OvalRoi(30, 10, 140, 90);
        image.setRoi(oval);
        ImageProcessor mask = oval.getMask();
        LabelMap labels = segment(image, Pictures.QUICK).labels();
        for (int y = 0; y < 120; y++) {
            for (int x = 0; x < 200; x++) {
                boolean inside = oval.getBounds().contains(x, y) && mask.get(x - 30, y - 10) != 0;
                assertEquals(inside, labels.at(x, y) > 0, x + ", " + y);
            }
        }
        assertEquals(oval, image.getRoi(), "the selection stays");
    }

    @Test
    void aCentreCropLeavesTheRestWithoutLabel() {
        SettingsRequest cropped =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, 128)
                        .with(Setting.CENTRE_CROP, true);
        LabelMap labels = segment(Pictures.image("wide.png", 192, 96), cropped).labels();
        for (int x = 0; x < 192; x++) {
            assertEquals(x >= 48 && x < 144, labels.at(x, 50) > 0, "x = " + x);
        }
    }

    @Test
    void aSelectionBesideTheCentreCropGivesNoSegmentAndSaysSo() {
        SettingsRequest cropped =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, 128)
                        .with(Setting.CENTRE_CROP, true);
        ImagePlus image = Pictures.image("corners.png", 160, 80);
        // The bounds are cropped to their middle, where this selection has no pixel
        image.setRoi(new Roi(0, 0, 20, 80));
        ij.gui.ShapeRoi ends = new ij.gui.ShapeRoi(new Roi(0, 0, 20, 80));
        image.setRoi(ends.or(new ij.gui.ShapeRoi(new Roi(140, 0, 20, 80))));
        SegmentedPlane segmented = segment(image, cropped);
        assertEquals(0, segmented.labels().count());
        assertTrue(segmented.outcome().startsWith("no segment: "), segmented.outcome());
        assertTrue(segmented.rois().isEmpty());
        assertEquals(0, segmented.table().size());
        assertEquals(160, segmented.labelImage().getWidth());
    }

    @Test
    void oneSegmentComesWithAHint() {
        SettingsRequest everything =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, 100)
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, 128);
        SegmentedPlane segmented = segment(Pictures.image("one.png", 128, 128), everything);
        assertEquals(
                "1 segment; a smaller threshold, such as 50, may find more", segmented.outcome());
        SettingsRequest large = everything.with(Setting.MINIMUM_AREA, 20_000);
        assertEquals(
                "1 segment; a smaller threshold, such as 50, or a smaller minimum area, may find"
                        + " more",
                segment(Pictures.image("one.png", 128, 128), large).outcome());
        assertEquals(
                "1 segment; a smaller minimum area may find more",
                segment(Pictures.image("one.png", 128, 128), large.with(Setting.THRESHOLD, 0.0001))
                        .outcome());
    }

    /** Of cuts, too, the hint is smaller than what was taken, and makes a difference. */
    @ParameterizedTest
    @CsvSource({
        "2, '; a smaller threshold, such as 1.6, may find more'",
        "1.15, '; a smaller threshold, such as 1.1, may find more'",
        "1.1, '; the model sees nothing apart here'",
        "1, '; the model sees nothing apart here'"
    })
    void theHintOfCutsIsSmaller(double threshold, String hint) {
        ImagePlus plain = new ImagePlus("plain.png", new ByteProcessor(64, 64));
        SettingsRequest request =
                Pictures.QUICK.with(Setting.METHOD, "cut").with(Setting.THRESHOLD, threshold);
        assertEquals("1 segment" + hint, segment(plain, request).outcome());
    }

    /** The largest differs from place to place by what resampling rounds. */
    @ParameterizedTest
    @CsvSource({"0, 150, 100", "128, 150, 100", "255, 150, 100", "128, 1000, 777"})
    void aPlainImageIsOneSegment(int grey, int width, int height) {
        ImageProcessor plain = new ByteProcessor(width, height);
        plain.setValue(grey);
        plain.fill();
        SegmentedPlane segmented = segment(new ImagePlus("plain.png", plain), Pictures.QUICK);
        assertEquals(
                "1 segment, threshold 0.0001, chosen for this image; the model sees nothing apart"
                        + " here",
                segmented.outcome());
    }

    /** The encoder's zeros beyond the right edge made a band of their own there. */
    @Test
    void theGroundReachesTheRightEdge() {
        ImagePlus cell = IJ.openImage("sample-images/phase_cell.png");
        LabelMap labels = segment(cell, SettingsRequest.ALL_RECOMMENDED).labels();
        int right = labels.width() - 1;
        int bandRows = 0;
        for (int y = 0; y < labels.height(); y++) {
            if (labels.at(right, y) != labels.at(right - labels.width() / 20, y)) {
                bandRows++;
            }
        }
        assertTrue(labels.count() > 1);
        assertTrue(bandRows < labels.height() / 10, bandRows + " rows of " + labels.height());
    }

    @Test
    void oneSegmentSaysWhichThresholdWasChosen() {
        SettingsRequest oneAlone =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, 128)
                        .with(Setting.MINIMUM_AREA, 128 * 128);
        SegmentedPlane segmented = segment(Pictures.image("one.png", 128, 128), oneAlone);
        assertTrue(
                segmented
                        .outcome()
                        .matches("1 segment, threshold [0-9.]+, chosen for this image;.*"),
                segmented.outcome());
    }

    @Test
    void aThresholdThatWasChosenForTheImageIsToldEverywhere() {
        SegmentedPlane segmented = segment(Pictures.image("cells.tif", 128, 128), Pictures.QUICK);
        double threshold = segmented.segmentation().settings().fixedThreshold();
        assertTrue(threshold > 1e-4 && threshold <= 0.55, "threshold " + threshold);
        assertTrue(
                segmented
                        .outcome()
                        .matches("\\d+ segments, threshold 0\\.\\d+, chosen for this image"),
                segmented.outcome());
        Map<String, String> provenance = segmented.provenance().entries();
        assertEquals(Double.toString(threshold), provenance.get("setting.threshold"));
        assertEquals("chosen for this image", provenance.get("setting.threshold_choice"));
        assertEquals(threshold, segmented.table().getValue("Threshold", 0));
        String macro = provenance.get("macro");
        assertTrue(macro.contains(" threshold=" + threshold + " "), macro);
        assertTrue(macro.contains("\"model=[embedded 0.2] "), macro);
    }

    @Test
    void aNumberThatTheUserGivesAlwaysCounts() {
        SettingsRequest given =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, 0.7)
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, 128);
        SegmentedPlane segmented = segment(Pictures.image("cells.tif", 128, 128), given);
        assertEquals(0.7, segmented.segmentation().settings().fixedThreshold());
        assertTrue(segmented.outcome().matches("\\d+ segments"), segmented.outcome());
        Map<String, String> provenance = segmented.provenance().entries();
        assertEquals("0.7", provenance.get("setting.threshold"));
        assertEquals(null, provenance.get("setting.threshold_choice"));
    }

    @Test
    void calibrationAndProvenanceCarryOver() {
        ImagePlus image = Pictures.image("cells.tif", 128, 128);
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.25;
        image.getCalibration().setUnit("µm");
        SegmentedPlane segmented = segment(image, Pictures.QUICK);
        ImagePlus labels = segmented.labelImage();
        assertEquals(0.5, labels.getCalibration().pixelWidth);
        assertEquals(0.25, labels.getCalibration().pixelHeight);
        assertEquals("µm", labels.getCalibration().getUnit());
        assertEquals(0, labels.getDisplayRangeMin());
        assertEquals(segmented.labels().count(), labels.getDisplayRangeMax());
        assertEquals(segmented.labels().count(), segmented.rois().size());
        double area = Arrays.stream(segmented.table().getColumn("Area")).sum();
        assertEquals(128 * 128 * 0.125, area, 1e-6);
        assertEquals("cpu", labels.getProp("diffseg.device"));
        assertEquals("128", labels.getProp("diffseg.setting.working_size"));
        assertEquals(64, labels.getProp("diffseg.model.sha256").length());
        assertEquals(
                "unet/diffusion_pytorch_model.fp16.safetensors,"
                        + " vae/diffusion_pytorch_model.fp16.safetensors,"
                        + " empty_prompt.safetensors",
                labels.getProp("diffseg.model.files"));
        assertTrue(labels.getProp("diffseg.macro").startsWith("run(\"DiffSeg Segment...\", \""));
        // Show Info: each fact once, in the order of the entries
        List<String> facts =
                new ImageInfo()
                        .getImageInfo(labels)
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("diffseg"))
                        .toList();
        assertEquals(
                segmented.provenance().entries().entrySet().stream()
                        .map(entry -> "DiffSeg " + entry.getKey() + ": " + entry.getValue())
                        .toList(),
                facts);
    }

    @Test
    void ofAStackTheCurrentPlaneIsSegmented() {
        ByteProcessor second = Pictures.shapes(128, 128);
        ImageStack planes = new ImageStack(128, 128);
        planes.addSlice(new ByteProcessor(128, 128));
        planes.addSlice(second);
        ImagePlus stack = new ImagePlus("stack", planes);
        stack.setSlice(2);
        ImagePlus alone = new ImagePlus("plane", second.duplicate());
        alone.setDisplayRange(stack.getDisplayRangeMin(), stack.getDisplayRangeMax());
        SegmentedPlane segmented = segment(stack, Pictures.QUICK);
        assertArrayEquals(
                segment(alone, Pictures.QUICK).labels().labels(), segmented.labels().labels());
        assertEquals(2, segmented.rois().get(0).getPosition());
        assertEquals(2, stack.getCurrentSlice());
    }

    /** A pass may take a minute, and users scroll. */
    @Test
    void theResultIsOfThePlaneThatWasShownWhenItBegan() {
        ImageStack planes = new ImageStack(128, 128);
        planes.addSlice(new ByteProcessor(128, 128));
        planes.addSlice(Pictures.shapes(128, 128));
        ImagePlus stack = new ImagePlus("stack", planes);
        double[] line = {10, 2};
        stack.getCalibration().setFunction(Calibration.STRAIGHT_LINE, line, "OD");
        stack.setSlice(2);
        stack.setRoi(0, 0, 120, 128);
        SegmentedPlane expected = segment(stack, Pictures.QUICK);
        double[] means = expected.table().getColumn("Mean");
        stack.setRoi(expected.rois().get(0));
        assertEquals(stack.getStatistics().mean, means[0], 1e-3, "calibrated");
        stack.setRoi(0, 0, 120, 128);
        BufferedImage overlay = expected.overlayPicture();
        Progress scrolling =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        stack.setSlice(1);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        SegmentedPlane segmented =
                new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO)
                        .segment(stack, Pictures.QUICK, scrolling);
        assertEquals(1, stack.getCurrentSlice());
        assertArrayEquals(expected.labels().labels(), segmented.labels().labels());
        assertEquals(2, segmented.rois().get(0).getPosition());
        assertEquals("Z 2", segmented.provenance().plane());
        assertArrayEquals(means, segmented.table().getColumn("Mean"));
        assertArrayEquals(rgb(overlay), rgb(segmented.overlayPicture()));
    }

    @Test
    void theProvenanceTellsPlaneAndSelection() {
        ImagePlus image = Pictures.image("one.png", 128, 128);
        Map<String, String> whole = segment(image, Pictures.QUICK).provenance().entries();
        assertFalse(whole.containsKey("plane"));
        assertFalse(whole.containsKey("selection"));
        image.setRoi(new OvalRoi(10, 20, 90, 80));
        assertEquals(
                "Oval, 90 x 80 at (10, 20)",
                segment(image, Pictures.QUICK).provenance().entries().get("selection"));
    }

    @Test
    void bitDepthsSeeTheSamePicture() {
        ByteProcessor grey = Pictures.shapes(128, 128);
        int[] expected = segment(new ImagePlus("8", grey), Pictures.QUICK).labels().labels();
        assertArrayEquals(
                expected,
                segment(new ImagePlus("RGB", grey.convertToRGB()), Pictures.QUICK)
                        .labels()
                        .labels());
        ImageProcessor words = grey.convertToShort(false);
        words.multiply(100);
        words.setMinAndMax(0, 25_500);
        assertSimilar(expected, new ImagePlus("16", words));
        ImageProcessor reals = grey.convertToFloat();
        reals.multiply(0.01);
        reals.setMinAndMax(0, 2.55);
        assertSimilar(expected, new ImagePlus("32", reals));
    }

    @Test
    void nanAndInfinitePixelsAreSegmentedToo() {
        FloatProcessor pixels = Pictures.shapes(128, 128).convertToFloatProcessor();
        pixels.setf(3, 3, Float.NaN);
        pixels.setf(4, 3, Float.POSITIVE_INFINITY);
        pixels.setf(5, 3, Float.NEGATIVE_INFINITY);
        LabelMap labels = segment(new ImagePlus("NaN", pixels), Pictures.QUICK).labels();
        assertTrue(Arrays.stream(labels.labels()).allMatch(label -> label >= 1));
    }

    @Test
    void aConstantImageIsSegmented() {
        ImagePlus image = new ImagePlus("constant", new ByteProcessor(100, 80));
        LabelMap labels = segment(image, Pictures.QUICK).labels();
        assertTrue(labels.count() >= 1);
    }

    @Test
    void theSmallestImageIsSegmentedAndSmallerOnesAreRefused() {
        LabelMap labels = segment(Pictures.image("small", 16, 16), Pictures.QUICK).labels();
        assertEquals(16, labels.width());
        assertEquals(16, labels.height());
        IllegalArgumentException refusal =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> segment(Pictures.image("thin", 1, 400), Pictures.QUICK));
        assertEquals(
                "The image \"thin\" is 1 x 400 pixels; both sides must be at least 16 pixels",
                refusal.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 25, 60})
    void aCancelledRunLeavesTheImageAsItWas(int asked) {
        ImagePlus image = Pictures.image("cancelled", 128, 128);
        int[] before = ((int[]) image.getProcessor().getPixels()).clone();
        AtomicInteger questions = new AtomicInteger();
        Progress impatient =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return questions.getAndIncrement() >= asked;
                    }
                };
        PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
        assertThrows(
                CancellationException.class,
                () -> segmenter.segment(image, Pictures.QUICK, impatient));
        assertArrayEquals(before, (int[]) image.getProcessor().getPixels());
        assertNull(image.getOverlay());
        assertNull(image.getRoi());
    }

    private static SegmentedPlane segment(ImagePlus image, SettingsRequest request) {
        return new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO)
                .segment(image, request, Progress.NONE);
    }

    private static int[] rgb(BufferedImage picture) {
        return picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, 128);
    }

    private static void assertSimilar(int[] expected, ImagePlus image) {
        double agreement =
                Partitions.agreement(segment(image, Pictures.QUICK).labels().labels(), expected);
        assertTrue(agreement > 0.97, image.getTitle() + ": " + agreement);
    }
}
