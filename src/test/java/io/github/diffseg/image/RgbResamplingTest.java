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

package io.github.diffseg.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Rectangle;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import net.imglib2.RandomAccessibleInterval;
import net.imglib2.img.array.ArrayImgs;
import net.imglib2.type.numeric.ARGBType;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RgbResamplingTest {

    @Test
    void equalSizesAreAnExactCopy() {
        int[] argb = noise(11, 7, 1);
        float[] result =
                RgbResampling.resample(plane(argb, 11, 7), new Rectangle(0, 0, 11, 7), 11, 7);
        for (int i = 0; i < 77; i++) {
            assertEquals(ARGBType.red(argb[i]) / 127.5f - 1, result[i]);
            assertEquals(ARGBType.green(argb[i]) / 127.5f - 1, result[77 + i]);
            assertEquals(ARGBType.blue(argb[i]) / 127.5f - 1, result[154 + i]);
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "5, 3", "100, 9"})
    void constantsStay(int width, int height) {
        RandomAccessibleInterval<ARGBType> plane = plane(30, 20, (x, y) -> 0xff3264c8);
        float[] result = RgbResampling.resample(plane, new Rectangle(0, 0, 30, 20), width, height);
        for (int i = 0; i < width * height; i++) {
            assertEquals(0x32 / 127.5 - 1, result[i], 1e-6);
            assertEquals(0x64 / 127.5 - 1, result[width * height + i], 1e-6);
            assertEquals(0xc8 / 127.5 - 1, result[2 * width * height + i], 1e-6);
        }
    }

    /** Sums of weights are not exactly one: at these sizes the results differed by rounding. */
    @ParameterizedTest
    @CsvSource({"64, 64", "200, 133", "512, 512", "1000, 777", "5000, 30"})
    void aPlainPictureIsPlainAtEachSize(int width, int height) {
        for (int grey : new int[] {0, 1, 77, 128, 200, 255}) {
            RandomAccessibleInterval<ARGBType> plane =
                    plane(width, height, (x, y) -> 0x010101 * grey);
            for (int side : new int[] {64, 96, 320, 512}) {
                float[] result =
                        RgbResampling.resample(
                                plane, new Rectangle(0, 0, width, height), side, side + 8);
                assertTrue(RgbResampling.isPlain(result), grey + " at " + side);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"64, 64", "512, 512", "600, 500"})
    void onePixelOfTheNextGreyIsNotPlain(int width, int height) {
        RandomAccessibleInterval<ARGBType> plane =
                plane(width, height, (x, y) -> x == 40 && y == 30 ? 0x818181 : 0x808080);
        float[] result =
                RgbResampling.resample(plane, new Rectangle(0, 0, width, height), 512, 512);
        assertFalse(RgbResampling.isPlain(result));
    }

    @Test
    void shrinkingAveragesFineTexture() {
        RandomAccessibleInterval<ARGBType> checks =
                plane(64, 64, (x, y) -> (x + y) % 2 == 0 ? 0xffffff : 0);
        float[] result = RgbResampling.resample(checks, new Rectangle(0, 0, 64, 64), 16, 16);
        for (int y = 1; y < 15; y++) {
            for (int x = 1; x < 15; x++) {
                assertEquals(0, result[y * 16 + x], 1e-6, "mid-grey");
            }
        }
        for (float value : result) {
            assertEquals(0, value, 0.01, "at the edges the triangle is cut off");
        }
    }

    @ParameterizedTest
    @CsvSource({"4", "2", "3"})
    void enlargedRampStaysARamp(int factor) {
        RandomAccessibleInterval<ARGBType> ramp = plane(20, 16, (x, y) -> 10 * x << 16 | 12 * y);
        int width = 20 * factor;
        int height = 16 * factor;
        float[] result = RgbResampling.resample(ramp, new Rectangle(0, 0, 20, 16), width, height);
        for (int y = factor; y < height - factor; y++) {
            for (int x = factor; x < width - factor; x++) {
                double sourceX = (x + 0.5) / factor - 0.5;
                double sourceY = (y + 0.5) / factor - 0.5;
                int i = y * width + x;
                assertEquals(10 * sourceX / 127.5 - 1, result[i], 1e-5);
                assertEquals(12 * sourceY / 127.5 - 1, result[2 * width * height + i], 1e-5);
            }
        }
    }

    @Test
    void shrunkRampStaysARamp() {
        RandomAccessibleInterval<ARGBType> ramp = plane(120, 40, (x, y) -> 2 * x << 8);
        float[] result = RgbResampling.resample(ramp, new Rectangle(0, 0, 120, 40), 40, 10);
        for (int x = 1; x < 39; x++) {
            double sourceX = (x + 0.5) * 3 - 0.5;
            assertEquals(2 * sourceX / 127.5 - 1, result[400 + 5 * 40 + x], 1e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"37, 23, 12, 50", "16, 90, 64, 64", "50, 50, 49, 51", "1, 30, 5, 7"})
    void agreesWithADirectSumInDoublePrecision(
            int cropWidth, int cropHeight, int width, int height) {
        int planeWidth = cropWidth + 9;
        int planeHeight = cropHeight + 6;
        int[] argb = noise(planeWidth, planeHeight, 7);
        Rectangle crop = new Rectangle(5, 4, cropWidth, cropHeight);
        float[] result =
                RgbResampling.resample(plane(argb, planeWidth, planeHeight), crop, width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double expected = directSum(argb, planeWidth, crop, width, height, x, y);
                assertEquals(expected / 127.5 - 1, result[y * width + x], 1e-5);
            }
        }
    }

    @Test
    void anyViewOfAnyOriginWillDo() {
        int[] argb = noise(40, 30, 9);
        RandomAccessibleInterval<ARGBType> shifted =
                Views.translate(plane(argb, 40, 30), -100, 1000);
        Rectangle crop = new Rectangle(3, 2, 20, 20);
        float[] expected = RgbResampling.resample(plane(argb, 40, 30), crop, 16, 16);
        float[] result = RgbResampling.resample(shifted, crop, 16, 16);
        assertArrayEquals(expected, result);
    }

    @Test
    void cropsOutsideThePlaneAreRefused() {
        RandomAccessibleInterval<ARGBType> plane = plane(20, 20, (x, y) -> 0);
        for (Rectangle crop :
                new Rectangle[] {
                    new Rectangle(-1, 0, 10, 10),
                    new Rectangle(0, 0, 21, 10),
                    new Rectangle(0, 15, 5, 6),
                    new Rectangle(0, 0, 0, 5)
                }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> RgbResampling.resample(plane, crop, 8, 8));
        }
    }

    /** The red value at a target pixel: triangle-weighted mean over the whole crop. */
    private static double directSum(
            int[] argb, int planeWidth, Rectangle crop, int width, int height, int x, int y) {
        double scaleX = (double) crop.width / width;
        double scaleY = (double) crop.height / height;
        double sum = 0;
        double weights = 0;
        for (int j = 0; j < crop.height; j++) {
            for (int i = 0; i < crop.width; i++) {
                double weight =
                        triangle((i + 0.5 - (x + 0.5) * scaleX) / Math.max(1, scaleX))
                                * triangle((j + 0.5 - (y + 0.5) * scaleY) / Math.max(1, scaleY));
                sum += weight * ARGBType.red(argb[(crop.y + j) * planeWidth + crop.x + i]);
                weights += weight;
            }
        }
        return sum / weights;
    }

    private static double triangle(double distance) {
        return Math.max(0, 1 - Math.abs(distance));
    }

    private static int[] noise(int width, int height, long seed) {
        return new Random(seed).ints((long) width * height).toArray();
    }

    private static RandomAccessibleInterval<ARGBType> plane(
            int width, int height, IntBinaryOperator color) {
        int[] argb = new int[width * height];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = color.applyAsInt(i % width, i / width);
        }
        return plane(argb, width, height);
    }

    private static RandomAccessibleInterval<ARGBType> plane(int[] argb, int width, int height) {
        return ArrayImgs.argbs(argb, width, height);
    }
}
