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

package io.github.diffseg.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

/** Borders on pictures whose true outlines are known because they are drawn here. */
class CrispBordersTest {

    private static final int SIZE = 256;
    private static final int CELL = 8;

    @Test
    void discsBetweenGridCellsGetTheirTrueOutline() {
        IntBinaryOperator discs =
                (x, y) ->
                        Math.hypot(x - 80, y - 90) < 45
                                ? 1
                                : Math.hypot(x - 180, y - 160) < 52 ? 2 : 0;
        checkGain(discs, 6, 0.3, 0.93);
    }

    @Test
    void cornersAndThinWedges() {
        IntBinaryOperator wedges =
                (x, y) -> y > 40 && y < 200 && x > 60 && x < 60 + (y - 40) ? 1 : y < 20 ? 2 : 0;
        checkGain(wedges, 6, 0.3, 0.9);
    }

    @Test
    void noiseDoesNotTearBorders() {
        IntBinaryOperator disc = (x, y) -> Math.hypot(x - 128, y - 128) < 70 ? 1 : 0;
        checkGain(disc, 25, 0.3, 0.8);
    }

    @Test
    void withoutAnEdgeABorderStaysAboutWhereItWas() {
        int[] half = drawn((x, y) -> x < 128 ? 0 : 1);
        int[] flat = new int[SIZE * SIZE];
        Arrays.fill(flat, 0x808080);
        int[] refined = refine(half, flat);
        for (int y = 0; y < SIZE; y++) {
            for (int x = 0; x < SIZE; x++) {
                if (Math.abs(x - 127.5) > 2) {
                    assertEquals(half[y * SIZE + x], refined[y * SIZE + x]);
                }
            }
        }
    }

    @Test
    void farFromBordersAndOutsideTheMaskNothingChanges() {
        int[] labels = coarse(drawn((x, y) -> x + y < 250 ? 0 : 1));
        for (int i = 0; i < 40 * SIZE; i++) {
            labels[i] = NonMaximumSuppression.OUTSIDE;
        }
        int[] picture = new Random(3).ints((long) SIZE * SIZE, 0, 1 << 24).toArray();
        int[] before = labels.clone();
        int[] refined = refine(labels, picture);
        assertArrayEquals(before, labels);
        for (int i = 0; i < refined.length; i++) {
            boolean near = Math.abs(i % SIZE + i / SIZE - 250) <= 2 * CELL + 2 * CELL;
            if (!near || labels[i] == NonMaximumSuppression.OUTSIDE) {
                assertEquals(labels[i], refined[i]);
            }
            assertTrue(refined[i] >= NonMaximumSuppression.OUTSIDE && refined[i] <= 1);
        }
    }

    @Test
    void theSameTwice() {
        int[] truth = drawn((x, y) -> (x / 50 + y / 50) % 3);
        int[] picture = painted(truth, 10, 5);
        assertArrayEquals(refine(coarse(truth), picture), refine(coarse(truth), picture));
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        GuideImage small = new GuideImage(2, 2, new int[4]);
        assertThrows(
                IllegalArgumentException.class,
                () -> CrispBorders.refine(new int[6], small, 2, Progress.NONE));
    }

    /**
     * @param noise deviation of the picture's grey values
     * @param errorLeft the part of the wrong pixels that may be left
     * @param agreement the least boundary F1 within 1 pixel afterwards
     */
    private static void checkGain(
            IntBinaryOperator shape, double noise, double errorLeft, double agreement) {
        int[] truth = drawn(shape);
        int[] soft = coarse(truth);
        int[] crisp = refine(soft, painted(truth, noise, 1));
        double before = wrong(soft, truth);
        double after = wrong(crisp, truth);
        BoundaryAgreement boundary = new BoundaryAgreement(truth, SIZE, 1);
        String figures =
                "wrong pixels %.4f -> %.4f, boundary F1 %.3f -> %.3f"
                        .formatted(before, after, boundary.of(soft), boundary.of(crisp));
        assertTrue(before > 0.005, figures);
        assertTrue(after < errorLeft * before, figures);
        assertTrue(boundary.of(soft) < 0.6, figures);
        assertTrue(boundary.of(crisp) > agreement, figures);
    }

    private static int[] refine(int[] labels, int[] picture) {
        return CrispBorders.refine(
                labels, new GuideImage(SIZE, SIZE, picture), CELL, Progress.NONE);
    }

    private static int[] drawn(IntBinaryOperator shape) {
        int[] labels = new int[SIZE * SIZE];
        Arrays.setAll(labels, i -> shape.applyAsInt(i % SIZE, i / SIZE));
        return labels;
    }

    /** What a grid of cells makes of it: the label at a cell's centre, shifted by 3 pixels. */
    private static int[] coarse(int[] labels) {
        int[] coarse = new int[labels.length];
        Arrays.setAll(
                coarse,
                i -> {
                    int x = Math.min(SIZE - 1, i % SIZE / CELL * CELL + CELL / 2 + 3);
                    int y = i / SIZE / CELL * CELL + CELL / 2;
                    return labels[y * SIZE + x];
                });
        return coarse;
    }

    private static int[] painted(int[] labels, double noise, long seed) {
        int[] greys = {70, 150, 190};
        Random random = new Random(seed);
        int[] picture = new int[labels.length];
        Arrays.setAll(
                picture,
                i -> {
                    double value = greys[labels[i]] + noise * random.nextGaussian();
                    int grey = (int) Math.max(0, Math.min(255, value));
                    return grey << 16 | grey << 8 | grey;
                });
        return picture;
    }

    private static double wrong(int[] labels, int[] truth) {
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            wrong += labels[i] == truth[i] ? 0 : 1;
        }
        return (double) wrong / labels.length;
    }
}
