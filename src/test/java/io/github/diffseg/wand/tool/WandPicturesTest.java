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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.IJ;
import ij.ImagePlus;
import java.awt.Color;
import java.awt.Frame;
import java.awt.Graphics2D;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/**
 * The picture of the documentation, taken of the real windows; with the folder {@code
 * diffseg.pictures} set it is written. The command is in {@code docs/touch.md}.
 */
class WandPicturesTest extends WandFixture {

    private static final int GAP = 12;

    @Test
    void partWholeAndMore() throws Exception {
        ImagePlus photo = IJ.openImage("sample-images/photo_coffee.jpg");
        photo.setProcessor(photo.getProcessor().resize(300, 200, true));
        show(photo);
        chooseWand(0);
        List<BufferedImage> windows = new ArrayList<>();
        Point coffee = new Point(150, 38);
        press(coffee);
        await(() -> selects(coffee));
        int part = area();
        windows.add(capture(image.getWindow()));
        for (int steps = 0; steps < 20 && area() < 2 * part; steps++) {
            driver.wheel(-1);
        }
        assertTrue(area() > part);
        windows.add(capture(image.getWindow()));
        Point table = new Point(20, 180);
        press(table, KeyEvent.VK_SHIFT);
        await(() -> selects(table) && selects(coffee));
        windows.add(capture(image.getWindow()));
        write(capture(IJ.getInstance()), windows);
    }

    private BufferedImage capture(Frame window) throws Exception {
        driver.settle();
        return driver.capture(onEventThread(window::getBounds));
    }

    private static void write(BufferedImage toolbar, List<BufferedImage> windows) throws Exception {
        String folder = System.getProperty("diffseg.pictures");
        if (folder == null) {
            return;
        }
        int width = windows.stream().mapToInt(w -> w.getWidth() + GAP).sum() - GAP;
        int top = toolbar.getHeight() + GAP;
        BufferedImage all =
                new BufferedImage(
                        Math.max(width, toolbar.getWidth()),
                        top + windows.get(0).getHeight(),
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D g = all.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, all.getWidth(), all.getHeight());
        g.drawImage(toolbar, 0, 0, null);
        int x = 0;
        for (BufferedImage window : windows) {
            g.drawImage(window, x, top, null);
            x += window.getWidth() + GAP;
        }
        g.dispose();
        assertTrue(ImageIO.write(all, "png", new File(folder, "wand.png")));
    }
}
