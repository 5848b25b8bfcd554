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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.gui.ImageCanvas;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.swing.JCheckBox;
import javax.swing.JSlider;
import org.junit.jupiter.api.Test;

/**
 * The pictures of the documentation, taken of the real window on the sample images; with the folder
 * {@code diffseg.pictures} set they are written. The command is in {@code docs/explore.md}.
 */
class ExplorerPicturesTest extends ExplorerFixture {

    private static final int GAP = 12;
    private static final int CAPTION = 26;

    private record Captioned(String caption, BufferedImage picture) {}

    @Test
    void theWindowBesideAPhotograph() throws Exception {
        open("sample-images/photo_coffee.jpg");
        slideTo(8);
        clickImage(250, 85, false);
        clickImage(430, 300, true);
        await(() -> message().contains("they"));
        write("explore-window", windows());
    }

    @Test
    void attentionOfAPixel() throws Exception {
        open("sample-images/photo_coffee.jpg");
        slideTo(8);
        clickImage(300, 75, false);
        choose("shown", 1);
        write("explore-attention", windows());
    }

    @Test
    void threeGranularities() throws Exception {
        for (String[] sample :
                new String[][] {
                    {"photo_coffee.jpg", "explore-photograph"},
                    {"histology_ihc.png", "explore-micrograph"}
                }) {
            open("sample-images/" + sample[0]);
            List<Captioned> strip = new ArrayList<>();
            int last = Integer.MAX_VALUE;
            for (int joints : new int[] {24, 10, 4}) {
                slideTo(joints);
                assertTrue(segments() < last);
                last = segments();
                strip.add(
                        new Captioned(
                                value().replaceAll("\\s{2,}", ", "),
                                seen(new Rectangle(image.getWidth(), image.getHeight()), 0.75)));
            }
            write(sample[1], strip(strip));
            closeWindows();
        }
    }

    @Test
    void crispBesideSoft() throws Exception {
        open("sample-images/photo_coffee.jpg");
        slideTo(8);
        Rectangle detail = new Rectangle(160, 0, 280, 260);
        List<Captioned> strip = new ArrayList<>();
        strip.add(new Captioned("soft borders", seen(detail, 2)));
        push("crisp");
        await(() -> find("crisp", JCheckBox.class).isSelected());
        await(() -> !message().startsWith("Moving"));
        strip.add(new Captioned("crisp borders", seen(detail, 2)));
        assertFalse(equal(strip.get(0).picture(), strip.get(1).picture()));
        write("explore-crisp", strip(strip));
    }

    private void slideTo(int joints) throws Exception {
        JSlider slider = find("granularity", JSlider.class);
        onEventThread(
                () -> {
                    slider.setValue(slider.getMaximum() - joints);
                    return null;
                });
    }

    /** A part of the image with what lies over it, as its window shows it at a zoom. */
    private BufferedImage seen(Rectangle part, double zoom) throws Exception {
        return onEventThread(
                () -> {
                    ImageCanvas canvas = image.getCanvas();
                    canvas.setSize((int) (part.width * zoom), (int) (part.height * zoom));
                    canvas.setSourceRect(part);
                    canvas.setMagnification(zoom);
                    canvas.hideZoomIndicator(true);
                    return painted();
                });
    }

    /** Both windows, in the pixels of the screen, on white. */
    private BufferedImage windows() throws Exception {
        assertEquals(1, image.getCanvas().getMagnification());
        driver.settle();
        BufferedImage one = driver.capture(onEventThread(() -> image.getWindow().getBounds()));
        BufferedImage other = driver.capture(onEventThread(() -> explorer.window().getBounds()));
        BufferedImage both =
                white(
                        one.getWidth() + GAP + other.getWidth(),
                        Math.max(one.getHeight(), other.getHeight()));
        Graphics2D g = both.createGraphics();
        g.drawImage(one, 0, 0, null);
        g.drawImage(other, one.getWidth() + GAP, 0, null);
        g.dispose();
        return both;
    }

    private static BufferedImage strip(List<Captioned> pictures) {
        int width = pictures.stream().mapToInt(p -> p.picture().getWidth() + GAP).sum() - GAP;
        int height = pictures.stream().mapToInt(p -> p.picture().getHeight()).max().orElseThrow();
        BufferedImage strip = white(width, height + CAPTION);
        Graphics2D g = strip.createGraphics();
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 18));
        g.setColor(Color.BLACK);
        int x = 0;
        for (Captioned picture : pictures) {
            g.drawImage(picture.picture(), x, 0, null);
            g.drawString(picture.caption(), x, height + CAPTION - 6);
            x += picture.picture().getWidth() + GAP;
        }
        g.dispose();
        return strip;
    }

    private static BufferedImage white(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.dispose();
        return picture;
    }

    private static void write(String name, BufferedImage picture) throws Exception {
        String folder = System.getProperty("diffseg.pictures");
        if (folder != null) {
            assertTrue(ImageIO.write(picture, "png", new File(folder, name + ".png")));
        }
    }
}
