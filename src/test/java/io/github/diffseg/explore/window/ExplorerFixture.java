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
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import ij.ImageStack;
import ij.gui.ImageCanvas;
import ij.process.ImageProcessor;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.explore.StackExploration;
import io.github.diffseg.imagej.ImageResult;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.SegmentedPlane;
import io.github.diffseg.imagej.stack.StackSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.JComboBox;
import javax.swing.JLabel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;

/**
 * A user at the explorer of an image: opens it, and drives its real window with mouse and keys.
 * Needs a display, for example {@code xvfb-run -a mvn test}.
 */
@Tag("display")
abstract class ExplorerFixture implements ExplorerWork {

    static DiffSeg diffSeg;
    static AttentionCache cache;

    final AtomicReference<ImageResult> delivered = new AtomicReference<>();
    final AtomicReference<Throwable> failed = new AtomicReference<>();
    volatile Runnable making = () -> {};
    volatile Runnable showing = () -> {};
    WindowDriver driver;
    ImagePlus image;
    Explorer explorer;

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

    /** Waits until the explorer has given everything back. */
    void awaitEnd() throws Exception {
        await(() -> onEventThread(() -> !explorer.isOpen()));
    }

    /** What lies over the image, as its window shows it. */
    BufferedImage overlay() throws Exception {
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

    static boolean equal(BufferedImage one, BufferedImage other) {
        return Arrays.equals(pixels(one), pixels(other));
    }

    static int[] pixels(BufferedImage picture) {
        return picture.getRGB(
                0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    }

    static ImagePlus twoPlanes() {
        ImageStack stack = new ImageStack();
        stack.addSlice(IJ.openImage("sample-images/photo_cat.jpg").getProcessor());
        ImageProcessor mirrored = stack.getProcessor(1).duplicate();
        mirrored.flipHorizontal();
        stack.addSlice(mirrored);
        return new ImagePlus("two planes", stack);
    }

    void open(String path) throws Exception {
        image = IJ.openImage(path);
        image.show();
        explore();
    }

    void explore() throws Exception {
        onEventThread(
                () -> {
                    image.getWindow().setLocation(20, 60);
                    return null;
                });
        explore(look(Progress.NONE));
    }

    void explore(ExploreSource source) throws Exception {
        SegmentationHierarchy hierarchy = source.hierarchy(false, Progress.NONE);
        explorer = onEventThread(() -> Explorer.open(source, hierarchy, this, failed::set));
        await(() -> explorer.window().isShowing());
        driver.settle();
        driver.placeBeside(explorer.window(), image.getWindow());
        assertNotNull(image.getOverlay());
    }

    @Override
    public Runnable deliver(ImageResult result) {
        making.run();
        return () -> {
            showing.run();
            delivered.set(result);
        };
    }

    /** What was accepted of one plane. */
    SegmentedPlane deliveredPlane() {
        return (SegmentedPlane) delivered.get();
    }

    @Override
    public ImageResult segmentAll(StackExploration chosen, Progress progress) {
        return StackSegmenter.segment(
                segmenter(), image, chosen.over(SettingsRequest.ALL_RECOMMENDED), progress);
    }

    static PlaneSegmenter segmenter() {
        return new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
    }

    @Override
    public ExploreSource look(Progress progress) {
        PlaneSegmenter segmenter = segmenter();
        return ExploreSource.open(
                segmenter, image, segmenter.settings(SettingsRequest.ALL_RECOMMENDED), progress);
    }

    int segments() throws Exception {
        return Integer.parseInt(value().replaceAll(".*\\s(\\d+) segments?$", "$1"));
    }

    String value() throws Exception {
        return textOf("value");
    }

    String message() throws Exception {
        return textOf("message");
    }

    /** The text of a label, which there is room for. */
    String textOf(String name) throws Exception {
        return onEventThread(
                () -> {
                    JLabel label = find(name, JLabel.class);
                    explorer.window().validate();
                    assertTrue(label.getPreferredSize().width <= label.getWidth(), label.getText());
                    return label.getText();
                });
    }

    void push(String button) throws Exception {
        driver.push(find(button, Component.class));
    }

    void choose(String box, int index) throws Exception {
        onEventThread(
                () -> {
                    find(box, JComboBox.class).setSelectedIndex(index);
                    return null;
                });
    }

    void clickImage(int x, int y, boolean shift) throws Exception {
        ImageCanvas canvas = image.getCanvas();
        if (shift) {
            driver.shiftClick(canvas, canvas.screenX(x), canvas.screenY(y));
        } else {
            driver.click(canvas, canvas.screenX(x), canvas.screenY(y));
        }
    }

    <C extends Component> C find(String name, Class<C> type) {
        return WindowDriver.find(explorer.window(), name, type);
    }

    /** The image as its window shows it. */
    BufferedImage painted() {
        ImageCanvas canvas = image.getCanvas();
        BufferedImage picture =
                new BufferedImage(
                        canvas.getWidth(), canvas.getHeight(), BufferedImage.TYPE_INT_RGB);
        canvas.paint(picture.createGraphics());
        return picture;
    }
}
