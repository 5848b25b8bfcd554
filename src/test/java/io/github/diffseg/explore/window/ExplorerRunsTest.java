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

package io.github.diffseg.explore.window;

import static io.github.diffseg.explore.window.WindowDriver.await;
import static io.github.diffseg.explore.window.WindowDriver.onEventThread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.gui.OvalRoi;
import ij.process.ImageProcessor;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.RecordedMacro;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.progress.Progress;
import java.awt.Component;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import javax.swing.JDialog;
import javax.swing.JSlider;
import org.junit.jupiter.api.Test;

/** Exploring again and accepting: when, how to stop them, and what becomes of the rest. */
class ExplorerRunsTest extends ExplorerFixture {

    @Test
    void anotherPlaneIsExploredOnDemand() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
        push("follow");
        assertEquals(1, image.getOverlay().get(0).getPosition());
        onEventThread(
                () -> {
                    image.setSlice(2);
                    return null;
                });
        await(() -> find("again", Component.class).isShowing());
        assertFalse(find("accept", Component.class).isEnabled());
        push("again");
        await(() -> onEventThread(() -> image.getOverlay().get(0).getPosition()) == 2);
        await(() -> find("accept", Component.class).isEnabled());
        assertEquals(1, image.getOverlay().size());
        assertNull(failed.get());
    }

    @Test
    void whatIsScrolledDuringThePassIsAnotherPlane() throws Exception {
        image = twoPlanes();
        image.show();
        ExploreSource first = look(Progress.NONE);
        onEventThread(
                () -> {
                    image.setSlice(2);
                    return null;
                });
        explore(first);
        // Since the window follows, it goes on with what is shown
        await(() -> onEventThread(() -> image.getOverlay().get(0).getPosition()) == 2);
        await(() -> find("accept", Component.class).isEnabled());
        assertNull(failed.get());
    }

    @Test
    void changedPixelsAreNoticedAndExploredAgain() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        image.setRoi(10, 10, 280, 260);
        image.show();
        explore();
        long kept = cache.bytes();
        int[] original = ((int[]) image.getProcessor().getPixels()).clone();

        draw(0, 0, 5, 5);
        Thread.sleep(800);
        assertFalse(find("again", Component.class).isShowing());
        draw(40, 50, 100, 90);
        await(() -> find("again", Component.class).isShowing());
        assertFalse(find("accept", Component.class).isEnabled());
        assertEquals("The image or its selection has changed since.", message());

        System.arraycopy(original, 0, image.getProcessor().getPixels(), 0, original.length);
        image.updateAndDraw();
        await(() -> !find("again", Component.class).isShowing());
        assertTrue(find("accept", Component.class).isEnabled());

        draw(40, 50, 100, 90);
        await(() -> find("again", Component.class).isShowing());
        push("again");
        await(() -> find("accept", Component.class).isEnabled());
        assertFalse(find("again", Component.class).isShowing());
        assertTrue(cache.bytes() > kept);

        // As a macro does that never tells
        image.getProcessor().setColor(0x00ff00);
        image.getProcessor().fillRect(60, 60, 30, 30);
        driver.press(KeyEvent.VK_ENTER);
        await(() -> find("again", Component.class).isShowing());
        assertNull(delivered.get());
        push("again");
        await(() -> find("accept", Component.class).isEnabled());
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertNotNull(delivered.get());
        SegmentedPlane accepted = deliveredPlane();
        SegmentedPlane replayed = RecordedMacro.run(accepted.provenance().macro(), image);
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
        assertNull(failed.get());
    }

    @Test
    void aChangedSelectionIsNoticed() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        image.setRoi(new OvalRoi(10, 10, 280, 260));
        image.show();
        explore();
        onEventThread(
                () -> {
                    IJ.run(image, "Select None", "");
                    return null;
                });
        await(() -> find("again", Component.class).isShowing());
        assertFalse(find("accept", Component.class).isEnabled());
        onEventThread(
                () -> {
                    IJ.run(image, "Restore Selection", "");
                    return null;
                });
        await(() -> find("accept", Component.class).isEnabled());

        image.setRoi(new OvalRoi(10, 10, 250, 260));
        await(() -> find("again", Component.class).isShowing());
        push("again");
        await(() -> find("accept", Component.class).isEnabled());
        push("accept");
        awaitEnd();
        SegmentedPlane accepted = deliveredPlane();
        SegmentedPlane replayed = RecordedMacro.run(accepted.provenance().macro(), image);
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
        assertNull(failed.get());
    }

    @Test
    void nothingChangesWhileResultsAreMadeAndStoppingLeavesAll() throws Exception {
        open("sample-images/photo_cat.jpg");
        CountDownLatch stopped = new CountDownLatch(1);
        making =
                () -> {
                    try {
                        stopped.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                };
        JSlider slider = find("granularity", JSlider.class);
        int position = slider.getValue();
        driver.click(explorer.window(), 5, -10);
        driver.press(KeyEvent.VK_ENTER);
        // What has no percentages of its own is named, too
        await(() -> message().equals("Making the results… Drawing outlines and tables"));
        for (String control :
                List.of("granularity", "crisp", "paper", "undo", "merge", "delete", "accept")) {
            assertFalse(find(control, Component.class).isEnabled(), control);
        }
        driver.press(KeyEvent.VK_RIGHT);
        assertEquals(position, slider.getValue());
        // A look at attention waits for nothing
        clickImage(200, 150, false);
        choose("shown", 1);
        choose("shown", 0);
        driver.press(KeyEvent.VK_ESCAPE);
        await(() -> slider.isEnabled());
        assertTrue(explorer.isOpen());
        stopped.countDown();
        making = () -> {};
        driver.press(KeyEvent.VK_ENTER);
        awaitEnd();
        assertNotNull(delivered.get());
        assertNull(failed.get());
    }

    @Test
    void whatCannotBeShownLeavesTheExplorerOpen() throws Exception {
        open("sample-images/photo_cat.jpg");
        clickImage(200, 150, false);
        driver.press(KeyEvent.VK_DELETE);
        String corrections = onEventThread(() -> explorer.exploration().corrections().toString());
        showing =
                () -> {
                    throw new OutOfMemoryError("to be expected");
                };
        driver.press(KeyEvent.VK_ENTER);
        await(() -> failed.get() != null);
        assertEquals("to be expected", failed.get().getMessage());
        assertTrue(explorer.isOpen());
        assertEquals(
                corrections, onEventThread(() -> explorer.exploration().corrections().toString()));
        assertTrue(find("accept", Component.class).isEnabled());
    }

    @Test
    void exploringAgainKeepsTheSliderAndAsksBeforeCorrectionsAreLost() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
        double granularity = slideAndDelete();
        int segments = segments();
        draw(40, 50, 100, 90);
        await(() -> find("again", Component.class).isShowing());
        push("again");
        await(() -> dialog().isPresent());
        driver.press(KeyEvent.VK_ESCAPE);
        await(() -> dialog().isEmpty());
        assertTrue(find("again", Component.class).isShowing());
        assertEquals(segments, segments());

        push("again");
        await(() -> dialog().isPresent());
        driver.press(KeyEvent.VK_ENTER);
        await(() -> find("accept", Component.class).isEnabled());
        assertTrue(onEventThread(() -> explorer.exploration().corrections().isEmpty()));
        double now = onEventThread(() -> explorer.exploration().granularity());
        assertEquals(granularity, now, 0.2 * granularity);
    }

    @Test
    void thePlaneThatIsShownIsFollowedAndCorrectionsWaitOnTheirs() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
        double granularity = slideAndDelete();
        String corrections = corrections();
        int segments = segments();
        goTo(2);
        assertEquals("", corrections());
        double now = onEventThread(() -> explorer.exploration().granularity());
        assertEquals(granularity, now);
        goTo(1);
        assertEquals(corrections, corrections());
        assertEquals(segments, segments());
        assertTrue(find("undo", Component.class).isEnabled());
        assertNull(failed.get());
    }

    @Test
    void allPlanesAreAcceptedWithTheCorrectionsOfEach() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
        slideAndDelete();
        String first = corrections();
        goTo(2);
        double granularity = onEventThread(() -> explorer.exploration().granularity());
        push("acceptAll");
        awaitEnd();
        assertNull(failed.get());
        ImageResult all = delivered.get();
        assertEquals(2, all.labelImage().getStackSize());
        SettingsRequest second =
                SettingsRequest.ALL_RECOMMENDED.with(Setting.GRANULARITY, granularity);
        for (int z = 1; z <= 2; z++) {
            image.setSlice(z);
            SettingsRequest one = z == 1 ? second.with(Setting.CORRECTIONS, first) : second;
            assertArrayEquals(
                    pixels(StackSegmenter.segment(segmenter(), image, one, Progress.NONE), 1),
                    pixels(all, z),
                    "slice " + z);
        }
        ImageResult replayed = RecordedMacro.result(all.provenance().macro(), image);
        assertArrayEquals(pixels(all, 1), pixels(replayed, 1));
        assertArrayEquals(pixels(all, 2), pixels(replayed, 2));
    }

    private static float[] pixels(ImageResult result, int plane) {
        ImageProcessor labels = result.labelImage().getStack().getProcessor(plane);
        return (float[]) labels.convertToFloatProcessor().getPixels();
    }

    /** Moves the slider, deletes a segment, and returns the granularity. */
    private double slideAndDelete() throws Exception {
        JSlider slider = find("granularity", JSlider.class);
        onEventThread(
                () -> {
                    slider.setValue(slider.getMaximum() - 6);
                    return null;
                });
        clickImage(200, 150, false);
        driver.press(KeyEvent.VK_DELETE);
        return onEventThread(() -> explorer.exploration().granularity());
    }

    private String corrections() throws Exception {
        return onEventThread(() -> explorer.exploration().corrections().toString());
    }

    private void goTo(int slice) throws Exception {
        onEventThread(
                () -> {
                    image.setSlice(slice);
                    return null;
                });
        await(() -> onEventThread(() -> image.getOverlay().get(0).getPosition()) == slice);
        await(() -> find("accept", Component.class).isEnabled());
    }

    private static Optional<Window> dialog() throws Exception {
        return onEventThread(
                () ->
                        Stream.of(Window.getWindows())
                                .filter(window -> window instanceof JDialog && window.isShowing())
                                .findAny());
    }

    private void draw(int x, int y, int width, int height) {
        image.getProcessor().setColor(0xff0000);
        image.getProcessor().fillRect(x, y, width, height);
        image.updateAndDraw();
    }
}
