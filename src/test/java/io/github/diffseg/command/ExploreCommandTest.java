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
import ij.WindowManager;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import ij.text.TextWindow;
import io.github.diffseg.explore.RecordedMacro;
import io.github.diffseg.explore.window.WindowDriver;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.service.SessionAttention;
import java.awt.GraphicsEnvironment;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.scijava.Context;
import org.scijava.command.CommandModule;
import org.scijava.command.CommandService;
import org.scijava.event.EventHandler;
import org.scijava.event.EventService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;
import org.scijava.task.Task;
import org.scijava.task.event.TaskEvent;

/** DiffSeg Explore... through SciJava, from its call to what Accept leaves in ImageJ. */
@Tag("display")
class ExploreCommandTest {

    private static final String EXPLORER = "DiffSeg Explore";

    private WindowDriver driver;
    private Context context;
    private ImagePlus image;

    @BeforeEach
    void open() throws Exception {
        driver = new WindowDriver();
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
        image = Pictures.image("shapes", 200, 160);
        onEventThread(
                () -> {
                    image.show();
                    image.getWindow().setLocation(20, 60);
                    return null;
                });
    }

    @AfterEach
    void close() throws Exception {
        if (GraphicsEnvironment.isHeadless()) {
            return;
        }
        onEventThread(
                () -> {
                    for (int id :
                            Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0])) {
                        ImagePlus left = WindowManager.getImage(id);
                        left.changes = false;
                        left.close();
                    }
                    for (Window window : Window.getWindows()) {
                        window.dispose();
                    }
                    return null;
                });
        Recorder.record = false;
        context.dispose();
    }

    @Test
    void acceptingGivesAllThatWasChosenAndRecordsALineThatMakesItAgain() throws Exception {
        RoiManager manager = RoiManager.getRoiManager();
        manager.reset();
        Recorder recorder = onEventThread(() -> new Recorder(true));
        Map<String, Object> chosen = new HashMap<>();
        chosen.put("show_table", true);
        chosen.put("draw_overlay", true);
        chosen.put("confidence_map", true);
        // As ImageJ does around each command that is chosen from a menu
        Recorder.setCommand("DiffSeg Explore...");
        CommandModule module = explore(chosen);
        Recorder.saveCommand();
        assertFalse(module.isCanceled(), module.getCancelReason());
        await(() -> WindowDriver.window(EXPLORER).isPresent());
        Window explorer = WindowDriver.window(EXPLORER).orElseThrow();
        driver.placeBeside(explorer, image.getWindow());
        driver.click(explorer, 5, -10);
        driver.press(KeyEvent.VK_LEFT);
        driver.click(
                image.getCanvas(), image.getCanvas().screenX(60), image.getCanvas().screenY(80));
        driver.press(KeyEvent.VK_DELETE);
        driver.press(KeyEvent.VK_ENTER);
        await(() -> shown("shapes - DiffSeg labels") != null);
        ImagePlus labels = shown("shapes - DiffSeg labels");
        int segments = (int) labels.getStatistics().max;
        assertTrue(segments > 0);
        assertEquals(0, labels.getProcessor().get(60, 80), "deleted");
        await(() -> WindowDriver.window(EXPLORER).isEmpty());
        assertEquals(segments, manager.getCount());
        assertEquals(segments, image.getOverlay().size());
        assertNotNull(shown("shapes - DiffSeg confidence"));
        TextWindow table = (TextWindow) WindowManager.getWindow("shapes - DiffSeg segments");
        assertEquals(segments, table.getResultsTable().size());

        // ImageJ itself records which window was in front
        String recorded =
                recorder.getText()
                        .lines()
                        .filter(line -> line.contains("DiffSeg"))
                        .findFirst()
                        .orElseThrow();
        assertTrue(recorded.contains(" granularity=") && recorded.contains("delete "), recorded);
        for (String name : chosen.keySet()) {
            assertTrue(recorded.contains(" " + name + "=true "), recorded);
        }
        assertArrayEquals(
                (short[]) labels.getProcessor().convertToShortProcessor(false).getPixels(),
                (short[])
                        RecordedMacro.run(recorded, image)
                                .labelImage()
                                .getProcessor()
                                .convertToShortProcessor(false)
                                .getPixels());
    }

    @Test
    void theCommandThatFollowsPaysNoSecondPass() throws Exception {
        explore(Map.of());
        await(() -> WindowDriver.window(EXPLORER).isPresent());
        Steps steps = new Steps(() -> {});
        context.service(EventService.class).subscribe(steps);
        Map<String, Object> inputs = inputs(Map.of("granularity", 0.5));
        CommandModule segment =
                context.service(CommandService.class).run(SegmentCommand.class, true, inputs).get();
        assertFalse(segment.isCanceled(), segment.getCancelReason());
        assertNotNull(segment.getOutput("label_image"));
        assertFalse(steps.reachedUnet, "the attention was known");
        inputs.put("working_size", 192);
        context.service(CommandService.class).run(SegmentCommand.class, true, inputs).get();
        assertTrue(steps.reachedUnet, "another working size is another pass");
    }

    @Test
    void exploringTwiceBringsTheWindowToTheFront() throws Exception {
        explore(Map.of());
        await(() -> WindowDriver.window(EXPLORER).isPresent());
        Window explorer = WindowDriver.window(EXPLORER).orElseThrow();
        JLabel message = WindowDriver.find(explorer, "message", JLabel.class);
        CommandModule second = explore(Map.of());
        assertFalse(second.isCanceled(), second.getCancelReason());
        await(() -> onEventThread(message::getText).contains("already"));
        long windows =
                onEventThread(
                        () ->
                                Stream.of(Window.getWindows())
                                        .filter(window -> EXPLORER.equals(window.getName()))
                                        .filter(Window::isShowing)
                                        .count());
        assertEquals(1, windows);
        assertEquals(1, image.getOverlay().size());
    }

    @Test
    void theImageClosedDuringThePassEndsIt() throws Exception {
        Steps steps =
                new Steps(
                        () ->
                                onEventThread(
                                        () -> {
                                            image.changes = false;
                                            image.close();
                                            return null;
                                        }));
        context.service(EventService.class).subscribe(steps);
        CommandModule module = explore(Map.of());
        assertTrue(steps.reachedUnet);
        assertEndedSilently(module);
        assertEquals(0, context.service(SessionAttention.class).cache().bytes(), "it was cut off");
    }

    @Test
    void cancellingThePassEndsIt() throws Exception {
        Steps steps = new Steps(() -> IJ.setKeyDown(KeyEvent.VK_ESCAPE));
        context.service(EventService.class).subscribe(steps);
        CommandModule module = explore(Map.of());
        assertEndedSilently(module);
        assertEquals(0, context.service(SessionAttention.class).cache().bytes(), "it was cut off");
        assertNull(image.getOverlay());
        steps.action = () -> {};
        assertFalse(explore(Map.of()).isCanceled(), "the next one is not");
        await(() -> WindowDriver.window(EXPLORER).isPresent());
    }

    @Test
    void anImageWithoutAWindowIsRefused() throws Exception {
        image.hide();
        CommandModule module = explore(Map.of());
        assertTrue(module.isCanceled());
        assertTrue(module.getCancelReason().contains("needs an image in a window"));
    }

    private static void assertEndedSilently(CommandModule module) throws Exception {
        assertTrue(module.isCanceled());
        assertEquals("", module.getCancelReason());
        onEventThread(() -> null);
        assertTrue(WindowDriver.window(EXPLORER).isEmpty());
    }

    private CommandModule explore(Map<String, Object> chosen) throws Exception {
        return context.service(CommandService.class)
                .run(ExploreCommand.class, true, inputs(chosen))
                .get();
    }

    private Map<String, Object> inputs(Map<String, Object> chosen) {
        Map<String, Object> inputs = new HashMap<>(chosen);
        inputs.put("imp", image);
        inputs.put("device", "cpu");
        inputs.put("working_size", 128);
        return inputs;
    }

    private static ImagePlus shown(String title) throws Exception {
        return onEventThread(() -> WindowManager.getImage(title));
    }

    /** What a user does at one moment. */
    private interface Action {
        void run() throws Exception;
    }

    /** Does something once the UNet is at work. */
    public static final class Steps {

        private volatile Action action;
        private volatile boolean reachedUnet;

        Steps(Action action) {
            this.action = action;
        }

        @EventHandler
        public void onEvent(TaskEvent event) throws Exception {
            Task task = event.getTask();
            String status = task.getStatusMessage();
            if (status != null && status.contains("UNet") && !reachedUnet) {
                reachedUnet = true;
                action.run();
            }
        }
    }
}
