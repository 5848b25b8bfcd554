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

package io.github.diffseg.command;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.stack.DrawnStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;

/** The command through SciJava, without a display. */
class SegmentCommandTest {

    private static Context context;

    @BeforeAll
    static void create() {
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void givesALabelImage() throws Exception {
        ImagePlus image = Pictures.image("shapes.png", 128, 96);
        CommandModule module = run(quick(image));
        assertTrue(!module.isCanceled(), module.getCancelReason());
        ImagePlus labels = (ImagePlus) module.getOutput("label_image");
        SegmentedPlane result = (SegmentedPlane) ((SegmentCommand) module.getCommand()).result();
        assertEquals("shapes - DiffSeg labels", labels.getTitle());
        assertEquals(result.labels().count(), labels.getStatistics().max);
        assertSame(image, result.input());
        assertEquals(result.labels().count(), image.getOverlay().size(), "no ROI Manager: overlay");
    }

    @Test
    void aStackGivesALabelStackRoisOnTheirPlanesAndAGeoJsonFile(@TempDir Path folder)
            throws Exception {
        ImagePlus image = DrawnStack.hyperstack();
        Path geoJson = folder.resolve("out.geojson");
        Map<String, Object> inputs = new LinkedHashMap<>(DrawnStack.QUICK.byKey());
        inputs.put("imp", image);
        inputs.put("device", "cpu");
        inputs.put("slices", "2,4");
        inputs.put("frames", "all");
        inputs.put("confidence_map", true);
        inputs.put("geojson", geoJson.toString());
        CommandModule module = run(inputs);
        assertTrue(!module.isCanceled(), module.getCancelReason());
        ImagePlus labels = (ImagePlus) module.getOutput("label_image");
        assertArrayEquals(new int[] {64, 48, 1, 2, 4}, labels.getDimensions());
        ImageResult result = ((SegmentCommand) module.getCommand()).result();
        assertEquals(result.segments(), image.getOverlay().size());
        for (Roi roi : image.getOverlay()) {
            assertTrue(roi.getZPosition() == 2 || roi.getZPosition() == 4, roi.getName());
        }
        assertEquals(8, result.confidenceImage().getStackSize());
        String outlines = Files.readString(geoJson);
        assertEquals(result.segments(), outlines.split("\"annotation\"").length - 1);
        Files.writeString(geoJson, "mine");
        CommandModule refused = run(inputs);
        assertTrue(refused.isCanceled());
        assertEquals(
                "DiffSeg: "
                        + geoJson
                        + " is there already and is no GeoJSON file of DiffSeg; choose another"
                        + " name, or move that file away",
                refused.getCancelReason());
        assertEquals("mine", Files.readString(geoJson));
    }

    @ParameterizedTest
    @ValueSource(strings = {"geojson", "vocabulary_file"})
    void aFolderIsNoFileToWrite(String key, @TempDir Path folder) throws Exception {
        Path root = folder.getRoot();
        for (Path place : List.of(folder, root)) {
            Map<String, Object> inputs = quick(Pictures.image("shapes.png", 96, 96));
            inputs.put("classes", "2");
            inputs.put(key, place.toString());
            assertEquals(
                    "DiffSeg: "
                            + key
                            + " is "
                            + place
                            + ", which is a folder; give the path of a file",
                    run(inputs).getCancelReason());
        }
    }

    @Test
    void givesNoLabelImageWhereNoneIsWanted() throws Exception {
        ImagePlus image = Pictures.image("shapes.png", 96, 96);
        Map<String, Object> inputs = quick(image);
        inputs.put("show_labels", false);
        inputs.put("add_rois", false);
        CommandModule module = run(inputs);
        assertNull(module.getOutput("label_image"));
        assertNull(image.getOverlay());
        assertNotNull(((SegmentCommand) module.getCommand()).result());
    }

    @Test
    void theResultTellsThePrecisionAndItsMacroLineKeepsIt() throws Exception {
        Map<String, Object> inputs = quick(Pictures.image("shapes.png", 96, 96));
        inputs.put("precision", "bfloat16");
        CommandModule module = run(inputs);
        assertTrue(!module.isCanceled(), module.getCancelReason());
        Map<String, String> provenance =
                ((SegmentCommand) module.getCommand()).result().provenance().entries();
        assertEquals("bfloat16", provenance.get("setting.precision"));
        String macro = provenance.get("macro");
        assertTrue(macro.contains(" precision=bfloat16"), macro);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threshold | -0.5 | threshold is -0.5; it must be from 0.0001 to 100",
                "threshold | NaN | threshold is NaN; it must be from 0.0001 to 100",
                "anchors_per_axis | 65 | anchors_per_axis is 65; it must be from 1 to 64",
                "iterations | -3 | iterations is -3; it must be from 1 to 100",
                "timestep | 1000 | timestep is 1000; it must be from 1 to 999",
                "working_size | 10 | working_size is 10; it must be from 64 to 4096",
                "minimum_area | -1 | minimum_area is -1; it must be 0 or more pixels",
                "aggregation | mean | aggregation is \"mean\"; it must be \"per resolution\"",
                "device | tpu | device is \"tpu\"; it must be auto, cpu, gpu or gpu:N",
                "precision | float16 | precision is float16, which only a GPU computes in",
                "precision | half | precision is \"half\"; it must be automatic, float32, bfloat16",
                "model | /no/such/model | There is no model /no/such/model;",
            })
    void refusesWhatIsNotAllowed(String name, String value, String message) throws Exception {
        ImagePlus image = Pictures.image("shapes.png", 96, 96);
        Map<String, Object> inputs = quick(image);
        inputs.put(name, value);
        CommandModule module = run(inputs);
        assertRefused(module, image, "DiffSeg: " + message);
    }

    @Test
    void refusesAnEmptyModelAndASmallImage() throws Exception {
        ImagePlus image = Pictures.image("tiny.png", 9, 30);
        assertRefused(
                run(quick(image)), image, "DiffSeg: The image \"tiny.png\" is 9 x 30 pixels;");
        Map<String, Object> inputs = quick(image);
        inputs.put("model", " ");
        assertRefused(
                run(inputs), image, "DiffSeg: model is empty; give \"embedded\", the name of");
    }

    @Test
    void aCancelledTaskLeavesNothing() throws Exception {
        ImagePlus image = Pictures.image("cancelled.png", 128, 96);
        int[] before = ((int[]) image.getProcessor().getPixels()).clone();
        Canceller canceller = new Canceller();
        context.service(EventService.class).subscribe(canceller);
        try {
            CommandModule module = run(quick(image));
            assertTrue(canceller.cancelled, "the run reached the UNet");
            assertTrue(module.isCanceled());
            assertNull(module.getOutput("label_image"));
            assertNull(((SegmentCommand) module.getCommand()).result());
            assertNull(image.getOverlay());
            assertArrayEquals(before, (int[]) image.getProcessor().getPixels());
        } finally {
            canceller.active = false;
        }
        assertTrue(!run(quick(image)).isCanceled(), "the next run is not cancelled");
    }

    @Test
    void anImageThatIsCroppedMeanwhileGetsNoOverlay() throws Exception {
        ImagePlus image = Pictures.image("cropped.png", 120, 88);
        Cropper cropper = new Cropper(image);
        context.service(EventService.class).subscribe(cropper);
        Map<String, Object> inputs = quick(image);
        inputs.put("draw_overlay", true);
        CommandModule module = run(inputs);
        assertTrue(!module.isCanceled(), module.getCancelReason());
        assertEquals(50, image.getWidth());
        assertNull(image.getOverlay());
        assertEquals(120, ((ImagePlus) module.getOutput("label_image")).getWidth());
    }

    /** Crops an image once, when a task tells of the UNet. */
    public static final class Cropper {
        private ImagePlus image;

        private Cropper(ImagePlus image) {
            this.image = image;
        }

        @EventHandler
        public void onEvent(TaskEvent event) {
            String status = event.getTask().getStatusMessage();
            if (image != null && status != null && status.contains("UNet")) {
                image.setProcessor(new ByteProcessor(50, 50));
                image = null;
            }
        }
    }

    /** Presses Cancel when the task tells of the UNet. */
    public static final class Canceller {
        private volatile boolean active = true;
        private volatile boolean cancelled;

        @EventHandler
        public void onEvent(TaskEvent event) {
            Task task = event.getTask();
            String status = task.getStatusMessage();
            if (active && status != null && status.contains("UNet")) {
                cancelled = true;
                task.cancel("enough");
            }
        }
    }

    private static void assertRefused(CommandModule module, ImagePlus image, String message) {
        assertTrue(module.isCanceled());
        String reason = module.getCancelReason();
        assertTrue(reason.startsWith(message), reason);
        assertEquals(1, reason.lines().count());
        assertNull(module.getOutput("label_image"));
        assertNull(((SegmentCommand) module.getCommand()).result());
        assertNull(image.getOverlay());
    }

    private static Map<String, Object> quick(ImagePlus image) {
        Map<String, Object> inputs = new LinkedHashMap<>(Pictures.QUICK.byKey());
        inputs.put("imp", image);
        inputs.put("device", "cpu");
        return inputs;
    }

    private static CommandModule run(Map<String, Object> inputs)
            throws InterruptedException, ExecutionException {
        return context.service(CommandService.class).run(SegmentCommand.class, true, inputs).get();
    }
}
