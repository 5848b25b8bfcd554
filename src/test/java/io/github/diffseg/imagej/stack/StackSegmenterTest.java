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

package io.github.diffseg.imagej.stack;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.gui.OvalRoi;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import ij.plugin.FileInfoVirtualStack;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.ModelFixture;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Outputs;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.output.Provenance;
import io.github.diffseg.progress.Progress;
import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSegmenterTest {

    private static final SettingsRequest ALL =
            DrawnStack.QUICK.with(Setting.SLICES, "all").with(Setting.FRAMES, "all");

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    /** Node 0 of any tree is a leaf. */
    @Test
    void eachPlaneHasItsOwnCorrections() {
        ImagePlus image = DrawnStack.slices();
        SettingsRequest cut = DrawnStack.QUICK.with(Setting.GRANULARITY, 0.01);
        SettingsRequest all = cut.with(Setting.SLICES, "2-3");
        String second = "slice 2 frame 1: delete 0";
        SegmentedStack corrected = segment(image, all.with(Setting.CORRECTIONS, second));
        image.setSlice(2);
        SegmentedPlane one =
                segmentation()
                        .segment(image, cut.with(Setting.CORRECTIONS, "delete 0"), Progress.NONE);
        image.setSlice(3);
        SegmentedPlane other = segmentation().segment(image, cut, Progress.NONE);
        ImageStack planes = corrected.labelImage().getStack();
        assertArrayEquals(labels(one.labelImage().getStack(), 1), labels(planes, 1));
        assertArrayEquals(labels(other.labelImage().getStack(), 1), labels(planes, 2));
        assertEquals(second, corrected.provenance().settings().get("corrections"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1-2 | slice 3 frame 1: delete 0 | corrections names slice 3 frame 1, which is not"
                        + " among the planes of \"slices.tif\" that slices and frames choose",
                "current | slice 1 frame 1: delete 0 | corrections is \"slice 1 frame 1: delete"
                        + " 0\", which names planes; choose slices or frames too, such as \"all\"",
            })
    void correctionsOfOtherPlanesAreRefused(String slices, String corrections, String message) {
        SettingsRequest request =
                DrawnStack.QUICK
                        .with(Setting.GRANULARITY, 0.01)
                        .with(Setting.SLICES, slices)
                        .with(Setting.CORRECTIONS, corrections);
        UserException refused =
                assertThrows(
                        UserException.class,
                        () ->
                                StackSegmenter.segment(
                                        segmentation(),
                                        DrawnStack.slices(),
                                        request,
                                        Progress.NONE));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void correctionsOfAnotherTreeAreRefused() {
        SettingsRequest request =
                DrawnStack.QUICK
                        .with(Setting.GRANULARITY, 0.01)
                        .with(Setting.SLICES, "all")
                        .with(Setting.CORRECTIONS, "slice 2 frame 1: tree 00000000, delete 0");
        String message =
                assertThrows(
                                UserException.class,
                                () ->
                                        StackSegmenter.segment(
                                                segmentation(),
                                                DrawnStack.slices(),
                                                request,
                                                Progress.NONE))
                        .getMessage();
        String start =
                "Z 2 of \"slices.tif\": corrections were made on the merge tree 00000000, and here";
        assertEquals(start, message.substring(0, start.length()));
    }

    /** Whatever the mode, a plane of a stack is what its user would see there. */
    @ParameterizedTest
    @ValueSource(ints = {CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE})
    void eachPlaneHasTheLabelsOfItsOwnRun(int mode) {
        CompositeImage image = (CompositeImage) DrawnStack.hyperstack();
        image.setMode(mode);
        image.setPosition(2, 1, 1);
        image.setActiveChannels("110");
        requireSameAsAlone(image, "1,5", "4", new int[] {1, 5}, new int[] {4});
    }

    @Test
    void alsoInPlainStacksWithTheirContrast() {
        ImagePlus bytes = DrawnStack.slices();
        bytes.setDisplayRange(10, 100);
        requireSameAsAlone(bytes, "1-5:2", "all", new int[] {1, 3, 5}, new int[] {1});
        ImagePlus shorts = converted("16-bit");
        shorts.setDisplayRange(0, 180);
        shorts.getProcessor().setLut(LUT.createLutFromColor(Color.GREEN));
        requireSameAsAlone(shorts, "4", "1", new int[] {4}, new int[] {1});
        ImagePlus floats = converted("32-bit");
        floats.setDisplayRange(-20, 240);
        requireSameAsAlone(floats, "2", "1", new int[] {2}, new int[] {1});
        ImagePlus colours = converted("RGB");
        requireSameAsAlone(colours, "3", "current", new int[] {3}, new int[] {1});
    }

    private static ImagePlus converted(String type) {
        ImageStack stack = new ImageStack(64, 48);
        ImagePlus bytes = DrawnStack.slices();
        for (int z = 1; z <= bytes.getStackSize(); z++) {
            ImageProcessor plane = bytes.getStack().getProcessor(z);
            stack.addSlice(
                    switch (type) {
                        case "16-bit" -> plane.convertToShort(false);
                        case "32-bit" -> plane.convertToFloat();
                        default -> plane.convertToRGB();
                    });
        }
        return new ImagePlus("slices.tif", stack);
    }

    private static void requireSameAsAlone(
            ImagePlus image, String slices, String frames, int[] z, int[] t) {
        SegmentedStack stack =
                segment(
                        image,
                        DrawnStack.QUICK.with(Setting.SLICES, slices).with(Setting.FRAMES, frames));
        ImageStack labels = stack.labelImage().getStack();
        assertEquals(z.length * t.length, labels.size());
        int index = 1;
        for (int frame : t) {
            for (int slice : z) {
                image.setPosition(image.getC(), slice, frame);
                SegmentedPlane alone =
                        segmentation().segment(image, DrawnStack.QUICK, Progress.NONE);
                assertTrue(alone.labels().count() > 1, "something is found");
                assertArrayEquals(
                        alone.labels().labels(), labels(labels, index), slice + ", " + frame);
                index++;
            }
        }
    }

    @Test
    void theLabelStackHasDimensionsCalibrationAndSliceLabels() {
        ImagePlus image = DrawnStack.hyperstack();
        SegmentedStack result =
                segment(
                        image,
                        DrawnStack.QUICK
                                .with(Setting.SLICES, "2-5:3")
                                .with(Setting.FRAMES, "1-3:2"));
        ImagePlus labels = result.labelImage();
        assertArrayEquals(new int[] {64, 48, 1, 2, 2}, labels.getDimensions());
        assertTrue(labels.isHyperStack());
        assertEquals(8, labels.getBitDepth());
        Calibration calibration = labels.getCalibration();
        assertEquals(0.5, calibration.pixelWidth);
        assertEquals(6, calibration.pixelDepth, "every third slice");
        assertEquals(60, calibration.frameInterval, "every second frame");
        assertEquals("sec", calibration.getTimeUnit());
        assertEquals("\u00b5m", calibration.getUnit());
        assertEquals("c1 z5 t3", labels.getStack().getSliceLabel(4));
        assertEquals(image.getCalibration().getZ(4), calibration.getZ(1), 1e-9, "the fifth slice");
        assertEquals("C 1+2+3, Z 2-5:3, T 1-3:2", labels.getProp(Provenance.KEY_PREFIX + "plane"));
        assertEquals("auto", labels.getProp(Provenance.KEY_PREFIX + "setting.threshold"));
        String macro = labels.getProp(Provenance.KEY_PREFIX + "macro");
        assertTrue(macro.contains(" slices=2-5:3 frames=1-3:2 channels=displayed "), macro);
        assertTrue(macro.contains(" threshold=auto "), macro);
        assertTrue(result.outcome().matches("\\d+ segments in 4 planes"), result.outcome());
    }

    @Test
    void roisHaveTheirPlanesAndTheTableTheMeanOfEveryChannel() {
        ImagePlus image = DrawnStack.hyperstack();
        image.getCalibration()
                .setFunction(Calibration.STRAIGHT_LINE, new double[] {100, 2}, "density");
        SegmentedStack result =
                segment(image, ALL.with(Setting.SLICES, "4,5").with(Setting.FRAMES, "2,3"));
        ResultsTable table = result.table();
        List<Roi> rois = result.rois();
        assertEquals(result.segments(), rois.size());
        assertEquals(rois.size(), table.size());
        for (int i = 0; i < rois.size(); i++) {
            Roi roi = rois.get(i);
            int z = (int) table.getValue("Slice", i);
            int t = (int) table.getValue("Frame", i);
            assertEquals(0, table.getValue("Ch", i), "all together");
            assertEquals(0, roi.getCPosition());
            assertEquals(z, roi.getZPosition());
            assertEquals(t, roi.getTPosition());
            assertTrue(roi.getName().endsWith(" z" + z + " t" + t), roi.getName());
            assertEquals(table.getValue("Label", i), roi.getGroup());
            for (int c = 1; c <= DrawnStack.CHANNELS; c++) {
                ImageProcessor plane = DrawnStack.plane(c, z, t);
                plane.setRoi((Roi) roi.clone());
                double mean = plane.getStats().mean;
                assertEquals(100 + 2 * mean, table.getValue("Mean C" + c, i), 1e-3, "calibrated");
            }
        }
        assertEquals(
                rois.size(), rois.stream().map(Roi::getName).distinct().count(), "names differ");
    }

    @Test
    void plainStacksKeepTheirSlices() {
        SegmentedStack result = segment(DrawnStack.slices(), ALL.with(Setting.SLICES, "3"));
        result.rois().forEach(roi -> assertEquals(3, roi.getPosition()));
        assertEquals(-1, result.table().getColumnIndex("Mean C1"), "one channel: Mean says it");
    }

    @Test
    void chosenChannelsAreGraysOrRedGreenAndBlue() {
        ImagePlus image = DrawnStack.hyperstack();
        image.setDisplayMode(IJ.COLOR);
        SegmentedPlane one =
                assertInstanceOf(
                        SegmentedPlane.class,
                        StackSegmenter.segment(
                                segmentation(),
                                image,
                                DrawnStack.QUICK.with(Setting.CHANNELS, "2"),
                                Progress.NONE));
        assertEquals("C 2, Z 1, T 1", one.provenance().plane());
        assertEquals(2, one.rois().get(0).getCPosition());
        int grey = one.plane().pixels().getAt(10, 40).get() & 0xffffff;
        assertEquals((grey & 255) * 0x010101, grey, "gray");
        assertTrue((grey & 255) > 150, "the bar");
        SegmentedStack mixed =
                segment(image, ALL.with(Setting.SLICES, "1").with(Setting.CHANNELS, "3,1"));
        assertEquals("C 3+1, Z 1, T all", mixed.provenance().plane());
        assertEquals(0, mixed.rois().get(0).getCPosition());
        CompositeImage byHand =
                (CompositeImage) two(DrawnStack.plane(3, 1, 4), DrawnStack.plane(1, 1, 4));
        SegmentedPlane expected = segmentation().segment(byHand, DrawnStack.QUICK, Progress.NONE);
        assertArrayEquals(expected.labels().labels(), labels(mixed.labelImage().getStack(), 4));
    }

    /** A file keeps neither which channels were shown nor which one was current. */
    @ParameterizedTest
    @CsvSource({"1, 1, 110, '1,2', 1+2", "3, 3, 111, 3, 3", "1, 1, 101, displayed, 1+3"})
    void channelsThatWereShownAreRecorded(
            int mode, int current, String active, String recorded, String inWords)
            throws IOException {
        CompositeImage image = (CompositeImage) DrawnStack.hyperstack();
        image.setMode(mode);
        image.setPosition(current, 1, 1);
        image.setActiveChannels(active);
        SettingsRequest some = DrawnStack.QUICK.with(Setting.SLICES, "1,2");
        SegmentedStack stack = segment(image, some);
        SegmentedPlane plane = segmentation().segment(image, DrawnStack.QUICK, Progress.NONE);
        assertEquals("C " + inWords + ", Z 1,2, T current", stack.provenance().plane());
        assertEquals(recorded, stack.provenance().settings().get("channels"));
        String quoted = recorded.contains(",") ? "[" + recorded + "]" : recorded;
        for (Provenance provenance : List.of(stack.provenance(), plane.provenance())) {
            String macro = provenance.macro();
            assertTrue(macro.contains(" channels=" + quoted + " "), macro);
        }
        if (!recorded.equals("displayed")) {
            ImagePlus again = saved(image);
            SettingsRequest named = some.with(Setting.CHANNELS, recorded);
            ImageStack expected = stack.labelImage().getStack();
            ImageStack labels = segment(again, named).labelImage().getStack();
            assertArrayEquals(labels(expected, 1), labels(labels, 1));
            assertArrayEquals(labels(expected, 2), labels(labels, 2));
            SegmentedPlane one =
                    (SegmentedPlane)
                            StackSegmenter.segment(
                                    segmentation(),
                                    again,
                                    DrawnStack.QUICK.with(Setting.CHANNELS, recorded),
                                    Progress.NONE);
            assertArrayEquals(plane.labels().labels(), one.labels().labels());
        }
    }

    private static ImagePlus saved(ImagePlus image) throws IOException {
        Path file = Files.createTempFile("diffseg", ".tif");
        try {
            new FileSaver(image).saveAsTiffStack(file.toString());
            return IJ.openImage(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static ImagePlus two(ImageProcessor red, ImageProcessor green) {
        ImageStack stack = new ImageStack(64, 48);
        stack.addSlice(red);
        stack.addSlice(green);
        ImagePlus image = new ImagePlus("two", stack);
        image.setDimensions(2, 1, 1);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        CompositeImage shown = (CompositeImage) DrawnStack.hyperstack();
        LUT[] luts = {LUT.createLutFromColor(Color.RED), LUT.createLutFromColor(Color.GREEN)};
        for (int i = 0; i < 2; i++) {
            LUT of = shown.getLuts()[i == 0 ? 2 : 0];
            luts[i].min = of.min;
            luts[i].max = of.max;
        }
        composite.setLuts(luts);
        return composite;
    }

    /** In a selection, as in a single plane. */
    @Test
    void aSelectionHoldsInEachPlane() {
        ImagePlus image = DrawnStack.slices();
        Roi oval = new OvalRoi(4, 2, 40, 30);
        image.setRoi(oval);
        ImageStack labels = segment(image, ALL).labelImage().getStack();
        for (int z = 1; z <= DrawnStack.SLICES; z++) {
            for (int y = 0; y < 48; y++) {
                for (int x = 0; x < 64; x++) {
                    assertEquals(
                            oval.contains(x, y), labels.getVoxel(x, y, z - 1) > 0, x + ", " + y);
                }
            }
        }
        assertEquals(oval, image.getRoi(), "the selection stays");
    }

    /** Scrolled, restyled and closed while it runs: each plane is what it was at the beginning. */
    @Test
    void whatHappensToTheImageMeanwhileMakesNoDifference() {
        SettingsRequest some = ALL.with(Setting.SLICES, "2,4");
        ImageStack expected = segment(DrawnStack.hyperstack(), some).labelImage().getStack();
        ImagePlus image = DrawnStack.hyperstack();
        Object[] pixels = image.getStack().getImageArray();
        List<String> told = new ArrayList<>();
        Progress meddling =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        told.add(step);
                        if (!told.contains("Plane 4 of 8")) {
                            image.setPosition(1 + told.size() % 3, 1 + told.size() % 5, 2);
                            image.setDisplayRange(3, 60);
                        }
                        if (step.equals("Plane 4 of 8") && pixels[59] != null) {
                            image.setRoi(1, 1, 20, 20);
                            // What closing its window does
                            image.flush();
                            Arrays.fill(pixels, null);
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        SegmentedStack result =
                (SegmentedStack) StackSegmenter.segment(segmentation(), image, some, meddling);
        assertNull(pixels[59], "closed");
        ImageStack labels = result.labelImage().getStack();
        for (int i = 1; i <= expected.size(); i++) {
            assertArrayEquals(labels(expected, i), labels(labels, i), "plane " + i);
        }
        assertEquals(
                List.of("Plane 1 of 8", "Plane 2 of 8", "Plane 3 of 8"),
                told.stream().distinct().limit(3).toList());
        assertEquals("Plane 8 of 8", told.get(told.size() - 1));
    }

    @Test
    void virtualStacksAreReadPlaneByPlane() {
        ImagePlus memory = DrawnStack.hyperstack();
        int[] reads = new int[1];
        VirtualStack planes =
                new VirtualStack(64, 48, memory.getStackSize()) {
                    @Override
                    public ImageProcessor getProcessor(int n) {
                        reads[0]++;
                        return memory.getStack().getProcessor(n).duplicate();
                    }

                    @Override
                    public int size() {
                        return memory.getStackSize();
                    }
                };
        planes.setBitDepth(8);
        ImagePlus image = new ImagePlus("drawn.tif", planes);
        image.setDimensions(3, 5, 4);
        image.setOpenAsHyperStack(true);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        SettingsRequest some = ALL.with(Setting.SLICES, "3");
        reads[0] = 0;
        ImageStack labels = segment(composite, some).labelImage().getStack();
        assertEquals(4 * 3, reads[0], "the three channels of each of four planes, once");
        ImageStack expected = segment(memory, some).labelImage().getStack();
        for (int i = 1; i <= expected.size(); i++) {
            assertArrayEquals(labels(expected, i), labels(labels, i), "plane " + i);
        }
    }

    /** A virtual stack of another plugin. */
    @Test
    void whatAStackSaysWhenItCannotBeReadIsSaidWithoutNamesOfJava() {
        assertEquals("it cannot be read: broken", failure(new IllegalStateException("broken")));
        assertEquals("it cannot be read", failure(new NullPointerException()));
        IOException lost = new NoSuchFileException("/lost.tif");
        assertEquals(
                "it cannot be read: the file does not exist",
                failure(new RuntimeException(new UncheckedIOException(lost))));
    }

    private static String failure(RuntimeException thrown) {
        VirtualStack planes =
                new VirtualStack(64, 48, 2) {
                    private int reads;

                    @Override
                    public ImageProcessor getProcessor(int n) {
                        if (reads++ > 0) {
                            throw thrown;
                        }
                        return DrawnStack.plane(1, 1, 1);
                    }

                    @Override
                    public int size() {
                        return 2;
                    }
                };
        planes.setBitDepth(8);
        ImagePlus image = new ImagePlus("broken", planes);
        String message = assertThrows(UserException.class, () -> segment(image, ALL)).getMessage();
        return message.replaceFirst("Z 1 of \"broken\": ", "");
    }

    @Test
    void aVirtualStackWhoseFileIsGoneFails(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("slices.tif");
        new FileSaver(DrawnStack.slices()).saveAsTiffStack(file.toString());
        ImagePlus image = FileInfoVirtualStack.openVirtual(file.toString());
        segment(image, ALL.with(Setting.SLICES, "2"));
        Files.delete(file);
        UserException e = assertThrows(UserException.class, () -> segment(image, ALL));
        assertEquals(
                "Z 1 of \"slices.tif\": its file "
                        + file
                        + " cannot be read: the file does not"
                        + " exist",
                e.getMessage());
    }

    @Test
    void aFailingPlaneIsNamedAndEndsTheRunOrIsLeftEmpty() {
        ImagePlus image = converted("32-bit");
        Arrays.fill((float[]) image.getStack().getPixels(4), Float.NaN);
        UserException e = assertThrows(UserException.class, () -> segment(image, ALL));
        assertEquals(
                "Z 4 of \"slices.tif\": The plane to segment of \"slices.tif\" holds no finite"
                        + " pixel, only NaN or infinite values",
                e.getMessage());
        SegmentedStack result = segment(image, ALL.with(Setting.SKIP_FAILING_PLANES, true));
        assertEquals(1, result.emptyPlanes().size());
        assertTrue(
                result.outcome().contains(" in 5 planes; left empty: Z 4: The plane to segment"),
                result.outcome());
        ImagePlus labels = result.labelImage();
        assertTrue(Arrays.stream(labels(labels.getStack(), 4)).allMatch(label -> label == 0));
        assertTrue(Arrays.stream(labels(labels.getStack(), 5)).allMatch(label -> label > 0));
        assertTrue(labels.getProp(SegmentedStack.EMPTY).startsWith("Z 4: "));
        for (int z = 1; z <= 5; z++) {
            Arrays.fill((float[]) image.getStack().getPixels(z), Float.NaN);
        }
        UserException none =
                assertThrows(
                        UserException.class,
                        () -> segment(image, ALL.with(Setting.SKIP_FAILING_PLANES, true)),
                        "an empty result would say that nothing is there");
        assertTrue(none.getMessage().startsWith("Z 5 of "), none.getMessage());
    }

    /** An empty plane would say that it is the plane's fault. */
    @Test
    void aModelThatIsOverwrittenEndsTheRunInAnyCase(@TempDir Path folder) throws IOException {
        ModelFixture.of("bk-sdm-small").copyTo(folder);
        Path weights;
        try (Stream<Path> files = Files.list(folder.resolve("unet"))) {
            weights =
                    files.filter(file -> file.toString().endsWith(".safetensors"))
                            .findFirst()
                            .orElseThrow();
        }
        Progress overwriting =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        if (step.equals("Plane 2 of 5")) {
                            touch(weights);
                        }
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        try (DiffSeg other =
                DiffSeg.open(ModelFolder.open(folder), ComputeDevice.CPU, Progress.NONE)) {
            UserException e =
                    assertThrows(
                            UserException.class,
                            () ->
                                    StackSegmenter.segment(
                                            new PlaneSegmenter(other, "other", Duration.ZERO),
                                            DrawnStack.slices(),
                                            ALL.with(Setting.SKIP_FAILING_PLANES, true),
                                            overwriting));
            assertTrue(
                    e.getMessage()
                            .startsWith("Z 2 of \"slices.tif\": " + weights + " was changed while"),
                    e.getMessage());
        }
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void itCanBeCancelled() {
        List<String> told = new ArrayList<>();
        Progress cancelling =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        told.add(step);
                    }

                    @Override
                    public boolean isCancelled() {
                        return told.contains("Plane 2 of 20");
                    }
                };
        assertThrows(
                CancellationException.class,
                () ->
                        StackSegmenter.segment(
                                segmentation(), DrawnStack.hyperstack(), ALL, cancelling));
        assertEquals("Plane 2 of 20", told.get(told.size() - 1));
    }

    @Test
    void planesThatTheImageLacksAreRefused() {
        UserException e =
                assertThrows(
                        UserException.class,
                        () -> segment(DrawnStack.slices(), ALL.with(Setting.SLICES, "2-6")));
        assertEquals("slices is \"2-6\", but \"slices.tif\" has slices 1 to 5", e.getMessage());
        UserException channel =
                assertThrows(
                        UserException.class,
                        () -> segment(DrawnStack.slices(), ALL.with(Setting.CHANNELS, "2")));
        assertEquals(
                "channels is \"2\", but \"slices.tif\" has channels 1 only", channel.getMessage());
    }

    /** The disc moves by less than its width from frame to frame. */
    @Test
    void linkedObjectsKeepTheirNumbers() {
        ImagePlus image = DrawnStack.hyperstack();
        SegmentedStack result =
                segment(
                        image,
                        ALL.with(Setting.SLICES, "4,5")
                                .with(Setting.CHANNELS, "1")
                                .with(Setting.THRESHOLD, 0.7)
                                .with(Setting.WORKING_SIZE, 96)
                                .with(Setting.LINK, "frames"));
        ImageStack labels = result.labelImage().getStack();
        for (int slice = 0; slice < 2; slice++) {
            double disc = labels.getVoxel(22, 16, slice);
            double ground = labels.getVoxel(3, 45, slice);
            assertNotEquals(ground, disc, "told apart");
            for (int t = 1; t <= DrawnStack.FRAMES; t++) {
                assertEquals(disc, labels.getVoxel(18 + 4 * t, 16, 2 * (t - 1) + slice), "t " + t);
                assertEquals(ground, labels.getVoxel(3, 45, 2 * (t - 1) + slice), "t " + t);
            }
        }
        assertNotEquals(
                labels.getVoxel(22, 16, 0), labels.getVoxel(22, 16, 1), "each slice has its own");
        assertTrue(result.outcome().startsWith(result.objects() + " objects, "), result.outcome());
        Map<String, Integer> rows = new HashMap<>();
        ResultsTable table = result.table();
        List<Roi> rois = result.rois();
        for (int i = 0; i < table.size(); i++) {
            String label = Integer.toString((int) table.getValue("Label", i));
            rows.merge(label, 1, Integer::sum);
            assertTrue(rois.get(i).getName().matches("DiffSeg 0*" + label + " z.*"));
        }
        assertEquals(result.objects(), rows.size());
    }

    @Test
    void confidenceIsKeptWhereItIsAskedFor() {
        SegmentedStack without = segment(DrawnStack.slices(), ALL.with(Setting.SLICES, "1,2"));
        assertThrows(UserException.class, without::confidenceImage);
        PlaneSegmenter keeping =
                new PlaneSegmenter(
                        diffSeg,
                        "embedded",
                        Duration.ZERO,
                        new AttentionCache(0),
                        new Outputs(true, false, false, false, true, "", ""));
        ImagePlus image = DrawnStack.slices();
        ImagePlus confidence =
                StackSegmenter.segment(
                                keeping, image, ALL.with(Setting.SLICES, "1,2"), Progress.NONE)
                        .confidenceImage();
        image.setSlice(2);
        FloatProcessor alone =
                (FloatProcessor)
                        keeping.segment(image, DrawnStack.QUICK, Progress.NONE)
                                .confidenceImage()
                                .getProcessor();
        assertArrayEquals(
                (float[]) alone.getPixels(), (float[]) confidence.getStack().getPixels(2));
        assertEquals(2, confidence.getNSlices());
    }

    private static PlaneSegmenter segmentation() {
        return new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO);
    }

    private static SegmentedStack segment(ImagePlus image, SettingsRequest request) {
        return assertInstanceOf(
                SegmentedStack.class,
                StackSegmenter.segment(segmentation(), image, request, Progress.NONE));
    }

    private static int[] labels(ImageStack stack, int index) {
        ImageProcessor plane = stack.getProcessor(index);
        int[] labels = new int[plane.getPixelCount()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = Math.round(plane.getf(i));
        }
        return labels;
    }
}
