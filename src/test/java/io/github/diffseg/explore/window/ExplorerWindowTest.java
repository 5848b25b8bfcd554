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
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageCanvas;
import ij.gui.OvalRoi;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.process.ImageProcessor;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentTree;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.RecordedMacro;
import io.github.diffseg.imagej.ImageSegmentation;
import io.github.diffseg.imagej.SegmentedImage;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JSlider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Drives the real window with mouse and keys. Needs a display, for example {@code xvfb-run -a mvn
 * test}; with the folder {@code diffseg.pictures} set it takes the pictures of the documentation.
 */
@Tag("display")
class ExplorerWindowTest {

    private static DiffSeg diffSeg;
    private static AttentionCache cache;

    private final AtomicReference<SegmentedImage> delivered = new AtomicReference<>();
    private final AtomicReference<Throwable> failed = new AtomicReference<>();
    private volatile Runnable making = () -> {};
    private volatile Runnable showing = () -> {};
    private WindowDriver driver;
    private ImagePlus image;
    private Explorer explorer;

    @BeforeAll
    static void openModel() {
        if (!GraphicsEnvironment.isHeadless()) {
            diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
            cache = new AttentionCache(1L << 30);
        }
    }

    @AfterAll
    static void closeModel() {
        if (diffSeg != null) {
            cache.close();
            diffSeg.close();
        }
    }

    @BeforeEach
    void openDriver() throws Exception {
        driver = new WindowDriver();
    }

    @AfterEach
    void closeWindows() throws Exception {
        onEventThread(
                () -> {
                    if (explorer != null) {
                        explorer.close();
                    }
                    if (image != null) {
                        image.changes = false;
                        image.close();
                    }
                    return null;
                });
    }

    @Test
    void slideClickCorrectUndoAndAccept() throws Exception {
        open("sample-images/photo_coffee.jpg");
        JSlider slider = find("granularity", JSlider.class);
        int start = slider.getValue();
        driver.click(explorer.window(), 5, -10);
        driver.press(KeyEvent.VK_RIGHT);
        driver.press(KeyEvent.VK_RIGHT);
        await(() -> slider.getValue() == start + 2);
        String coarser = value();
        driver.press(KeyEvent.VK_LEFT);
        await(() -> slider.getValue() == start + 1);
        assertNotEquals(coarser, value());

        int before = segments();
        clickImage(300, 75, false);
        await(() -> message().startsWith("Segment selected"));
        clickImage(301, 75, true);
        await(() -> message().startsWith("alike always"));
        clickImage(560, 350, true);
        await(() -> message().contains("different; they join above"));
        push("merge");
        await(() -> segments() == before - 1);
        push("undo");
        await(() -> segments() == before);
        push("redo");
        await(() -> segments() == before - 1);
        clickImage(300, 180, false);
        driver.press(KeyEvent.VK_DELETE);
        await(() -> segments() == before - 2);
        String corrections = onEventThread(() -> explorer.exploration().corrections().toString());
        assertTrue(
                corrections.matches("tree [\\da-f]{8}, merge [\\d ]+, delete [\\d ]+"),
                corrections);

        int shown = segments();
        driver.press(KeyEvent.VK_ENTER);
        await(() -> !explorer.isOpen());
        assertNotNull(delivered.get());
        SegmentedImage accepted = delivered.get();
        assertEquals(shown, accepted.labels().count());
        assertFalse(explorer.isOpen());
        assertNull(image.getOverlay());
        assertNull(failed.get());
        SegmentedImage replayed = RecordedMacro.run(accepted.provenance().macro(), image);
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
    }

    @Test
    void theKeyboardAloneIsEnough() throws Exception {
        open("sample-images/photo_cat.jpg");
        driver.click(explorer.window(), 5, -10);
        int start = segments();
        driver.press(KeyEvent.VK_N);
        await(() -> message().startsWith("Segment selected"));
        driver.press(KeyEvent.VK_SHIFT, KeyEvent.VK_N);
        await(() -> message().contains("they join above"));
        driver.press(KeyEvent.VK_M);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Z);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Y);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_N);
        driver.press(KeyEvent.VK_S);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_Z);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_Z);
        await(() -> segments() == start);
        driver.press(KeyEvent.VK_N);
        driver.press(KeyEvent.VK_DELETE);
        await(() -> segments() == start - 1);
        driver.press(KeyEvent.VK_P);
        await(() -> value().startsWith("threshold="));
        driver.press(KeyEvent.VK_P);
        await(() -> value().startsWith("granularity="));
        driver.press(KeyEvent.VK_C);
        await(() -> find("crisp", JCheckBox.class).isSelected());
        await(() -> !message().startsWith("Moving"));
        chooseByKeys("palette");
        chooseByKeys("shown");
        assertTrue(explorer.isOpen());
        driver.press(KeyEvent.VK_ENTER);
        await(() -> !explorer.isOpen());
        assertNotNull(delivered.get());
        assertTrue(delivered.get().provenance().macro().contains(" crisp_borders=true"));
        assertNull(failed.get());
    }

    /** Goes to a box with Tab and chooses its second item. */
    private void chooseByKeys(String name) throws Exception {
        JComboBox<?> box = find(name, JComboBox.class);
        for (int tabs = 0; tabs < 20 && !onEventThread(box::isFocusOwner); tabs++) {
            driver.press(KeyEvent.VK_TAB);
        }
        assertTrue(onEventThread(box::isFocusOwner), name + " is reached with Tab");
        int position = find("granularity", JSlider.class).getValue();
        driver.press(KeyEvent.VK_SPACE);
        await(() -> onEventThread(box::isPopupVisible));
        driver.press(KeyEvent.VK_DOWN);
        driver.press(KeyEvent.VK_ENTER);
        await(() -> onEventThread(box::getSelectedIndex) == 1);
        assertEquals(position, find("granularity", JSlider.class).getValue());
    }

    @Test
    void attentionAndCrispBordersAreSeenOnTheImage() throws Exception {
        open("sample-images/photo_cat.jpg");
        clickImage(200, 150, false);
        await(() -> message().startsWith("Segment selected"));
        List<BufferedImage> seen = new ArrayList<>();
        int looks = onEventThread(() -> find("shown", JComboBox.class).getItemCount());
        assertTrue(looks > 2, "segments, all resolutions and each of the model's");
        for (int look = 0; look < looks; look++) {
            choose("shown", look);
            seen.add(overlay());
        }
        choose("shown", 0);
        push("crisp");
        await(() -> !message().startsWith("Moving"));
        seen.add(overlay());
        choose("palette", 1);
        seen.add(overlay());
        for (int i = 0; i < seen.size(); i++) {
            for (int j = 0; j < i; j++) {
                // One resolution is all there is of a model with one
                boolean same = looks == 3 && i == 2 && j == 1;
                assertEquals(same, equal(seen.get(i), seen.get(j)), i + " and " + j);
            }
        }
    }

    private BufferedImage overlay() throws Exception {
        return onEventThread(
                () -> {
                    ImageCanvas canvas = image.getCanvas();
                    BufferedImage seen =
                            new BufferedImage(
                                    canvas.getWidth(),
                                    canvas.getHeight(),
                                    BufferedImage.TYPE_INT_ARGB);
                    image.getOverlay().get(0).draw(seen.createGraphics());
                    return seen;
                });
    }

    private static boolean equal(BufferedImage one, BufferedImage other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    private static int[] pixels(BufferedImage picture) {
        return picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    @Test
    void escapeLeavesTheImageAsItWas() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        image.setOverlay(new Overlay(new Roi(10, 10, 30, 30)));
        image.show();
        int listeners = image.getCanvas().getMouseListeners().length;
        explore();
        await(() -> image.getOverlay().size() == 2);
        clickImage(200, 150, false);
        await(() -> message().startsWith("Segment selected"));
        assertNull(image.getRoi());
        driver.press(KeyEvent.VK_ESCAPE);
        await(() -> !explorer.isOpen());
        assertEquals(1, image.getOverlay().size());
        assertEquals(listeners, image.getCanvas().getMouseListeners().length);
        assertNull(delivered.get());
    }

    @Test
    void closingTheImageEndsAll() throws Exception {
        List<WeakReference<Explorer>> explorers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            open("sample-images/photo_cat.jpg");
            explorers.add(new WeakReference<>(explorer));
            onEventThread(
                    () -> {
                        image.changes = false;
                        image.close();
                        return null;
                    });
            await(() -> !explorer.isOpen() && !explorer.window().isDisplayable());
            image = null;
            explorer = null;
        }
        // AWT itself may remember the window that had the focus last
        await(
                () -> {
                    System.gc();
                    return explorers.stream().filter(e -> e.get() != null).count() <= 1;
                });
        // One picture, one tensor, however often it was opened
        long once = cache.bytes();
        open("sample-images/photo_cat.jpg");
        assertEquals(once, cache.bytes());
    }

    @Test
    void anotherPlaneIsExploredOnDemand() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
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
        await(() -> !explorer.isOpen());
        assertNotNull(delivered.get());
        SegmentedImage accepted = delivered.get();
        SegmentedImage replayed = RecordedMacro.run(accepted.provenance().macro(), image);
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
        await(() -> !explorer.isOpen());
        SegmentedImage accepted = delivered.get();
        SegmentedImage replayed = RecordedMacro.run(accepted.provenance().macro(), image);
        assertArrayEquals(accepted.labels().labels(), replayed.labels().labels());
        assertNull(failed.get());
    }

    /** Whatever follows a tick at once: what is ticked is what is shown and accepted. */
    @Test
    void crispBordersComeWhateverElseIsDoneMeanwhile() throws Exception {
        open("sample-images/photo_cat.jpg");
        JSlider slider = find("granularity", JSlider.class);
        JCheckBox crisp = find("crisp", JCheckBox.class);
        JCheckBox paper = find("paper", JCheckBox.class);
        BufferedImage soft = overlay();
        onEventThread(
                () -> {
                    paper.doClick(0);
                    crisp.doClick(0);
                    slider.setValue(slider.getValue() + 1);
                    slider.setValue(slider.getValue() - 1);
                    paper.doClick(0);
                    return null;
                });
        await(() -> !message().startsWith("Moving"));
        assertTrue(crisp.isSelected());
        assertFalse(equal(soft, overlay()));
        BufferedImage shown = overlay();
        onEventThread(
                () -> {
                    crisp.doClick(0);
                    crisp.doClick(0);
                    paper.doClick(0);
                    paper.doClick(0);
                    return null;
                });
        await(() -> !message().startsWith("Moving"));
        assertTrue(equal(shown, overlay()));
        driver.press(KeyEvent.VK_ENTER);
        await(() -> !explorer.isOpen());
        assertTrue(delivered.get().provenance().macro().contains(" crisp_borders=true"));
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
        await(() -> message().startsWith("Making"));
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
        await(() -> !explorer.isOpen());
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
    void enterOnAFocusedButtonIsThatButton() throws Exception {
        open("sample-images/photo_cat.jpg");
        driver.click(explorer.window(), 5, -10);
        Component cancel = find("cancel", Component.class);
        for (int tabs = 0; tabs < 20 && !onEventThread(cancel::isFocusOwner); tabs++) {
            driver.press(KeyEvent.VK_TAB);
        }
        driver.press(KeyEvent.VK_ENTER);
        await(() -> !explorer.isOpen());
        assertNull(delivered.get());
    }

    @Test
    void exploringAgainKeepsTheSliderAndAsksBeforeCorrectionsAreLost() throws Exception {
        image = twoPlanes();
        image.show();
        explore();
        JSlider slider = find("granularity", JSlider.class);
        onEventThread(
                () -> {
                    slider.setValue(slider.getMaximum() - 6);
                    return null;
                });
        double granularity = onEventThread(() -> explorer.exploration().granularity());
        clickImage(200, 150, false);
        driver.press(KeyEvent.VK_DELETE);
        int segments = segments();
        onEventThread(
                () -> {
                    image.setSlice(2);
                    return null;
                });
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

    private static Optional<Window> dialog() throws Exception {
        return onEventThread(
                () ->
                        Stream.of(Window.getWindows())
                                .filter(window -> window instanceof JDialog && window.isShowing())
                                .findAny());
    }

    @Test
    void anImageIsExploredOnce() throws Exception {
        open("sample-images/photo_cat.jpg");
        assertSame(explorer, Explorer.of(image).orElseThrow());
        ExploreSource source = look(Progress.NONE);
        assertThrows(
                IllegalStateException.class,
                () ->
                        Explorer.open(
                                source,
                                source.tree(false, Progress.NONE),
                                this::look,
                                this::deliver,
                                failed::set));
        onEventThread(
                () -> {
                    explorer.toFront();
                    return null;
                });
        assertTrue(message().contains("already"));
        onEventThread(
                () -> {
                    explorer.close();
                    return null;
                });
        assertTrue(Explorer.of(image).isEmpty());
    }

    @Test
    void theLayerIsSeenOnItsPlaneOfAHyperstackOnly() throws Exception {
        ImagePlus hyperstack = IJ.createHyperStack("hyper", 300, 200, 2, 3, 4, 8);
        for (int plane = 1; plane <= hyperstack.getStackSize(); plane++) {
            ImageProcessor pixels = hyperstack.getStack().getProcessor(plane);
            pixels.setColor(30 + 8 * plane);
            pixels.fillOval(20 + 4 * plane, 40, 120, 100);
        }
        for (int mode : new int[] {CompositeImage.COMPOSITE, CompositeImage.GRAYSCALE}) {
            CompositeImage composite = new CompositeImage(hyperstack, mode);
            composite.setPosition(2, 2, 3);
            image = composite;
            image.show();
            onEventThread(
                    () -> {
                        image.getCanvas().setMagnification(1);
                        return null;
                    });
            explore();
            assertTrue(seesLayer(2, 2, 3));
            assertFalse(seesLayer(2, 1, 3));
            assertFalse(seesLayer(2, 2, 4));
            assertEquals(mode == CompositeImage.COMPOSITE, seesLayer(1, 2, 3));
            assertTrue(seesLayer(2, 2, 3));
            await(() -> find("accept", Component.class).isEnabled());
            closeWindows();
        }
    }

    /** Whether the image with its overlay looks other than without. */
    private boolean seesLayer(int channel, int slice, int frame) throws Exception {
        return onEventThread(
                () -> {
                    image.setPosition(channel, slice, frame);
                    BufferedImage with = painted();
                    image.setHideOverlay(true);
                    BufferedImage without = painted();
                    image.setHideOverlay(false);
                    return !equal(with, without);
                });
    }

    private BufferedImage painted() {
        ImageCanvas canvas = image.getCanvas();
        BufferedImage picture =
                new BufferedImage(
                        canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_RGB);
        canvas.paint(picture.createGraphics());
        return picture;
    }

    @Test
    void aHiddenOverlayStaysHidden() throws Exception {
        image = IJ.openImage("sample-images/photo_cat.jpg");
        Overlay own = new Overlay(new Roi(0, 0, image.getWidth(), image.getHeight()));
        image.setOverlay(own);
        image.show();
        image.setHideOverlay(true);
        explore();
        assertFalse(image.getHideOverlay());
        assertEquals(1, image.getOverlay().size());
        assertNotSame(own, image.getOverlay());
        driver.click(explorer.window(), 5, -10);
        driver.press(KeyEvent.VK_ESCAPE);
        await(() -> !explorer.isOpen());
        assertSame(own, image.getOverlay());
        assertEquals(1, own.size());
        assertTrue(image.getHideOverlay());
    }

    private void draw(int x, int y, int width, int height) {
        image.getProcessor().setColor(0xff0000);
        image.getProcessor().fillRect(x, y, width, height);
        image.updateAndDraw();
    }

    @Test
    void picturesAtThreeGranularities() throws Exception {
        for (String sample : new String[] {"photo_coffee.jpg", "histology_ihc.png"}) {
            open("sample-images/" + sample);
            JSlider slider = find("granularity", JSlider.class);
            String stem = sample.replaceAll("\\..*", "");
            int last = Integer.MAX_VALUE;
            for (int joints : new int[] {24, 10, 4}) {
                onEventThread(
                        () -> {
                            slider.setValue(slider.getMaximum() - joints);
                            return null;
                        });
                assertTrue(segments() < last);
                last = segments();
                takePicture(stem + "-" + joints);
            }
            clickImage(300, 200, false);
            choose("shown", 1);
            takePicture(stem + "-attention");
            choose("shown", 0);
            choose("palette", 1);
            push("crisp");
            await(() -> !message().startsWith("Moving"));
            takePicture(stem + "-crisp");
            closeWindows();
        }
    }

    private static ImagePlus twoPlanes() {
        ImageStack stack = new ImageStack();
        stack.addSlice(IJ.openImage("sample-images/photo_cat.jpg").getProcessor());
        ImageProcessor mirrored = stack.getProcessor(1).duplicate();
        mirrored.flipHorizontal();
        stack.addSlice(mirrored);
        return new ImagePlus("two planes", stack);
    }

    private void open(String path) throws Exception {
        image = IJ.openImage(path);
        image.show();
        explore();
    }

    private void explore() throws Exception {
        onEventThread(
                () -> {
                    image.getWindow().setLocation(20, 60);
                    return null;
                });
        ExploreSource source = look(Progress.NONE);
        SegmentTree tree = source.tree(false, Progress.NONE);
        explorer =
                onEventThread(
                        () -> Explorer.open(source, tree, this::look, this::deliver, failed::set));
        await(() -> explorer.window().isShowing());
        driver.settle();
        assertNotNull(image.getOverlay());
    }

    private Runnable deliver(SegmentedImage result) {
        making.run();
        return () -> {
            showing.run();
            delivered.set(result);
        };
    }

    private ExploreSource look(Progress progress) {
        ImageSegmentation segmentation =
                new ImageSegmentation(diffSeg, "embedded", Duration.ZERO, cache);
        return ExploreSource.open(
                segmentation,
                image,
                segmentation.settings(SettingsRequest.ALL_RECOMMENDED),
                progress);
    }

    private int segments() throws Exception {
        return Integer.parseInt(value().replaceAll(".*\\s(\\d+) segments?$", "$1"));
    }

    private String value() throws Exception {
        return textOf("value");
    }

    private String message() throws Exception {
        return textOf("message");
    }

    /** The text of a label, which there is room for. */
    private String textOf(String name) throws Exception {
        return onEventThread(
                () -> {
                    JLabel label = find(name, JLabel.class);
                    explorer.window().validate();
                    assertTrue(label.getPreferredSize().width <= label.getWidth(), label.getText());
                    return label.getText();
                });
    }

    private void push(String button) throws Exception {
        driver.push(find(button, Component.class));
    }

    private void choose(String box, int index) throws Exception {
        onEventThread(
                () -> {
                    find(box, JComboBox.class).setSelectedIndex(index);
                    return null;
                });
    }

    private void clickImage(int x, int y, boolean shift) throws Exception {
        ImageCanvas canvas = image.getCanvas();
        if (shift) {
            driver.shiftClick(canvas, canvas.screenX(x), canvas.screenY(y));
        } else {
            driver.click(canvas, canvas.screenX(x), canvas.screenY(y));
        }
    }

    private void takePicture(String name) throws Exception {
        driver.settle();
        String folder = System.getProperty("diffseg.pictures");
        if (folder != null) {
            Rectangle both =
                    onEventThread(
                            () ->
                                    image.getWindow()
                                            .getBounds()
                                            .union(explorer.window().getBounds()));
            File file = new File(folder, name + ".png");
            assertTrue(ImageIO.write(driver.capture(both), "png", file));
        }
    }

    private <C extends Component> C find(String name, Class<C> type) {
        return WindowDriver.find(explorer.window(), name, type);
    }
}
