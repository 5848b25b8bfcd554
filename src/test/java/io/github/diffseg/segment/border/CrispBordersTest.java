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

package io.github.diffseg.segment.border;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Borders on pictures whose true outlines are known because they are drawn here. */
class CrispBordersTest {

    private static final int SIZE = 256;
    private static final int CELL = 8;
    private static final DrawnPicture SMALL = new DrawnPicture(SIZE, CELL);

    static List<DrawnCase> cases() {
        return DrawnCase.ALL;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void bordersMoveToTheTrueOutline(DrawnCase drawn) {
        DrawnCase.Gain gain = drawn.gain();
        assertTrue(gain.wrongBefore() > 0.005, gain.toString());
        assertTrue(gain.wrongAfter() < 0.15 * gain.wrongBefore(), gain.toString());
        assertTrue(gain.boundaryBefore() < 0.6, gain.toString());
        assertTrue(gain.boundaryAfter() > 0.98, gain.toString());
    }

    @Test
    void tilesLeaveNoSeams() {
        int[] truth = SMALL.drawn((x, y) -> (x / 50 + y / 50) % 3);
        GuideImage picture = SMALL.painted(truth, 25, 5);
        int[] soft = SMALL.coarse(truth);
        int[] whole = new BorderTiles(soft, picture, CELL).refined(Progress.NONE);
        int[] tiles = new BorderTiles(soft, picture, CELL, 60).refined(Progress.NONE);
        assertTrue(DrawnCase.wrong(soft, whole) > 0.05);
        assertEquals(0, DrawnCase.wrong(tiles, whole), 2e-4);
    }

    @Test
    void progressGoesFromBeginningToEnd() {
        List<Double> told = new ArrayList<>();
        DrawnPicture large = new DrawnPicture(700, 36);
        int[] truth = large.drawn((x, y) -> x < y ? 0 : 1);
        CrispBorders.refine(
                large.coarse(truth),
                large.painted(truth, 6, 1),
                36,
                telling(told, Integer.MAX_VALUE));
        assertEquals(0, told.get(0));
        assertEquals(1, told.get(told.size() - 1));
        assertEquals(told.stream().sorted().toList(), told);
        assertTrue(told.size() > 10, told.toString());
    }

    @Test
    void cancellingStopsIt() {
        int[] truth = SMALL.drawn((x, y) -> x < y ? 0 : 1);
        GuideImage picture = SMALL.painted(truth, 6, 1);
        for (int questions = 0; questions < 6; questions++) {
            Progress cancelled = telling(new ArrayList<>(), questions);
            assertThrows(
                    CancellationException.class,
                    () -> CrispBorders.refine(SMALL.coarse(truth), picture, CELL, cancelled));
        }
    }

    @Test
    void withoutAnEdgeABorderStaysAboutWhereItWas() {
        int[] half = SMALL.drawn((x, y) -> x < 128 ? 0 : 1);
        int[] flat = new int[SIZE * SIZE];
        Arrays.fill(flat, 0x808080);
        int[] refined = refine(half, new GuideImage(SIZE, SIZE, flat));
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
        int[] labels = SMALL.coarse(SMALL.drawn((x, y) -> x + y < 250 ? 0 : 1));
        for (int i = 0; i < 40 * SIZE; i++) {
            labels[i] = NonMaximumSuppression.OUTSIDE;
        }
        int[] picture = new Random(3).ints((long) SIZE * SIZE, 0, 1 << 24).toArray();
        int[] before = labels.clone();
        int[] refined = refine(labels, new GuideImage(SIZE, SIZE, picture));
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
        int[] truth = SMALL.drawn((x, y) -> (x / 50 + y / 50) % 3);
        GuideImage picture = SMALL.painted(truth, 10, 5);
        assertArrayEquals(
                refine(SMALL.coarse(truth), picture), refine(SMALL.coarse(truth), picture));
    }

    @Test
    void aPictureOfAnotherSizeIsRefused() {
        GuideImage small = new GuideImage(2, 2, new int[4]);
        assertThrows(
                IllegalArgumentException.class,
                () -> CrispBorders.refine(new int[6], small, 2, Progress.NONE));
    }

    private static int[] refine(int[] labels, GuideImage picture) {
        return CrispBorders.refine(labels, picture, CELL, Progress.NONE);
    }

    private static Progress telling(List<Double> told, int questionsBeforeCancel) {
        return new Progress() {
            private int asked;

            @Override
            public void report(String step, double fraction) {
                told.add(fraction);
            }

            @Override
            public boolean isCancelled() {
                return asked++ >= questionsBeforeCancel;
            }
        };
    }
}
