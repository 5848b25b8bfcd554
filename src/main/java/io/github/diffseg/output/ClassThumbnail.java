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

package io.github.diffseg.output;

import ij.process.ImageProcessor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import net.imglib2.Cursor;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;

/** A small picture of one segment: outlined, what is around it paler. */
public final class ClassThumbnail {

    /** The side, in pixels. */
    public static final int SIDE = 112;

    /** Around the segment, as a part of its larger side. */
    private static final double MARGIN = 0.15;

    private static final int LEAST_MARGIN = 4;
    private static final double PALE = 0.6;

    private ClassThumbnail() {}

    /**
     * Draws a segment.
     *
     * @param pixels of the image, {@code [width, height]}
     * @param labels of the same size
     * @param label of the segment
     * @param rgb of the outline
     * @return a square; what lies outside the image is white
     */
    public static BufferedImage of(
            RandomAccessibleInterval<ARGBType> pixels, ImageProcessor labels, int label, int rgb) {
        Rectangle box = square(bounds(labels, label), labels.getWidth(), labels.getHeight());
        Rectangle seen = box.intersection(new Rectangle(labels.getWidth(), labels.getHeight()));
        double scale = SIDE / (double) box.width;
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, SIDE, SIDE);
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        int width = Math.max(1, (int) Math.round(seen.width * scale));
        int height = Math.max(1, (int) Math.round(seen.height * scale));
        Image scaled = cropped(pixels, seen);
        if (scale < 1) {
            scaled = scaled.getScaledInstance(width, height, Image.SCALE_AREA_AVERAGING);
        }
        int left = (int) Math.round((seen.x - box.x) * scale);
        int top = (int) Math.round((seen.y - box.y) * scale);
        graphics.drawImage(scaled, left, top, width, height, null);
        graphics.dispose();
        mark(picture, labels, label, rgb, box);
        return picture;
    }

    private static Rectangle bounds(ImageProcessor labels, int label) {
        Rectangle box = new Rectangle(0, 0, -1, -1);
        for (int y = 0; y < labels.getHeight(); y++) {
            for (int x = 0; x < labels.getWidth(); x++) {
                if (Math.round(labels.getf(x, y)) == label) {
                    box.add(new Rectangle(x, y, 1, 1));
                }
            }
        }
        return box;
    }

    /** Within the image as far as it has room. */
    private static Rectangle square(Rectangle box, int width, int height) {
        int larger = Math.max(box.width, box.height);
        int side = larger + 2 * Math.max(LEAST_MARGIN, (int) (MARGIN * larger));
        return new Rectangle(
                begin(box.x - (side - box.width) / 2, side, width),
                begin(box.y - (side - box.height) / 2, side, height),
                side,
                side);
    }

    private static int begin(int wanted, int side, int room) {
        return side >= room ? (room - side) / 2 : Math.max(0, Math.min(wanted, room - side));
    }

    private static BufferedImage cropped(RandomAccessibleInterval<ARGBType> pixels, Rectangle box) {
        BufferedImage crop = new BufferedImage(box.width, box.height, BufferedImage.TYPE_INT_RGB);
        int[] rgb = new int[box.width * box.height];
        Cursor<ARGBType> cursor =
                Views.flatIterable(
                                Views.interval(
                                        Views.zeroMin(pixels),
                                        Intervals.createMinSize(
                                                box.x, box.y, box.width, box.height)))
                        .cursor();
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = cursor.next().get();
        }
        crop.setRGB(0, 0, box.width, box.height, rgb, 0, box.width);
        return crop;
    }

    private static void mark(
            BufferedImage picture, ImageProcessor labels, int label, int rgb, Rectangle box) {
        boolean[] inside = new boolean[SIDE * SIDE];
        for (int i = 0; i < inside.length; i++) {
            int x = box.x + (int) ((i % SIDE + 0.5) * box.width / SIDE);
            int y = box.y + (int) ((i / SIDE + 0.5) * box.height / SIDE);
            inside[i] =
                    x >= 0
                            && y >= 0
                            && x < labels.getWidth()
                            && y < labels.getHeight()
                            && Math.round(labels.getf(x, y)) == label;
        }
        for (int i = 0; i < inside.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            if (!inside[i]) {
                picture.setRGB(x, y, pale(picture.getRGB(x, y)));
            } else if (isBorder(inside, x, y)) {
                picture.setRGB(x, y, rgb);
            }
        }
    }

    /** Two pixels wide. */
    private static boolean isBorder(boolean[] inside, int x, int y) {
        for (int step = -2; step <= 2; step++) {
            if (!isInside(inside, x + step, y) || !isInside(inside, x, y + step)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isInside(boolean[] inside, int x, int y) {
        return x >= 0 && y >= 0 && x < SIDE && y < SIDE && inside[y * SIDE + x];
    }

    private static int pale(int rgb) {
        int pale = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int value = rgb >> shift & 0xff;
            pale |= (int) Math.round(value + PALE * (255 - value)) << shift;
        }
        return pale;
    }
}
