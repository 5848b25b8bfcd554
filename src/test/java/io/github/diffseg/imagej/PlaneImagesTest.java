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

package io.github.diffseg.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ij.ImagePlus;
import io.github.diffseg.failure.UserException;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImg;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.img.basictypeaccess.array.ByteArray;
import net.imglib2.img.basictypeaccess.array.LongArray;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;

class PlaneImagesTest {

    @Test
    void bytesAreDisplayedFromZeroTo255() {
        ImagePlus image = PlaneImages.of("a", ArrayImgs.unsignedBytes(bytes(7, 200, 8, 9), 2, 2));
        assertArrayEquals(bytes(7, 200, 8, 9), (byte[]) image.getProcessor().getPixels());
        assertRange(0, 255, image);
        assertEquals("a", image.getTitle());
    }

    @Test
    void shortsAreDisplayedFromTheSmallestToTheLargest() {
        short[] values = {700, (short) 40_000, 800, 900, 700, 700};
        ImagePlus image = PlaneImages.of("a", ArrayImgs.unsignedShorts(values.clone(), 3, 2));
        assertArrayEquals(values, (short[]) image.getProcessor().getPixels());
        assertEquals(3, image.getWidth());
        assertRange(700, 40_000, image);
    }

    @Test
    void otherRealTypesAreDisplayedOverTheirFiniteValues() {
        ImagePlus doubles =
                PlaneImages.of(
                        "a",
                        ArrayImgs.doubles(
                                new double[] {0.25, Double.NaN, -3, Double.POSITIVE_INFINITY},
                                2,
                                2));
        assertRange(-3, 0.25, doubles);
        assertArrayEquals(
                new float[] {0.25f, Float.NaN, -3, Float.POSITIVE_INFINITY},
                (float[]) doubles.getProcessor().getPixels());
        assertRange(-128, 3, PlaneImages.of("a", ArrayImgs.bytes(new byte[] {-128, 3}, 1, 2)));
        assertRange(0, 1, PlaneImages.of("a", ArrayImgs.bits(new LongArray(new long[] {2}), 2, 1)));
    }

    @Test
    void coloursAreTakenAsTheyAre() {
        ImagePlus image =
                PlaneImages.of("a", ArrayImgs.argbs(new int[] {0x00102030, 0xff405060}, 2, 1));
        assertEquals(0xff102030, image.getProcessor().get(0, 0));
        assertEquals(0xff405060, image.getProcessor().get(1, 0));
    }

    @Test
    void aPartBeginsWhereItBegins() {
        ArrayImg<UnsignedByteType, ByteArray> whole =
                ArrayImgs.unsignedBytes(bytes(1, 2, 3, 4, 5, 6, 7, 8, 9), 3, 3);
        RandomAccessibleInterval<UnsignedByteType> part =
                Views.interval(whole, new long[] {1, 1}, new long[] {2, 2});
        assertArrayEquals(
                bytes(5, 6, 8, 9), (byte[]) PlaneImages.of("a", part).getProcessor().getPixels());
        assertArrayEquals(
                bytes(1, 4, 7, 2, 5, 8, 3, 6, 9),
                (byte[])
                        PlaneImages.of("a", Views.permute(whole, 0, 1)).getProcessor().getPixels());
    }

    @Test
    void whatIsNoPlaneIsRefused() {
        refused(
                "There is no image; give an ImagePlus, or a RandomAccessibleInterval of real",
                null);
        refused(
                "The image has 3 dimensions (4 x 3 x 2); give one plane of it, such as"
                        + " Views.hyperSlice(image, 2, 0), or an ImagePlus that shows it",
                ArrayImgs.unsignedBytes(4, 3, 2));
        refused("The image has 1 dimension (4); give one plane", ArrayImgs.floats(4));
        refused(
                "The image has pixels of ComplexFloatType; give an ImagePlus, or",
                ArrayImgs.complexFloats(2, 2));
        refused(
                "The image is 0 x 3 pixels; a plane has at least 1 and at most 2147483647 of them",
                Views.interval(
                        ArrayImgs.unsignedBytes(2, 3), new long[] {0, 0}, new long[] {-1, 2}));
        refused(
                "The image is 70000 x 70000 pixels; a plane has at least 1 and at most",
                Views.interval(
                        Views.extendZero(ArrayImgs.unsignedBytes(2, 2)),
                        new long[] {0, 0},
                        new long[] {69_999, 69_999}));
    }

    @Test
    void valuesThatBecomeOthersAreRefused() {
        refused(
                "The image \"a\" has values from 0.0 to 1.0E300, which 32-bit pixels cannot hold;"
                        + " subtract an offset or divide them",
                ArrayImgs.doubles(new double[] {0, 1e300}, 2, 1));
        refused(
                "The image \"a\" has values from 4.0E9 to 4.00000001E9, which 32-bit pixels cannot"
                        + " tell apart; subtract",
                ArrayImgs.longs(new long[] {4_000_000_000L, 4_000_000_010L}, 2, 1));
        assertRange(5, 5, PlaneImages.of("a", ArrayImgs.doubles(new double[] {5, 5}, 2, 1)));
    }

    private static void refused(String message, RandomAccessibleInterval<?> image) {
        String told =
                assertThrows(UserException.class, () -> PlaneImages.of("a", image)).getMessage();
        assertEquals(message, told.substring(0, Math.min(message.length(), told.length())));
        assertEquals(1, told.lines().count());
    }

    private static void assertRange(double least, double most, ImagePlus image) {
        assertEquals(least, image.getDisplayRangeMin());
        assertEquals(most, image.getDisplayRangeMax());
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
