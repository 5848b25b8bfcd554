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

package io.github.diffseg.wand.tool;

import static io.github.diffseg.explore.window.WindowDriver.await;
import static io.github.diffseg.explore.window.WindowDriver.onEventThread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.gui.Toolbar;
import ij.plugin.frame.RoiManager;
import ij.process.ByteProcessor;
import io.github.diffseg.command.HeadlessMacro;
import io.github.diffseg.command.WandCommand;
import io.github.diffseg.command.WandPluginToolCommand;
import io.github.diffseg.command.WandToolCommand;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.wand.SeenPart;
import io.github.diffseg.wand.WandPlane;
import java.awt.Frame;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.event.KeyEvent;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.scijava.command.CommandService;

/** The wand in the toolbar, with mouse and keys. */
class WandToolTest extends WandFixture {

    /** Within the disc and within the bar. */
    private static final Point DISC = new Point(60, 80);

    private static final Point BAR = new Point(170, 80);

    @BeforeEach
    void begin() throws Exception {
        show(Pictures.image("shapes", 200, 160));
        chooseWand(128);
    }

    private static byte[] mask(ImagePlus of) {
        ByteProcessor mask = new ByteProcessor(of.getWidth(), of.getHeight());
        mask.setValue(255);
        mask.fill(of.getRoi());
        return (byte[]) mask.getPixels();
    }

    @Test
    void theMenusPutItIntoTheToolbarWithoutADialog() throws Exception {
        for (Class<? extends WandToolCommand> command :
                List.of(WandToolCommand.class, WandPluginToolCommand.class)) {
            onEventThread(
                    () -> {
                        IJ.setTool(Toolbar.RECTANGLE);
                        return null;
                    });
            context.service(CommandService.class).run(command, true).get();
            await(() -> WandTool.NAME.equals(IJ.getToolName()));
            assertNull(selection());
            assertFalse(recorded().contains("DiffSeg"), recorded());
        }
    }

    @Test
    void theFirstLookBlocksNothingAndCanBeStopped() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        AtomicReference<Throwable> failed = new AtomicReference<>();
        WandSetup endless =
                new WandSetup() {
                    @Override
                    public SeenPart part(ImagePlus of, Rectangle view, Progress progress) {
                        return SeenPart.of(of.getWidth(), of.getHeight(), view, 128);
                    }

                    @Override
                    public WandPlane look(DisplayedPlane plane, Progress progress) {
                        looking.countDown();
                        while (!progress.isCancelled()) {
                            Thread.onSpinWait();
                        }
                        stopped.countDown();
                        throw new CancellationException();
                    }

                    @Override
                    public boolean connectedPartOnly() {
                        return true;
                    }

                    @Override
                    public void report(Throwable failure) {
                        failed.set(failure);
                    }
                };
        AtomicReference<String> asked = new AtomicReference<>();
        onEventThread(
                () -> {
                    WandTool.install(endless, () -> asked.set("options"));
                    return null;
                });
        press(DISC);
        assertTrue(looking.await(60, TimeUnit.SECONDS));
        // The event thread answers while the network would work
        assertNull(selection());
        driver.press(KeyEvent.VK_ESCAPE);
        assertTrue(stopped.await(60, TimeUnit.SECONDS));
        driver.settle();
        assertNull(selection());
        assertNull(failed.get());
        onEventThread(
                () -> {
                    Toolbar.getPlugInTool().showOptionsDialog();
                    return null;
                });
        assertEquals("options", asked.get());
    }

    @Test
    void pressWheelAddTakeAwayAndRoiManager() throws Exception {
        press(DISC);
        await(() -> selects(DISC));
        assertFalse(selects(new Point(2, 2)));
        int part = area();
        driver.wheel(-1);
        await(() -> area() > part);
        int whole = area();
        driver.wheel(1);
        await(() -> area() == part);
        driver.press(KeyEvent.VK_EQUALS);
        await(() -> area() == whole);
        driver.press(KeyEvent.VK_MINUS);
        await(() -> area() == part);

        press(BAR, KeyEvent.VK_SHIFT);
        await(() -> selects(BAR) && selects(DISC));
        assertTrue(area() > part);
        press(DISC, KeyEvent.VK_ALT);
        await(() -> !selects(DISC));
        assertTrue(selects(BAR));

        driver.press(KeyEvent.VK_T);
        await(() -> RoiManager.getInstance2() != null && RoiManager.getInstance2().getCount() == 1);
        assertArrayEquals(
                selection().getContainedPoints(),
                RoiManager.getInstance2().getRoi(0).getContainedPoints());

        // The recorded lines make the same selection without a mouse
        List<String> lines =
                recorded().lines().filter(line -> line.contains("DiffSeg Wand")).toList();
        assertEquals(3, lines.size(), recorded());
        assertTrue(recorded().contains(lines.get(2) + "\nroiManager(\"Add\");"), recorded());
        byte[] made = mask(image);
        onEventThread(
                () -> {
                    image.deleteRoi();
                    return null;
                });
        HeadlessMacro.install(context, WandCommand.class);
        assertNull(HeadlessMacro.run(String.join("\n", lines), "").error());
        assertArrayEquals(made, mask(image));
    }

    @Test
    void draggingWalksToo() throws Exception {
        ImageCanvas canvas = image.getCanvas();
        press(DISC);
        await(() -> selects(DISC));
        int part = area();
        driver.drag(canvas, canvas.screenX(DISC.x), canvas.screenY(DISC.y), 0, -30);
        await(() -> area() > part);
    }

    @Test
    void stacksPlaneByPlaneAndEditedPictures() throws Exception {
        onEventThread(
                () -> {
                    image.close();
                    return null;
                });
        ImageStack stack = new ImageStack(200, 160);
        stack.addSlice(Pictures.colours(200, 160));
        stack.addSlice(Pictures.colours(200, 160));
        stack.getProcessor(2).flipHorizontal();
        show(new ImagePlus("two planes", stack));
        press(DISC);
        await(() -> selects(DISC));
        assertFalse(selects(new Point(140, 80)));
        onEventThread(
                () -> {
                    image.setSlice(2);
                    return null;
                });
        press(new Point(140, 80));
        await(() -> selects(new Point(140, 80)));
        assertFalse(selects(DISC));
        // Edited back, without a word to anyone but the screen
        onEventThread(
                () -> {
                    image.getProcessor().flipHorizontal();
                    image.updateAndDraw();
                    return null;
                });
        press(DISC);
        await(() -> selects(DISC));
        assertFalse(selects(new Point(140, 80)));
    }

    @Test
    void escapeEndsAndNothingOfTheUsersIsLost() throws Exception {
        ImageCanvas canvas = image.getCanvas();
        int wheels = canvas.getMouseWheelListeners().length;
        Overlay overlay = new Overlay(new Roi(5, 5, 20, 20));
        onEventThread(
                () -> {
                    image.setOverlay(overlay);
                    image.setRoi(new Roi(100, 100, 30, 30));
                    return null;
                });
        press(DISC);
        await(() -> selects(DISC));
        assertEquals(wheels + 1, canvas.getMouseWheelListeners().length);
        int part = area();
        driver.press(KeyEvent.VK_ESCAPE);
        await(() -> canvas.getMouseWheelListeners().length == wheels);
        assertEquals(part, area());
        assertEquals(1, image.getOverlay().size());
        assertNull(RoiManager.getInstance2());
        press(DISC);
        await(() -> canvas.getMouseWheelListeners().length == wheels + 1);
        // Another tool ends it too
        onEventThread(
                () -> {
                    IJ.setTool(Toolbar.RECTANGLE);
                    return null;
                });
        await(() -> canvas.getMouseWheelListeners().length == wheels);
        assertNotNull(selection());
        assertEquals(Frame.NORMAL, image.getWindow().getExtendedState());
    }
}
