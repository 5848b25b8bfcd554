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

package io.github.diffseg.teach.window;

import static io.github.diffseg.explore.window.WindowDriver.await;
import static io.github.diffseg.explore.window.WindowDriver.find;
import static io.github.diffseg.explore.window.WindowDriver.onEventThread;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.WindowManager;
import ij.gui.ImageCanvas;
import ij.gui.Overlay;
import ij.gui.Roi;
import ij.io.RoiEncoder;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.batch.Batch;
import io.github.diffseg.batch.BatchRequest;
import io.github.diffseg.batch.BatchSummary;
import io.github.diffseg.batch.Export;
import io.github.diffseg.command.TeachCommand;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.RecordedMacro;
import io.github.diffseg.explore.window.WindowDriver;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.teach.TaughtLayer.Look;
import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import java.awt.Rectangle;
import java.awt.Window;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JTextField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** The window of DiffSeg Teach..., with mouse and keys. */
@Tag("display")
class TeachWindowTest {

    private static final int WIDTH = 300;
    private static final int HEIGHT = 240;

    @TempDir Path folder;

    private WindowDriver driver;
    private Context context;
    private ImagePlus image;
    private Recorder recorder;
    private Overlay overlay;
    private Teacher teacher;

    @BeforeEach
    void open() throws Exception {
        driver = new WindowDriver();
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
        if (IJ.getInstance() == null) {
            ImageJ imagej = new ImageJ(ImageJ.NO_SHOW);
            imagej.exitWhenQuitting(false);
        }
        recorder = onEventThread(() -> new Recorder(false));
    }

    private void teach(ImagePlus shown, int workingSize) throws Exception {
        image = shown;
        onEventThread(
                () -> {
                    IJ.setTool("rectangle");
                    image.show();
                    image.getWindow().setLocation(20, 100);
                    return null;
                });
        driver.settle();
        overlay = new Overlay(new Roi(5, 5, 9, 9));
        onEventThread(
                () -> {
                    image.setOverlay(overlay);
                    image.setRoi(new Roi(40, 50, 30, 20));
                    return null;
                });
        context.service(CommandService.class)
                .run(
                        TeachCommand.class,
                        true,
                        "imp",
                        image,
                        "working_size",
                        workingSize,
                        "add_rois",
                        false)
                .get();
        await(() -> Teacher.current().isPresent());
        teacher = Teacher.current().get();
        await(() -> onEventThread(() -> teacher.window().isShowing() && teacher.isSettled()));
        driver.placeBeside(teacher.window(), image.getWindow());
        onEventThread(
                () -> {
                    image.deleteRoi();
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
                    Teacher.current().ifPresent(Teacher::close);
                    IJ.setTool("rectangle");
                    for (int id :
                            Optional.ofNullable(WindowManager.getIDList()).orElse(new int[0])) {
                        WindowManager.getImage(id).changes = false;
                        WindowManager.getImage(id).close();
                    }
                    if (RoiManager.getInstance2() != null) {
                        RoiManager.getInstance2().reset();
                        RoiManager.getInstance2().close();
                    }
                    recorder.close();
                    return null;
                });
        Recorder.record = false;
        context.dispose();
    }

    /** A stroke with ImageJ's own pen, and the key of its class. */
    private void scribble(int key, int x, int y, int dx, int dy) throws Exception {
        int before = onEventThread(() -> teacher.lesson().scribbles().size());
        ImageCanvas canvas = image.getCanvas();
        double zoom = canvas.getMagnification();
        driver.drag(
                canvas, canvas.screenX(x), canvas.screenY(y), (int) (dx * zoom), (int) (dy * zoom));
        assertNotNull(onEventThread(() -> image.getRoi()), "the pen draws a selection");
        driver.press(key);
        await(() -> onEventThread(() -> teacher.lesson().scribbles().size()) == before + 1);
        await(() -> onEventThread(() -> teacher.isSettled()));
        driver.settle();
    }

    private void push(String button) throws Exception {
        driver.push(find((Container) teacher.window(), button, JButton.class));
    }

    private void name(int number, String name) throws Exception {
        JTextField field = find((Container) teacher.window(), "name_" + number, JTextField.class);
        onEventThread(
                () -> {
                    field.setText(name);
                    field.postActionEvent();
                    return null;
                });
        await(() -> onEventThread(() -> teacher.isSettled()));
    }

    private int seenAt(int x, int y) throws Exception {
        ImageCanvas canvas = image.getCanvas();
        Rectangle place =
                onEventThread(
                        () -> {
                            Point corner = canvas.getLocationOnScreen();
                            return new Rectangle(
                                    corner.x + canvas.screenX(x),
                                    corner.y + canvas.screenY(y),
                                    1,
                                    1);
                        });
        return driver.capture(place).getRGB(0, 0) & 0xffffff;
    }

    /** Chooses what is laid over the image, and captures it. */
    private BufferedImage look(Look look) throws Exception {
        JComboBox<?> box = find((Container) teacher.window(), "look", JComboBox.class);
        onEventThread(
                () -> {
                    box.setSelectedItem(look);
                    return null;
                });
        await(() -> onEventThread(() -> teacher.isSettled()));
        driver.settle();
        ImageCanvas canvas = image.getCanvas();
        return driver.capture(
                onEventThread(() -> new Rectangle(canvas.getLocationOnScreen(), canvas.getSize())));
    }

    private static void assertAlike(BufferedImage expected, BufferedImage seen) {
        assertArrayEquals(pixels(expected), pixels(seen));
    }

    private static int[] pixels(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        return picture.getRGB(0, 0, width, height, null, 0, width);
    }

    /** No pixel gets darker, at a border between classes some get much brighter. */
    private static void assertWhiteIsLaidOver(BufferedImage plain, BufferedImage uncertain) {
        int[] before = pixels(plain);
        int[] after = pixels(uncertain);
        int most = 0;
        for (int i = 0; i < before.length; i++) {
            for (int shift = 0; shift < 24; shift += 8) {
                int brighter = (after[i] >> shift & 255) - (before[i] >> shift & 255);
                assertTrue(brighter >= -1, "pixel " + i);
                most = Math.max(most, brighter);
            }
        }
        assertTrue(most > 50, "brighter by " + most);
    }

    @Test
    void groupsOfTheRoiManagerAreTakenAndItStaysAsItIs() throws Exception {
        Roi disc = new Roi(80, 120, 20, 10);
        disc.setGroup(1);
        Roi ground = new Roi(20, 20, 150, 5);
        ground.setGroup(2);
        Roi other = new Roi(250, 30, 10, 150);
        other.setName("of the user");
        onEventThread(
                () -> {
                    RoiManager manager = RoiManager.getRoiManager();
                    List.of(disc, ground, other).forEach(roi -> manager.add(roi, -1));
                    return null;
                });
        teach(Pictures.image("shapes.tif", WIDTH, HEIGHT), 128);
        Roi selection = new Roi(120, 60, 25, 15);
        List<String> before =
                onEventThread(
                        () -> {
                            image.setRoi(selection);
                            teacher.window().toFront();
                            return managed();
                        });
        driver.settle();
        int ofDisc = seenAt(90, 170);
        push("groups");
        await(() -> onEventThread(() -> teacher.lesson().scribbles().size()) == 2);
        await(() -> onEventThread(() -> teacher.isSettled()));
        driver.settle();
        assertTrue(seenAt(90, 170) != ofDisc, "classes are laid over");
        assertEquals(before, onEventThread(TeachWindowTest::managed));
        assertSame(selection, onEventThread(() -> image.getRoi()));

        push("undo");
        await(() -> onEventThread(() -> teacher.lesson().scribbles().isEmpty()));
        await(() -> onEventThread(() -> teacher.isSettled()));
        push("end");
        await(() -> Teacher.current().isEmpty());
        assertEquals(before, onEventThread(TeachWindowTest::managed));
        assertSame(overlay, onEventThread(() -> image.getOverlay()));
        assertEquals(selection.getBounds(), onEventThread(() -> image.getRoi()).getBounds());
    }

    /** All of each ROI in the ROI Manager: place, name, group, colours. */
    private static List<String> managed() {
        return Stream.of(RoiManager.getInstance2().getRoisAsArray())
                .map(roi -> HexFormat.of().formatHex(RoiEncoder.saveAsByteArray(roi)))
                .toList();
    }

    @Test
    void scribblesAreSeenSavedAndUsedAndNothingOfTheUsersIsLost() throws Exception {
        teach(Pictures.image("shapes.tif", WIDTH, HEIGHT), 128);
        assertEquals("freeline", IJ.getToolName());
        int disc = seenAt(90, 170);
        int ground = seenAt(190, 60);
        scribble(KeyEvent.VK_1, 80, 120, 20, 10);
        assertNull(onEventThread(() -> image.getRoi()), "the stroke is no selection any more");
        assertEquals(disc, seenAt(90, 170), "one class tells nothing");
        scribble(KeyEvent.VK_2, 20, 20, 150, 5);
        int taughtDisc = seenAt(90, 170);
        int taughtGround = seenAt(190, 60);
        assertTrue(taughtDisc != disc && taughtGround != ground, "classes are laid over");
        scribble(KeyEvent.VK_3, 250, 30, 10, 150);
        int taughtBar = seenAt(280, 200);
        assertTrue(taughtBar != 0x2040d0);

        BufferedImage classes = look(Look.CLASSES);
        BufferedImage plain = look(Look.SCRIBBLES);
        assertEquals(disc, seenAt(90, 170));
        assertWhiteIsLaidOver(plain, look(Look.UNCERTAIN));
        assertTrue(seenAt(90, 170) != taughtDisc, "a certain place has no colour of its class");
        assertAlike(classes, look(Look.CLASSES));

        scribble(KeyEvent.VK_2, 80, 150, 20, 5);
        push("undo");
        await(() -> onEventThread(() -> teacher.lesson().scribbles().size()) == 3);
        await(() -> onEventThread(() -> teacher.isSettled()));
        driver.settle();
        assertEquals(taughtBar, seenAt(280, 200));

        Path file = folder.resolve("shapes.json");
        push("results");
        chooseFile(file);
        await(() -> WindowManager.getImage("shapes - DiffSeg labels") != null);
        ImagePlus labels = WindowManager.getImage("shapes - DiffSeg labels");
        assertEquals(1, labels.getProcessor().get(90, 170));
        assertEquals(2, labels.getProcessor().get(190, 60));
        assertEquals(3, labels.getProcessor().get(280, 200));
        await(() -> onEventThread(() -> recorder.getText()).contains("classifier="));

        push("end");
        await(() -> Teacher.current().isEmpty());
        assertSame(overlay, onEventThread(() -> image.getOverlay()));
        assertEquals(1, overlay.size());
        Roi selection = onEventThread(() -> image.getRoi());
        assertEquals(new Rectangle(40, 50, 30, 20), selection.getBounds());
        assertEquals("rectangle", IJ.getToolName());
        assertTrue(RoiManager.getInstance2() == null || RoiManager.getInstance2().getCount() == 0);

        assertSameInABatch(file, labels);
        assertSameByMacro(onEventThread(() -> recorder.getText()), labels);
    }

    private void chooseFile(Path file) throws Exception {
        await(() -> chooser().isPresent());
        onEventThread(
                () -> {
                    chooser().orElseThrow().setSelectedFile(file.toFile());
                    chooser().orElseThrow().approveSelection();
                    return null;
                });
    }

    private static Optional<JFileChooser> chooser() throws Exception {
        return onEventThread(
                () ->
                        Stream.of(Window.getWindows())
                                .filter(Component::isShowing)
                                .map(TeachWindowTest::chooserIn)
                                .flatMap(Optional::stream)
                                .findFirst());
    }

    private static Optional<JFileChooser> chooserIn(Container container) {
        for (Component component : container.getComponents()) {
            if (component instanceof JFileChooser chooser) {
                return Optional.of(chooser);
            }
            if (component instanceof Container inner) {
                Optional<JFileChooser> found = chooserIn(inner);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private void assertSameInABatch(Path file, ImagePlus labels) throws Exception {
        Path input = Files.createDirectory(folder.resolve("in"));
        Path output = folder.resolve("out");
        IJ.saveAsTiff(
                Pictures.image("shapes.tif", WIDTH, HEIGHT),
                input.resolve("shapes.tif").toString());
        try (DiffSeg diffSeg =
                DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE)) {
            BatchSummary summary =
                    Batch.run(
                            new BatchRequest(
                                    input,
                                    "*",
                                    false,
                                    output,
                                    Set.of(Export.LABELS),
                                    SettingsRequest.ALL_RECOMMENDED.with(Setting.CLASSIFIER, file)),
                            diffSeg,
                            "embedded",
                            Progress.NONE);
            assertEquals(List.of(), summary.failures(), summary::text);
        }
        assertArrayEquals(
                labels.getProcessor().getIntArray(),
                IJ.openImage(output.resolve("shapes-labels.tif").toString())
                        .getProcessor()
                        .getIntArray());
    }

    private void assertSameByMacro(String recorded, ImagePlus labels) throws Exception {
        String line =
                recorded.lines().filter(l -> l.contains("classifier=")).findFirst().orElseThrow();
        SegmentedPlane again =
                RecordedMacro.run(line, IJ.openImage(folder.resolve("in/shapes.tif").toString()));
        assertArrayEquals(
                labels.getProcessor().getIntArray(),
                again.labelImage().getProcessor().getIntArray());
    }

    /** With the folder {@code diffseg.pictures} set, the picture of docs/touch.md is written. */
    @Test
    void thePictureOfTheDocumentation() throws Exception {
        ImagePlus photo = IJ.openImage("sample-images/histology_ihc.png");
        teach(photo, 0);
        scribble(KeyEvent.VK_1, 80, 110, 60, 20);
        scribble(KeyEvent.VK_1, 400, 180, 30, 40);
        scribble(KeyEvent.VK_2, 190, 280, 40, 30);
        scribble(KeyEvent.VK_3, 331, 116, 22, 42);
        scribble(KeyEvent.VK_3, 10, 330, 20, 50);
        scribble(KeyEvent.VK_2, 472, 60, 4, 30);
        scribble(KeyEvent.VK_1, 270, 400, 16, 30);
        name(1, "gland");
        name(2, "stroma");
        name(3, "lumen");
        driver.settle();
        Rectangle area =
                onEventThread(
                        () -> image.getWindow().getBounds().union(teacher.window().getBounds()));
        BufferedImage picture = driver.capture(area);
        assertTrue(area.width < 1366 && area.height < 768, "both fit the screen: " + area);
        String pictures = System.getProperty("diffseg.pictures");
        if (pictures != null) {
            assertTrue(ImageIO.write(picture, "png", new File(pictures, "teach.png")));
        }
    }
}
