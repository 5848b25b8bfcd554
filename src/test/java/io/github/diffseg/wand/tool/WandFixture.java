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

import ij.IJ;
import ij.ImageJ;
import ij.ImagePlus;
import ij.gui.ImageCanvas;
import ij.gui.Roi;
import ij.plugin.frame.Recorder;
import ij.plugin.frame.RoiManager;
import io.github.diffseg.command.WandOptionsCommand;
import io.github.diffseg.explore.window.WindowDriver;
import java.awt.GraphicsEnvironment;
import java.awt.Point;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.scijava.Context;
import org.scijava.command.CommandService;
import org.scijava.log.LogLevel;
import org.scijava.log.LogService;

/** A user with the wand in the toolbar of a real ImageJ. */
@Tag("display")
abstract class WandFixture {

    WindowDriver driver;
    static Context context;
    ImagePlus image;
    Recorder recorder;

    @BeforeAll
    static void start() {
        context = new Context();
        context.service(LogService.class).setLevel(LogLevel.NONE);
    }

    @AfterAll
    static void end() {
        context.dispose();
    }

    @BeforeEach
    void open() throws Exception {
        driver = new WindowDriver();
        if (IJ.getInstance() == null) {
            ImageJ imagej = new ImageJ(ImageJ.NO_SHOW);
            imagej.exitWhenQuitting(false);
        }
        onEventThread(
                () -> {
                    IJ.getInstance().pack();
                    IJ.getInstance().setLocation(300, 10);
                    IJ.getInstance().setVisible(true);
                    return null;
                });
        recorder = onEventThread(() -> new Recorder(false));
    }

    void chooseWand(int workingSize) throws Exception {
        context.service(CommandService.class)
                .run(WandOptionsCommand.class, true, "working_size", workingSize)
                .get();
        await(() -> WandTool.NAME.equals(IJ.getToolName()));
        driver.settle();
    }

    void show(ImagePlus shown) throws Exception {
        image = shown;
        onEventThread(
                () -> {
                    image.show();
                    image.getWindow().setLocation(20, 200);
                    return null;
                });
        driver.settle();
    }

    @AfterEach
    void close() throws Exception {
        if (GraphicsEnvironment.isHeadless()) {
            return;
        }
        onEventThread(
                () -> {
                    IJ.setTool("rectangle");
                    image.changes = false;
                    image.close();
                    if (RoiManager.getInstance2() != null) {
                        RoiManager.getInstance2().reset();
                        RoiManager.getInstance2().close();
                    }
                    recorder.close();
                    return null;
                });
        Recorder.record = false;
    }

    void press(Point place, int... held) throws Exception {
        ImageCanvas canvas = image.getCanvas();
        driver.clickHolding(canvas, canvas.screenX(place.x), canvas.screenY(place.y), held);
    }

    Roi selection() throws Exception {
        return onEventThread(() -> image.getRoi());
    }

    boolean selects(Point place) throws Exception {
        Roi roi = selection();
        return roi != null && roi.contains(place.x, place.y);
    }

    int area() throws Exception {
        Roi roi = selection();
        return roi == null ? 0 : roi.getContainedPoints().length;
    }

    String recorded() throws Exception {
        return onEventThread(() -> recorder.getText());
    }
}
