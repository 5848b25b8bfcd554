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

package io.github.diffseg.evaluate.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HungarianMatchingTest {

    private static final int IGNORE = 255;

    @Test
    void aGreedyChoiceIsNotTheBest() {
        // Class 0 shares 5 and 4 pixels with segments 0 and 1, class 1 shares 4 and 0
        ConfusionTable table = table(new int[][] {{5, 4}, {4, 0}});
        assertArrayEquals(new int[] {1, 0}, HungarianMatching.segmentOfClass(table));
    }

    @Test
    void isOptimalOnRandomTables() {
        Random random = new Random(3);
        for (int run = 0; run < 200; run++) {
            int classes = 1 + random.nextInt(4);
            int segments = 1 + random.nextInt(6);
            int[][] counts =
                    IntStream.range(0, classes)
                            .mapToObj(c -> random.ints(segments, 0, 9).toArray())
                            .toArray(int[][]::new);
            int[] matching = HungarianMatching.segmentOfClass(table(counts));
            int[] used = Arrays.stream(matching).filter(s -> s >= 0).toArray();
            assertEquals(used.length, Arrays.stream(used).distinct().count());
            int gain = 0;
            for (int c = 0; c < classes; c++) {
                gain += matching[c] < 0 ? 0 : counts[c][matching[c]];
            }
            assertEquals(best(counts, 0, new boolean[segments]), gain);
        }
    }

    @Test
    void segmentsWithoutGainGoToTheFreeClassesInAscendingOrder() {
        // Only class 2 occurs; segments 0 and 2 are left over
        ConfusionTable table = table(new int[][] {{0, 0, 0}, {0, 0, 0}, {1, 5, 2}, {0, 0, 0}});
        assertArrayEquals(
                new int[] {0, 2, 1, HungarianMatching.NO_SEGMENT},
                HungarianMatching.segmentOfClass(table));
    }

    @Test
    void segmentsBeyondTheClassesAreMissedPixels() {
        ConfusionTable table = table(new int[][] {{3, 2, 1}});
        ClassScores scores = ClassScores.of(table, HungarianMatching.segmentOfClass(table));
        assertEquals(3, scores.truePositives()[0]);
        assertEquals(0, scores.falsePositives()[0]);
        assertEquals(3, scores.falseNegatives()[0]);
        assertEquals(0.5, scores.accuracy());
        assertEquals(0.5, scores.meanIntersectionOverUnion());
    }

    @Test
    void pixelsInNoSegmentAreMissed() {
        ConfusionTable table =
                ConfusionTable.of(new int[] {0, 0, 1, 1}, new int[] {-1, 0, 1, -1}, 2, IGNORE);
        ClassScores scores = ClassScores.of(table, HungarianMatching.segmentOfClass(table));
        assertEquals(0.5, scores.accuracy());
        ConfusionTable none = ConfusionTable.of(new int[] {0, 1}, new int[] {-1, -1}, 2, IGNORE);
        assertArrayEquals(new int[] {-1, -1}, HungarianMatching.segmentOfClass(none));
        assertEquals(1, none.plus(table).withoutSegment(1) - table.withoutSegment(1));
    }

    @Test
    void classesThatDoNotOccurAreNotInTheMean() {
        ConfusionTable table =
                ConfusionTable.of(new int[] {0, 0, 2, IGNORE}, new int[] {4, 4, 1, 0}, 5, IGNORE);
        ClassScores scores = ClassScores.of(table, HungarianMatching.segmentOfClass(table));
        assertEquals(1, scores.accuracy());
        assertEquals(1, scores.meanIntersectionOverUnion());
        assertEquals(Double.NaN, ClassScores.none(3).accuracy());
        assertEquals(Double.NaN, ClassScores.none(3).meanIntersectionOverUnion());
    }

    @Test
    void badInputIsRefused() {
        int[] one = {0};
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionTable.of(one, new int[2], 2, IGNORE));
        assertThrows(IllegalArgumentException.class, () -> ConfusionTable.of(one, one, 2, 1));
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionTable.of(new int[] {7}, one, 2, IGNORE));
        assertThrows(
                IllegalArgumentException.class,
                () -> ConfusionTable.of(one, new int[] {-2}, 2, IGNORE));
        ConfusionTable two = ConfusionTable.of(one, one, 2, IGNORE);
        ConfusionTable three = ConfusionTable.of(one, one, 3, IGNORE);
        assertThrows(IllegalArgumentException.class, () -> two.plus(three));
        for (MatchingProtocol protocol : MatchingProtocol.values()) {
            assertThrows(IllegalArgumentException.class, () -> protocol.evaluate(List.of()));
        }
    }

    /** A table of the given counts, made of pixels. */
    private static ConfusionTable table(int[][] counts) {
        IntStream.Builder truth = IntStream.builder();
        IntStream.Builder prediction = IntStream.builder();
        for (int c = 0; c < counts.length; c++) {
            for (int s = 0; s < counts[c].length; s++) {
                for (int i = 0; i < counts[c][s]; i++) {
                    truth.add(c);
                    prediction.add(s);
                }
            }
        }
        return ConfusionTable.of(
                truth.build().toArray(), prediction.build().toArray(), counts.length, IGNORE);
    }

    private static int best(int[][] counts, int c, boolean[] used) {
        if (c == counts.length) {
            return 0;
        }
        int best = best(counts, c + 1, used);
        for (int s = 0; s < used.length; s++) {
            if (!used[s]) {
                used[s] = true;
                best = Math.max(best, counts[c][s] + best(counts, c + 1, used));
                used[s] = false;
            }
        }
        return best;
    }
}
