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

package io.github.diffseg.evaluate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.Shape;
import java.awt.TexturePaint;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * A small labelled data set: textured shapes on a textured ground, ten images, two to five shapes
 * each, with noise. Drawn from fixed random numbers, so that it is the same everywhere.
 */
public final class DrawnSet {

    /** How many images there are. */
    public static final int IMAGES = 10;

    /** Width and height of an image, in pixels. */
    public static final int SIDE = 256;

    private static final int SHAPES = 3;
    private static final int TEXTURES = 4;

    private final Random random;

    private DrawnSet(long seed) {
        random = new Random(seed);
    }

    /**
     * Writes {@code images/00.png …} and {@code masks/00.png …}: 8-bit, 0 the ground, 1… the
     * shapes.
     */
    public static void write(Path folder) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Path masks = Files.createDirectories(folder.resolve("masks"));
        for (int i = 0; i < IMAGES; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            BufferedImage mask = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_BYTE_GRAY);
            new DrawnSet(100 + i).draw(image, mask, 2 + i % 4);
            String name = String.format("%02d.png", i);
            ImageIO.write(image, "png", images.resolve(name).toFile());
            ImageIO.write(mask, "png", masks.resolve(name).toFile());
        }
    }

    private void draw(BufferedImage image, BufferedImage mask, int shapes) {
        Graphics2D picture = image.createGraphics();
        float hue = random.nextFloat();
        picture.setPaint(texture(hue, random.nextInt(TEXTURES)));
        picture.fillRect(0, 0, SIDE, SIDE);
        int start = random.nextInt(4);
        for (int i = 0; i < shapes; i++) {
            // One shape a quarter of the image, the fifth in the middle
            int quarter = (start + i) % 4;
            double cx = i < 4 ? SIDE * (0.27 + 0.46 * (quarter % 2)) : SIDE / 2.0;
            double cy = i < 4 ? SIDE * (0.27 + 0.46 * (quarter / 2)) : SIDE / 2.0;
            double radius = SIDE * (i < 4 ? 0.13 + 0.07 * random.nextDouble() : 0.09);
            Shape shape = shape(cx, cy, radius, random.nextInt(SHAPES));
            float shapeHue = hue + (i + 1f) / (shapes + 1) + 0.05f * random.nextFloat();
            picture.setPaint(texture(shapeHue, random.nextInt(TEXTURES)));
            picture.fill(shape);
            for (int y = 0; y < SIDE; y++) {
                for (int x = 0; x < SIDE; x++) {
                    if (shape.contains(x + 0.5, y + 0.5)) {
                        mask.getRaster().setSample(x, y, 0, i + 1);
                    }
                }
            }
        }
        picture.dispose();
        addNoise(image);
    }

    private Shape shape(double cx, double cy, double radius, int kind) {
        double angle = Math.PI * random.nextDouble();
        Shape upright =
                switch (kind) {
                    case 0 ->
                            new Ellipse2D.Double(-radius, -0.7 * radius, 2 * radius, 1.4 * radius);
                    case 1 ->
                            new Rectangle2D.Double(
                                    -radius, -0.7 * radius, 2 * radius, 1.4 * radius);
                    default -> triangle(radius);
                };
        AffineTransform place = AffineTransform.getTranslateInstance(cx, cy);
        place.rotate(angle);
        return place.createTransformedShape(upright);
    }

    private static Shape triangle(double radius) {
        Polygon triangle = new Polygon();
        for (int corner = 0; corner < 3; corner++) {
            double angle = 2 * Math.PI * corner / 3;
            triangle.addPoint(
                    (int) Math.round(1.2 * radius * Math.cos(angle)),
                    (int) Math.round(1.2 * radius * Math.sin(angle)));
        }
        return triangle;
    }

    /** Plain, stripes, dots or checks in a dark and a light tone of a hue. */
    private TexturePaint texture(float hue, int kind) {
        int period = 8 + random.nextInt(6);
        BufferedImage tile = new BufferedImage(period, period, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = tile.createGraphics();
        float brightness = 0.35f + 0.3f * random.nextFloat();
        graphics.setColor(Color.getHSBColor(hue, 0.55f, brightness));
        graphics.fillRect(0, 0, period, period);
        graphics.setColor(Color.getHSBColor(hue, 0.4f, brightness + 0.3f));
        int half = period / 2;
        switch (kind) {
            case 0 -> {}
            case 1 -> {
                graphics.setStroke(new BasicStroke(half));
                graphics.drawLine(0, half, period, half);
            }
            case 2 -> graphics.fillOval(1, 1, half + 1, half + 1);
            default -> {
                graphics.fillRect(0, 0, half, half);
                graphics.fillRect(half, half, period - half, period - half);
            }
        }
        graphics.dispose();
        return new TexturePaint(tile, new Rectangle2D.Double(0, 0, period, period));
    }

    private void addNoise(BufferedImage image) {
        for (int y = 0; y < SIDE; y++) {
            for (int x = 0; x < SIDE; x++) {
                int rgb = 0;
                for (int shift = 0; shift <= 16; shift += 8) {
                    double value = (image.getRGB(x, y) >> shift & 255) + 10 * random.nextGaussian();
                    rgb |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
                }
                image.setRGB(x, y, rgb);
            }
        }
    }
}
