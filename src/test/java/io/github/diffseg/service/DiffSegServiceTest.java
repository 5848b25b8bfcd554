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

package io.github.diffseg.service;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.Roi;
import ij.macro.Interpreter;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.Setting;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.SegmentCommand;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.stack.DrawnStack;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;

/** The front door, without a display. */
class DiffSegServiceTest {

    private static final Map<String, Object> QUICK =
            Map.of("working_size", 128, "anchors_per_axis", 8, "device", "cpu");

    private static Context context;
    private static DiffSegService diffseg;

    @BeforeAll
    static void create() {
        context = new Context();
        diffseg = context.service(DiffSegService.class);
    }

    @AfterAll
    static void dispose() {
        context.dispose();
    }

    @Test
    void theLabelsAreThoseOfTheCommand() throws Exception {
        ImagePlus image = Pictures.image("shapes.png", 160, 112);
        image.setRoi(new Roi(20, 10, 120, 90));
        Map<String, Object> settings = quick("threshold", 0.4, "crisp_borders", true);
        DiffSegResult result = diffseg.segment(image, settings);
        Map<String, Object> inputs = new LinkedHashMap<>(settings);
        inputs.put("imp", image);
        inputs.put("show_labels", true);
        CommandModule module =
                context.service(CommandService.class).run(SegmentCommand.class, true, inputs).get();
        ImagePlus expected = (ImagePlus) module.getOutput("label_image");
        ImagePlus labels = result.labelImage();
        assertTrue(result.count() >= 2, result.toString());
        assertArrayEquals(
                (byte[]) expected.getProcessor().getPixels(),
                (byte[]) labels.getProcessor().getPixels());
        assertEquals(expected.getTitle(), labels.getTitle());
        assertEquals(expected.getProp("diffseg.macro"), result.macro());
        assertArrayEquals(values(expected.getProcessor()), values(result));
    }

    @Test
    void aStackHasEachForm() {
        ImagePlus image = DrawnStack.hyperstack();
        DiffSegStack all =
                diffseg.segmentStack(
                        image,
                        Map.of(
                                "working_size",
                                64,
                                "anchors_per_axis",
                                6,
                                "slices",
                                "4,5",
                                "link",
                                "frames",
                                "device",
                                "cpu"));
        assertArrayEquals(new int[] {64, 48, 1, 2, 4}, all.labelImage().getDimensions());
        assertTrue(all.objects() >= 4, all.toString());
        assertEquals(all.count(), all.rois().size());
        assertEquals(all.count(), all.table().size());
        assertEquals("4,5", all.provenance().get("setting.slices"));
        assertTrue(all.macro().contains(" slices=[4,5] frames=all "), all.macro());
        assertEquals(0, all.emptyPlanes().size());
    }

    @Test
    void onePlaneAndManyAreAskedForApart() {
        ImagePlus image = DrawnStack.hyperstack();
        UserException many =
                assertThrows(
                        UserException.class, () -> diffseg.segment(image, Map.of("slices", "all")));
        assertEquals(
                "slices is \"all\" and frames is \"current\", but one plane is seen here; leave both"
                        + " \"current\"",
                many.getMessage());
        UserException one =
                assertThrows(
                        UserException.class,
                        () ->
                                diffseg.segmentStack(
                                        image, Map.of("slices", "current", "frames", "current")));
        assertTrue(one.getMessage().endsWith("call segment for it, or leave one out for all"));
    }

    @Test
    void theResultHasEachForm() {
        DiffSegResult result = diffseg.segment(Pictures.image("shapes.png", 160, 112), QUICK);
        int count = result.count();
        assertTrue(count >= 2, result.toString());
        assertEquals(count, Arrays.stream(values(result)).max().orElseThrow());
        assertEquals(count, result.rois().size());
        assertEquals(count, result.table().size());
        assertEquals(count, result.confidence().length);
        assertTrue(result.confidence()[0] > 0 && result.confidence()[0] <= 1);
        assertEquals(32, result.confidenceImage().getBitDepth());
        assertEquals("128", result.provenance().get("setting.working_size"));
        assertEquals(
                Double.toString(result.threshold()),
                result.provenance().get("setting.threshold"),
                "chosen for this image");
        assertTrue(result.macro().contains(" threshold=" + result.threshold() + " "));
        assertTrue(result.toString().startsWith(count + " segments, threshold "), "in words");
        result.confidence()[0] = 7;
        assertNotEquals(7, result.confidence()[0], "the caller's own");
    }

    @Test
    void nothingIsShownAndTheImageStays() {
        // Of other tests that ran in this process
        HeadlessMacro.forgetImages();
        ImagePlus image = Pictures.image("kept.png", 128, 96);
        int[] before = ((int[]) image.getProcessor().getPixels()).clone();
        DiffSegResult result = diffseg.segment(image, QUICK);
        result.labelImage();
        result.rois();
        result.table();
        assertArrayEquals(before, (int[]) image.getProcessor().getPixels());
        assertNull(image.getOverlay());
        assertEquals(0, WindowManager.getWindowCount());
        assertEquals(0, Interpreter.getBatchModeImageCount());
    }

    @Test
    void imagesOfImgLib2AreSegmentedAsImageJShowsThem() {
        int width = 144;
        int height = 96;
        ColorProcessor colours = Pictures.colours(width, height);
        assertSame(
                new ImagePlus("image", colours),
                ArrayImgs.argbs((int[]) colours.getPixelsCopy(), width, height));
        ImageProcessor bytes = Pictures.shapes(width, height);
        assertSame(
                new ImagePlus("image", bytes),
                ArrayImgs.unsignedBytes((byte[]) bytes.getPixelsCopy(), width, height));
        ImageProcessor floats = bytes.convertToFloat();
        floats.multiply(1e-3);
        floats.add(-7);
        floats.resetMinAndMax();
        assertSame(
                new ImagePlus("image", floats),
                ArrayImgs.floats((float[]) floats.getPixelsCopy(), width, height));
        ImageProcessor shorts = bytes.convertToShort(false);
        shorts.multiply(100);
        shorts.resetMinAndMax();
        assertSame(
                new ImagePlus("image", shorts),
                ArrayImgs.unsignedShorts((short[]) shorts.getPixelsCopy(), width, height));
    }

    @Test
    void anotherThresholdNeedsNoPass() {
        ImagePlus image = Pictures.image("again.png", 160, 112);
        DiffSegResult first = diffseg.segment(image, quick("threshold", 5.0));
        image.getProcessor().setValue(0);
        image.getProcessor().fill();
        DiffSegResult again = first.again(Map.of("threshold", 0.1, "minimum_area", 20));
        assertEquals(Duration.ZERO, again.segmentedPlane().times().attending());
        assertEquals(0.1, again.threshold());
        assertTrue(again.count() > first.count(), first + "; " + again);
        DiffSegResult fresh =
                diffseg.segment(
                        Pictures.image("again.png", 160, 112),
                        quick("threshold", 0.1, "minimum_area", 20));
        assertArrayEquals(values(fresh), values(again), "of the pixels as they were");
        DiffSegResult third = again.again(Map.of("threshold", "auto"));
        assertEquals("20", third.provenance().get("setting.minimum_area"), "what was asked stays");
        assertTrue(third.segmentedPlane().provenance().hasChosenThreshold());
    }

    @Test
    void attentionThatIsHeldOutlivesTheModel() {
        ImagePlus image = Pictures.image("held.png", 144, 96);
        DiffSegResult expected = diffseg.segment(image, quick("threshold", 0.3));
        DiffSegResult result;
        try (ImageAttention seen = diffseg.attend(image, QUICK)) {
            diffseg.segment(image, quick("precision", "bfloat16"));
            diffseg.release();
            assertEquals(0, context.service(SessionAttention.class).cache().bytes());
            result = seen.segment(Map.of("threshold", 0.3));
            assertArrayEquals(values(expected), values(result));
            assertArrayEquals(values(expected), values(result.again(Map.of())), "as it was asked");
            assertTrue(seen.segment().segmentedPlane().provenance().hasChosenThreshold());
            refused(
                    "timestep is 500, but the image was seen with 1; leave it out, or look at"
                            + " the image again",
                    () -> seen.segment(Map.of("timestep", 500)));
            refused(
                    "model is /elsewhere, but the image was seen with embedded; leave it out",
                    () -> seen.segment(Map.of("model", "/elsewhere")));
            seen.close();
            refused("This attention is closed; look at the image again", seen::segment);
        }
        DiffSegResult last = result;
        assertEquals(expected.count(), last.rois().size(), "a result stays");
        refused("This attention is closed; look", () -> last.again(Map.of("threshold", 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "threshold | -1 | threshold is -1; it must be from 0.0001 to 100, or \"auto\"",
                "crisp_borders | maybe | crisp_borders is \"maybe\"; it must be true or false",
                "device | tpu | device is \"tpu\"; it must be auto, cpu, gpu or gpu:N",
                "precision | half | precision is \"half\"; it must be automatic, float32, bfloat16",
                "model | /no/such/model | There is no model /no/such/model; a model is",
                "granularity | | granularity is null; give a value, or leave granularity out",
            })
    void aWrongValueIsRefusedInASentence(String name, String value, String message) {
        Map<String, Object> settings = new LinkedHashMap<>(QUICK);
        settings.put(name, value);
        ImagePlus image = Pictures.image("shapes.png", 64, 64);
        refused(message, () -> diffseg.segment(image, settings));
        refused(message, () -> diffseg.attend(image, settings));
    }

    @Test
    void anUnknownSettingIsRefusedWithTheList() {
        String message =
                assertThrows(
                                UserException.class,
                                () ->
                                        diffseg.segment(
                                                Pictures.image("a.png", 64, 64),
                                                Map.of("treshold", 0.4)))
                        .getMessage();
        assertTrue(message.startsWith("There is no setting \"treshold\"; there are "));
        for (Setting setting : Setting.values()) {
            assertTrue(message.contains(" " + setting.key() + ", "), message);
        }
        assertTrue(message.endsWith(", model, device, precision"), message);
    }

    @Test
    void anImageThatIsNoneIsRefused() {
        refused("There is no image; open one", () -> diffseg.segment((ImagePlus) null));
        refused(
                "There is no image; give an ImagePlus",
                () -> diffseg.segment((RandomAccessibleInterval<?>) null));
        refused(
                "The image has 3 dimensions (64 x 64 x 3)",
                () -> diffseg.segment(ArrayImgs.floats(64, 64, 3)));
        refused(
                "The image \"image\" is 8 x 64 pixels; both sides must be at least 16 pixels",
                () -> diffseg.segment(ArrayImgs.floats(8, 64)));
    }

    @Test
    void anInterruptStopsARun() {
        ImagePlus image = Pictures.image("interrupted.png", 131, 97);
        Thread.currentThread().interrupt();
        try {
            assertThrows(CancellationException.class, () -> diffseg.segment(image, QUICK));
        } finally {
            assertTrue(Thread.interrupted(), "the script sees it too");
        }
        assertFalse(diffseg.segment(image, QUICK).toString().isEmpty(), "the next one runs");
    }

    @Test
    void severalThreadsGetWhatOneGets() {
        ImagePlus small = Pictures.image("small.png", 96, 96);
        ImagePlus large = Pictures.image("large.png", 192, 96);
        CompletableFuture<DiffSegResult> first =
                CompletableFuture.supplyAsync(() -> diffseg.segment(small, QUICK));
        CompletableFuture<DiffSegResult> second =
                CompletableFuture.supplyAsync(() -> diffseg.segment(large, QUICK));
        assertArrayEquals(values(diffseg.segment(small, QUICK)), values(first.join()));
        assertArrayEquals(values(diffseg.segment(large, QUICK)), values(second.join()));
    }

    private static void assertSame(ImagePlus image, RandomAccessibleInterval<?> img) {
        DiffSegResult expected = diffseg.segment(image, QUICK);
        DiffSegResult result = diffseg.segment(img, QUICK);
        assertTrue(expected.count() >= 2, expected.toString());
        assertArrayEquals(values(expected), values(result));
        assertEquals(expected.macro(), result.macro());
        try (ImageAttention seen = diffseg.attend(img, QUICK)) {
            assertArrayEquals(values(expected), values(seen.segment()));
        }
    }

    private static void refused(String message, Runnable call) {
        String told = assertThrows(UserException.class, call::run).getMessage();
        assertTrue(told.startsWith(message), told);
        assertEquals(1, told.lines().count());
    }

    private static Map<String, Object> quick(Object... more) {
        Map<String, Object> settings = new LinkedHashMap<>(QUICK);
        for (int i = 0; i < more.length; i += 2) {
            settings.put((String) more[i], more[i + 1]);
        }
        return settings;
    }

    private static int[] values(DiffSegResult result) {
        int[] values = new int[Math.toIntExact(result.labels().size())];
        var cursor = result.labels().cursor();
        for (int i = 0; i < values.length; i++) {
            values[i] = cursor.next().getInteger();
        }
        return values;
    }

    private static int[] values(ImageProcessor labels) {
        int[] values = new int[labels.getPixelCount()];
        Arrays.setAll(values, labels::get);
        return values;
    }
}
