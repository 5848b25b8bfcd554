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

package io.github.diffseg.imagej.plane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.VirtualStack;
import ij.plugin.LutLoader;
import ij.process.ByteProcessor;
import ij.process.ColorProcessor;
import ij.process.FloatProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import ij.process.ShortProcessor;
import java.awt.Color;
import java.util.Random;
import java.util.function.Supplier;
import net.imglib2.RandomAccess;
import net.imglib2.type.numeric.ARGBType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayedPlaneTest {

    private static final int WIDTH = 37;
    private static final int HEIGHT = 29;

    @Test
    void grey8WithDisplayRange() {
        assertShownAsInImageJ(
                () -> {
                    ImagePlus image = new ImagePlus("grey", noise(8, 1));
                    image.setDisplayRange(40, 170);
                    return image;
                });
    }

    @Test
    void invertingLookupTable() {
        Supplier<ImagePlus> inverted =
                () -> {
                    ImageProcessor pixels = noise(8, 2);
                    pixels.invertLut();
                    return new ImagePlus("inverted", pixels);
                };
        assertShownAsInImageJ(inverted);
        int stored = inverted.get().getProcessor().get(3, 4);
        assertEquals(255 - stored, rgb(DisplayedPlane.of(inverted.get()), 3, 4) & 255);
    }

    @Test
    void color8() {
        assertShownAsInImageJ(
                () -> {
                    ImageProcessor pixels = noise(8, 3);
                    pixels.setLut(fire());
                    ImagePlus image = new ImagePlus("fire", pixels);
                    image.setTypeToColor256();
                    return image;
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void deeperGreysWithLookupTableAndDisplayRange(int bits) {
        assertShownAsInImageJ(
                () -> {
                    ImageProcessor pixels = noise(bits, 4);
                    pixels.setLut(fire());
                    pixels.setMinAndMax(1000.5, 50_000);
                    return new ImagePlus("deep", pixels);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 32})
    void displayRangeOfTheWholePlaneHoldsInsideASelection(int bits) {
        Supplier<ImagePlus> image = () -> new ImagePlus("auto", noise(bits, 5));
        ImagePlus selected = image.get();
        selected.setRoi(5, 6, 18, 17);
        DisplayedPlane part = DisplayedPlane.of(selected);
        DisplayedPlane whole = DisplayedPlane.of(image.get());
        assertEquals(rgb(whole, 5 + 7, 6 + 8), rgb(part, 7, 8));
    }

    @Test
    void rgbAsInImageJ() {
        assertShownAsInImageJ(() -> new ImagePlus("rgb", noise(24, 6)));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32})
    void laterEditsDoNotReachIt(int bits) {
        ImagePlus image = new ImagePlus("edited", noise(bits, 6));
        DisplayedPlane plane = DisplayedPlane.of(image);
        int before = rgb(plane, 2, 2);
        int value = image.getProcessor().get(2, 2);
        image.getProcessor().setValue(0);
        image.getProcessor().fill();
        assertEquals(before, rgb(plane, 2, 2));
        assertEquals(value, plane.copy().getProcessor().get(2, 2));
    }

    /** What is rendered later of the copy is what was seen; its values are the channel's. */
    @ParameterizedTest
    @ValueSource(ints = {CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE})
    void theCopyShowsTheSame(int mode) {
        for (int bits : new int[] {8, 16, 32}) {
            CompositeImage image = hyperstack(3, 2, 2, bits, mode);
            image.setPosition(2, 2, 1);
            image.getCalibration().pixelWidth = 0.5;
            DisplayedPlane plane = DisplayedPlane.of(image);
            ImageProcessor channel = image.getProcessor().duplicate();
            image.setPosition(1, 1, 2);
            DisplayedPlane again = DisplayedPlane.ofWholeImage(plane.copy());
            assertEquals(0.5, plane.copy().getCalibration().pixelWidth);
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    assertEquals(rgb(plane, x, y), rgb(again, x, y), x + ", " + y);
                    assertEquals(
                            channel.getf(x, y), plane.copy().getProcessor().getf(x, y), "channel");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {CompositeImage.COMPOSITE, CompositeImage.COLOR, CompositeImage.GRAYSCALE})
    void channelsOfAHyperstack(int mode) {
        for (int bits : new int[] {8, 16, 32}) {
            assertShownAsInImageJ(
                    () -> {
                        CompositeImage image = hyperstack(3, 2, 2, bits, mode);
                        image.setPosition(2, 2, 2);
                        image.setDisplayRange(20, 200);
                        return image;
                    });
        }
    }

    @Test
    void onlyActiveChannels() {
        Supplier<ImagePlus> image =
                () -> {
                    CompositeImage channels = hyperstack(3, 1, 1, 8, CompositeImage.COMPOSITE);
                    channels.getActiveChannels()[0] = false;
                    channels.getActiveChannels()[2] = false;
                    return channels;
                };
        assertShownAsInImageJ(image);
        DisplayedPlane plane = DisplayedPlane.of(image.get());
        int bright = noise(8, 21).get(3, 4);
        assertTrue(bright > 10, "above the display range's lower end");
        assertEquals(0, rgb(plane, 3, 4) & 0xff00ff, "green alone");
        assertNotEquals(0, rgb(plane, 3, 4) & 0xff00);
    }

    @Test
    void projectionsOfCompositesAsInImageJ() {
        for (String projection : new String[] {"Max", "Min", "Invert"}) {
            assertShownAsInImageJ(
                    () -> {
                        CompositeImage image = hyperstack(2, 1, 1, 8, CompositeImage.COMPOSITE);
                        image.setProp("CompositeProjection", projection);
                        return image;
                    });
        }
    }

    @Test
    void noActiveChannelIsRefused() {
        CompositeImage image = hyperstack(2, 1, 1, 8, CompositeImage.COMPOSITE);
        image.getActiveChannels()[0] = false;
        image.getActiveChannels()[1] = false;
        assertRefused(image, "No channel");
    }

    @Test
    void currentPlaneOfAVirtualAndLockedStack() {
        ImageStack virtual =
                new VirtualStack(WIDTH, HEIGHT, 3) {
                    @Override
                    public ImageProcessor getProcessor(int n) {
                        return noise(8, 100 + n);
                    }
                };
        ImagePlus image = new ImagePlus("virtual", virtual);
        image.setSlice(3);
        image.lock();
        int grey = noise(8, 103).get(9, 9);
        assertEquals(grey * 0x010101, rgb(DisplayedPlane.of(image), 9, 9) & 0xffffff);
    }

    @Test
    void nanIsLowestAndInfinitePixelsAreClamped() {
        FloatProcessor pixels = new FloatProcessor(20, 20);
        for (int i = 0; i < 400; i++) {
            pixels.setf(i, i);
        }
        pixels.setf(0, Float.NaN);
        pixels.setf(1, Float.POSITIVE_INFINITY);
        pixels.setf(2, Float.NEGATIVE_INFINITY);
        DisplayedPlane plane = DisplayedPlane.of(new ImagePlus("ratios", pixels));
        assertEquals(0x000000, rgb(plane, 0, 0) & 0xffffff);
        assertEquals(0xffffff, rgb(plane, 1, 0) & 0xffffff);
        assertEquals(0x000000, rgb(plane, 2, 0) & 0xffffff);
        assertEquals(0xffffff, rgb(plane, 19, 19) & 0xffffff, "the largest finite value");
        assertNotEquals(rgb(plane, 5, 5), rgb(plane, 15, 15), "values between are told apart");
    }

    @Test
    void undefinedDisplayRangeOfChannels() {
        ImageStack stack = new ImageStack(20, 20);
        for (int c = 0; c < 2; c++) {
            FloatProcessor channel = new FloatProcessor(20, 20);
            for (int i = 0; i < 400; i++) {
                channel.setf(i, i);
            }
            channel.setf(0, Float.POSITIVE_INFINITY);
            stack.addSlice(channel);
        }
        ImagePlus channels = new ImagePlus("channels", stack);
        channels.setDimensions(2, 1, 1);
        DisplayedPlane plane =
                DisplayedPlane.of(new CompositeImage(channels, CompositeImage.COMPOSITE));
        assertEquals(0xffff00, rgb(plane, 19, 19) & 0xffffff);
        assertEquals(0x000000, rgb(plane, 1, 0) & 0xffffff);
    }

    @Test
    void zeroWidthDisplayRangeAndConstantImagesWork() {
        ImageProcessor constant = new FloatProcessor(20, 20);
        constant.add(7);
        assertEquals(0, rgb(DisplayedPlane.of(new ImagePlus("constant", constant)), 3, 3) & 255);
        ImageProcessor narrow = noise(32, 8);
        narrow.setMinAndMax(100, 100);
        DisplayedPlane plane = DisplayedPlane.of(new ImagePlus("narrow", narrow));
        assertEquals(narrow.getf(3, 3) > 100 ? 255 : 0, rgb(plane, 3, 3) & 255);
    }

    @Test
    void planeWithoutFinitePixelIsRefused() {
        FloatProcessor pixels = new FloatProcessor(20, 20);
        pixels.set(Float.NaN);
        pixels.setf(7, Float.POSITIVE_INFINITY);
        assertRefused(new ImagePlus("empty", pixels), "\"empty\" holds no finite pixel");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 15})
    void shortSidesAreRefused(int side) {
        assertRefused(
                new ImagePlus("strip", new ByteProcessor(side, 300)),
                "\"strip\" is " + side + " x 300 pixels; both sides must be at least 16 pixels");
        DisplayedPlane.of(new ImagePlus("smallest", new ByteProcessor(16, 16)));
    }

    @Test
    void theImageIsLeftAsItWas() {
        CompositeImage image = hyperstack(3, 2, 1, 16, CompositeImage.COMPOSITE);
        image.setPosition(2, 2, 1);
        image.setRoi(new ij.gui.OvalRoi(3, 3, 20, 20));
        ImageProcessor before = image.getProcessor().duplicate();
        LUT[] luts = image.getLuts();
        ij.gui.Roi roi = image.getRoi();
        DisplayedPlane.of(image);
        assertSame(roi, image.getRoi());
        assertEquals(2, image.getC());
        assertEquals(2, image.getZ());
        assertArrayEquals((short[]) before.getPixels(), (short[]) image.getProcessor().getPixels());
        assertEquals(before.getMin(), image.getProcessor().getMin());
        assertEquals(before.getMax(), image.getProcessor().getMax());
        for (int c = 0; c < 3; c++) {
            assertArrayEquals(luts[c].getBytes(), image.getLuts()[c].getBytes());
            assertEquals(luts[c].max, image.getLuts()[c].max);
        }
        assertFalse(image.changes);
        assertNull(image.getOverlay());
    }

    @Test
    void thresholdColoursAreNoPartOfThePicture() {
        ImageProcessor pixels = noise(8, 11);
        pixels.setThreshold(100, 255, ImageProcessor.RED_LUT);
        DisplayedPlane plane = DisplayedPlane.of(new ImagePlus("threshold", pixels));
        assertEquals(pixels.get(6, 6) * 0x010101, rgb(plane, 6, 6) & 0xffffff);
        assertEquals(100, pixels.getMinThreshold());
    }

    private static void assertShownAsInImageJ(Supplier<ImagePlus> image) {
        ImagePlus displayed = image.get();
        displayed.updateImage();
        ImageProcessor expected = new ColorProcessor(displayed.getImage());
        DisplayedPlane whole = DisplayedPlane.of(image.get());
        ImagePlus selected = image.get();
        selected.setRoi(4, 5, 20, 19);
        DisplayedPlane part = DisplayedPlane.of(selected);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                int rgb = expected.get(x, y) & 0xffffff;
                assertEquals(rgb, rgb(whole, x, y) & 0xffffff, "at " + x + ", " + y);
                if (part.bounds().contains(x, y)) {
                    assertEquals(rgb, rgb(part, x - 4, y - 5) & 0xffffff, "at " + x + ", " + y);
                }
            }
        }
    }

    private static void assertRefused(ImagePlus image, String reason) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> DisplayedPlane.of(image))
                        .getMessage();
        assertTrue(message.contains(reason), message);
    }

    private static int rgb(DisplayedPlane plane, int x, int y) {
        RandomAccess<ARGBType> access = plane.pixels().randomAccess();
        return access.setPositionAndGet(x, y).get();
    }

    private static CompositeImage hyperstack(int c, int z, int t, int bits, int mode) {
        ImageStack stack = new ImageStack(WIDTH, HEIGHT);
        for (int i = 0; i < c * z * t; i++) {
            stack.addSlice(noise(bits, 20 + i));
        }
        ImagePlus image = new ImagePlus("channels", stack);
        image.setDimensions(c, z, t);
        CompositeImage composite = new CompositeImage(image, mode);
        LUT[] luts = composite.getLuts();
        luts[c - 1] = LUT.createLutFromColor(Color.ORANGE);
        for (LUT lut : luts) {
            lut.min = 10;
            lut.max = bits == 8 ? 180 : 40_000;
        }
        composite.setLuts(luts);
        return composite;
    }

    private static ImageProcessor noise(int bits, long seed) {
        Random random = new Random(seed);
        ImageProcessor pixels =
                switch (bits) {
                    case 8 -> new ByteProcessor(WIDTH, HEIGHT);
                    case 16 -> new ShortProcessor(WIDTH, HEIGHT);
                    case 24 -> new ColorProcessor(WIDTH, HEIGHT);
                    default -> new FloatProcessor(WIDTH, HEIGHT);
                };
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            if (bits == 32) {
                pixels.setf(i, random.nextFloat() * 60_000);
            } else {
                pixels.set(i, random.nextInt(1 << bits));
            }
        }
        return pixels;
    }

    private static LUT fire() {
        return new LUT(LutLoader.getLut("fire"), 0, 0);
    }
}
