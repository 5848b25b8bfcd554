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

package io.github.diffseg.cluster;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.Roi;
import ij.io.FileSaver;
import ij.measure.Calibration;
import ij.measure.ResultsTable;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.stack.DrawnStack;
import io.github.diffseg.output.RoiSets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/**
 * A 5D image, all of its slices and frames with linked labels, by the command of the menu, a macro,
 * the command line, a batch and Spark, which gets it by {@code spark-submit}.
 */
class SameStackTest {

    /** For a command's inputs, a macro and, with dashes, the command line. */
    private static final Map<String, String> SETTINGS = settings();

    @TempDir private Path folder;
    private Path image;

    /** Of this process, in which command and macro run; unless another test has computed before. */
    @BeforeAll
    static void oneThread() {
        TaskThreads.prepare(new SparkConf());
    }

    @BeforeEach
    void write() throws IOException {
        image = Files.createDirectory(folder.resolve("in")).resolve("drawn.tif");
        assertTrue(new FileSaver(DrawnStack.hyperstack()).saveAsTiff(image.toString()));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("slices", "all");
        settings.put("frames", "all");
        settings.put("link", "frames");
        settings.put("working_size", "64");
        settings.put("anchors_per_axis", "6");
        return settings;
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void allWaysGiveTheSameLabelsPositionsAndCalibration() throws Exception {
        try (SparkHome spark = new SparkHome(folder)) {
            end(
                    spark.commandLine("line", SparkHome.threads(1), file(image, "line")),
                    spark.log("line"));
            end(spark.batch("batch", SparkHome.threads(1), batch("batch")), spark.log("batch"));
            end(spark.submit("spark", "local[1]", List.of(), batch("spark")), spark.log("spark"));
        }
        command(Files.createDirectory(folder.resolve("command")));
        macro(Files.createDirectory(folder.resolve("macro")));

        ImagePlus expected = labels("line");
        check(expected);
        List<Roi> rois = RoiSets.read(result("line", "-rois.zip"));
        check(rois, ResultsTable.open(result("line", "-segments.csv").toString()));
        for (String way : List.of("batch", "spark", "command")) {
            assertSame(expected, labels(way), way);
            assertEquals(places(rois), places(RoiSets.read(result(way, "-rois.zip"))), way);
            for (String end : List.of("-segments.csv", ".geojson")) {
                assertEquals(
                        Files.readString(result("line", end)),
                        Files.readString(result(way, end)),
                        way + end);
            }
        }
        assertSame(expected, labels("macro"), "macro");
        assertEquals(places(rois), places(overlay("macro")));
        for (String end : List.of("-labels.tif", "-rois.zip", "-overlay.tif")) {
            assertEquals(
                    -1, Files.mismatch(result("batch", end), result("spark", end)), "spark" + end);
        }
    }

    /** What the image tells, and no other way. */
    private static void check(ImagePlus labels) {
        assertArrayEquals(
                new int[] {64, 48, 1, DrawnStack.SLICES, DrawnStack.FRAMES},
                labels.getDimensions());
        Calibration calibration = labels.getCalibration();
        assertEquals(0.5, calibration.pixelWidth);
        assertEquals(2, calibration.pixelDepth);
        assertEquals("um", calibration.getUnit().replace('µ', 'u'));
        assertEquals(30, calibration.frameInterval);
        assertEquals("c1 z5 t4", labels.getStack().getSliceLabel(labels.getStackSize()));
        assertEquals("c1 z2 t1", labels.getStack().getSliceLabel(2));
    }

    private static void check(List<Roi> rois, ResultsTable table) {
        assertEquals(rois.size(), table.size());
        int[][] found = new int[DrawnStack.SLICES][DrawnStack.FRAMES];
        for (int row = 0; row < rois.size(); row++) {
            Roi roi = rois.get(row);
            found[roi.getZPosition() - 1][roi.getTPosition() - 1]++;
            assertEquals(table.getValue("Slice", row), roi.getZPosition());
            assertEquals(table.getValue("Frame", row), roi.getTPosition());
        }
        for (int[] slice : found) {
            assertTrue(Arrays.stream(slice).allMatch(count -> count >= 2), "disc and background");
        }
    }

    private static void assertSame(ImagePlus expected, ImagePlus found, String way) {
        assertArrayEquals(expected.getDimensions(), found.getDimensions(), way);
        // The equals that ImageJ gives them is not that of objects
        assertTrue(expected.getCalibration().equals(found.getCalibration()), way);
        assertEquals(
                expected.getCalibration().frameInterval, found.getCalibration().frameInterval, way);
        for (int i = 1; i <= expected.getStackSize(); i++) {
            assertArrayEquals(
                    expected.getStack().getProcessor(i).getIntArray(),
                    found.getStack().getProcessor(i).getIntArray(),
                    way + ", plane " + i);
            assertEquals(
                    expected.getStack().getSliceLabel(i), found.getStack().getSliceLabel(i), way);
        }
    }

    private static List<String> places(Iterable<Roi> rois) {
        List<String> places = new ArrayList<>();
        for (Roi roi : rois) {
            places.add(
                    String.format(
                            "%s c%d z%d t%d %s",
                            roi.getName(),
                            roi.getCPosition(),
                            roi.getZPosition(),
                            roi.getTPosition(),
                            Arrays.toString(roi.getContainedPoints())));
        }
        assertFalse(places.isEmpty());
        return places;
    }

    private ImagePlus labels(String way) {
        return open(result(way, "-labels.tif"));
    }

    private Iterable<Roi> overlay(String way) {
        return open(result(way, ".tif")).getOverlay();
    }

    private static ImagePlus open(Path file) {
        ImagePlus image = IJ.openImage(file.toString());
        assertTrue(image != null, file + " is no image");
        return image;
    }

    private Path result(String way, String end) {
        return folder.resolve(way).resolve("drawn" + end);
    }

    private void command(Path output) throws Exception {
        Map<String, Object> inputs = new LinkedHashMap<>(SETTINGS);
        inputs.put("imp", open(image));
        inputs.put("geojson", output.resolve("drawn.geojson").toString());
        inputs.put("device", "cpu");
        try (Context context = new Context()) {
            CommandModule module =
                    context.service(CommandService.class)
                            .run(SegmentCommand.class, true, inputs)
                            .get();
            assertFalse(module.isCanceled(), module.getCancelReason());
            ImageResult result = ((SegmentCommand) module.getCommand()).result();
            ImagePlus labels = (ImagePlus) module.getOutput("label_image");
            assertTrue(
                    new FileSaver(labels)
                            .saveAsTiff(output.resolve("drawn-labels.tif").toString()));
            RoiSets.write(output.resolve("drawn-rois.zip"), result.rois());
            assertTrue(result.table().save(output.resolve("drawn-segments.csv").toString()));
        }
    }

    private void macro(Path output) {
        StringBuilder options = new StringBuilder("imp=drawn.tif device=cpu");
        SETTINGS.forEach((key, value) -> options.append(' ').append(key).append('=').append(value));
        try (Context context = new Context()) {
            HeadlessMacro.install(context, SegmentCommand.class);
            HeadlessMacro.Outcome outcome =
                    HeadlessMacro.run(
                            "folder = getArgument();\n"
                                    + "open('"
                                    + image
                                    + "');\n"
                                    + "run('DiffSeg Segment...', '"
                                    + options
                                    + "');\n"
                                    + "saveAs('Tiff', folder + '/drawn-labels.tif');\n"
                                    + "selectImage('drawn.tif');\n"
                                    + "saveAs('Tiff', folder + '/drawn.tif');",
                            output.toString());
            assertNull(outcome.error());
        }
    }

    private List<String> file(Path file, String output) {
        return arguments(List.of(file.toString(), "--geojson"), output);
    }

    private List<String> batch(String output) {
        return arguments(
                List.of(image.getParent().toString(), "--write=labels,rois,table,overlay,geojson"),
                output);
    }

    private List<String> arguments(List<String> own, String output) {
        List<String> arguments = new ArrayList<>(own);
        arguments.add("--output=" + folder.resolve(output));
        arguments.add("--device=cpu");
        SETTINGS.forEach((key, value) -> arguments.add("--" + key.replace('_', '-') + "=" + value));
        return arguments;
    }

    private static void end(Process process, Path log) throws Exception {
        int status = process.waitFor();
        assertEquals(0, status, Files.readString(log));
    }
}
