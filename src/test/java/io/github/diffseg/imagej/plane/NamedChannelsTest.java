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
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.CompositeImage;
import ij.ImagePlus;
import ij.ImageStack;
import ij.process.ByteProcessor;
import ij.process.ImageProcessor;
import ij.process.LUT;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedChannelsTest {

    private static final int SIDE = 16;

    /** Red, green, blue and gray, in whatever the image is stored in. */
    @ParameterizedTest
    @CsvSource({
        // bits, mode, current, active, named
        "8, 1, 1, 1111, ''",
        "8, 1, 1, 0111, ''",
        "8, 1, 2, 1100, '1,2'",
        "16, 1, 1, 1100, '1,2'",
        "32, 1, 1, 1100, '1,2'",
        "8, 1, 1, 1110, '1,2,3'",
        "32, 1, 4, 1110, '1,2,3'",
        "8, 1, 1, 1010, ''",
        "8, 1, 1, 0011, ''",
        "8, 1, 1, 1000, ''",
        "8, 1, 1, 0001, '4'",
        "16, 1, 1, 0001, '4'",
        "32, 1, 2, 0001, '4'",
        "8, 2, 4, 1111, '4'",
        "32, 2, 4, 1111, '4'",
        "8, 2, 2, 1111, ''",
        "8, 3, 3, 1111, '3'",
        "16, 3, 3, 1110, '3'",
        "32, 3, 1, 0001, '1'",
    })
    void namedTheyGiveTheSamePixels(int bits, int mode, int current, String active, String named) {
        CompositeImage image = image(bits, Color.RED, Color.GREEN, Color.BLUE, Color.WHITE);
        image.setMode(mode);
        image.setPosition(current, 1, 1);
        image.setActiveChannels(active);
        requireNamed(named, image);
    }

    /** Which is refused elsewhere. */
    @Test
    void noneHasNoNumber() {
        CompositeImage image = image(8, Color.RED, Color.GREEN);
        image.setActiveChannels("00");
        assertEquals(List.of(), NamedChannels.of(image));
    }

    @Test
    void theOrderIsThatOfTheColours() {
        CompositeImage image = image(8, Color.GREEN, Color.BLUE, Color.RED, Color.CYAN);
        image.setActiveChannels("1010");
        requireNamed("3,1", image);
        image.setActiveChannels("1110");
        requireNamed("3,1,2", image);
        image.setActiveChannels("0110");
        requireNamed("", image);
    }

    @Test
    void whatIsInvertedOrProjectedCannotBeNamed() {
        CompositeImage image = image(8, Color.RED, Color.GREEN, Color.WHITE);
        image.setActiveChannels("110");
        image.setProp("CompositeProjection", "Max");
        requireNamed("", image);
        image.setMode(CompositeImage.COLOR);
        image.setPosition(3, 1, 1);
        requireNamed("3", image);
        image.setChannelLut(image.getChannelLut(3).createInvertedLut());
        requireNamed("", image);
    }

    @Test
    void aPlainImageShowsItsCurrentChannel() {
        ImagePlus plain = new ImagePlus("plain", image(16, Color.RED, Color.GREEN).getStack());
        plain.setDimensions(2, 1, 1);
        plain.setOpenAsHyperStack(true);
        plain.setPosition(2, 1, 1);
        plain.setDisplayRange(10, 120);
        requireNamed("2", plain);
        plain.getProcessor().setLut(LUT.createLutFromColor(Color.GREEN));
        requireNamed("", plain);
        assertEquals(List.of(), DisplayedPlane.of(grays()).channels(), "there is no other");
    }

    private static ImagePlus grays() {
        return new ImagePlus("one", image(8, Color.RED, Color.GREEN).getStack().getProcessor(1));
    }

    private static void requireNamed(String expected, ImagePlus image) {
        List<Integer> channels =
                Arrays.stream(expected.split(","))
                        .filter(number -> !number.isEmpty())
                        .map(Integer::valueOf)
                        .toList();
        DisplayedPlane shown = DisplayedPlane.of(image);
        assertEquals(channels, shown.channels());
        ShownStack stack = ShownStack.of(image, List.of());
        assertEquals(channels, stack.read(1, 1).plane().channels());
        if (!channels.isEmpty()) {
            DisplayedPlane named = ShownStack.of(image, channels).read(1, 1).plane();
            assertArrayEquals(colours(shown), colours(named));
            assertEquals(List.of(), named.channels(), "they are named already");
        }
    }

    private static int[] colours(DisplayedPlane plane) {
        RandomAccessibleInterval<ARGBType> pixels = plane.pixels();
        int[] colours =
                Views.flatIterable(pixels).stream().mapToInt(p -> p.get() & 0xffffff).toArray();
        assertTrue(Arrays.stream(colours).distinct().count() > 10, "a picture");
        return colours;
    }

    private static CompositeImage image(int bits, Color... colours) {
        ImageStack stack = new ImageStack(SIDE, SIDE);
        LUT[] luts = new LUT[colours.length];
        for (int c = 0; c < colours.length; c++) {
            ImageProcessor plane = new ByteProcessor(SIDE, SIDE);
            for (int i = 0; i < SIDE * SIDE; i++) {
                plane.set(i, (i * (2 * c + 3) + 11 * c) % 251);
            }
            stack.addSlice(
                    switch (bits) {
                        case 8 -> plane;
                        case 16 -> plane.convertToShort(false);
                        default -> plane.convertToFloat();
                    });
            luts[c] = LUT.createLutFromColor(colours[c]);
            luts[c].min = 5 + c;
            luts[c].max = 200 + 10 * c;
        }
        ImagePlus image = new ImagePlus("channels", stack);
        image.setDimensions(colours.length, 1, 1);
        CompositeImage composite = new CompositeImage(image, CompositeImage.COMPOSITE);
        composite.setLuts(luts);
        return composite;
    }
}
