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

package io.github.diffseg.segment.label;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.github.diffseg.progress.Progress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {

    @Test
    void diagonalNeighboursAreConnected() {
        PixelAssignment split =
                ConnectedComponents.split(
                        Drawing.segments(
                                "01000", //
                                "10001", "00.11"),
                        5,
                        Progress.NONE);
        assertArrayEquals(
                Drawing.pixels(
                        "01000", //
                        "10002", "00.22"),
                split.segmentOf());
        assertArrayEquals(new int[] {0, 1, 1}, split.proposalOf());
    }

    @Test
    void armsOfAComponentMeetLate() {
        PixelAssignment split =
                ConnectedComponents.split(Drawing.segments("010101", "011101"), 6, Progress.NONE);
        assertArrayEquals(Drawing.pixels("012134", "011134"), split.segmentOf());
        assertArrayEquals(new int[] {0, 1, 0, 0, 1}, split.proposalOf());
    }

    @Test
    void outsideIsNoComponent() {
        PixelAssignment split =
                ConnectedComponents.split(Drawing.segments("..0..", "....."), 5, Progress.NONE);
        assertArrayEquals(Drawing.pixels("..0..", "....."), split.segmentOf());
        assertArrayEquals(new int[] {0}, split.proposalOf());
    }

    @Test
    void equalsFloodFilling() {
        Random random = new Random(8);
        for (int run = 0; run < 50; run++) {
            int width = 1 + random.nextInt(30);
            int height = 1 + random.nextInt(30);
            int values = 2 + random.nextInt(3);
            int[] pixels =
                    IntStream.range(0, width * height)
                            .map(i -> random.nextInt(values + 1) - 1)
                            .toArray();
            int[] proposals = IntStream.range(10, 10 + values).toArray();
            PixelAssignment split =
                    ConnectedComponents.split(
                            new PixelAssignment(pixels.clone(), proposals), width, Progress.NONE);
            List<Integer> proposalOf = new ArrayList<>();
            int[] expected = floodFilled(pixels, width, proposals, proposalOf);
            assertArrayEquals(expected, split.segmentOf());
            assertArrayEquals(
                    proposalOf.stream().mapToInt(Integer::intValue).toArray(), split.proposalOf());
        }
    }

    private static int[] floodFilled(
            int[] pixels, int width, int[] proposals, List<Integer> proposalOf) {
        int[] filled = new int[pixels.length];
        Arrays.fill(filled, NonMaximumSuppression.OUTSIDE);
        for (int start = 0; start < pixels.length; start++) {
            if (pixels[start] < 0 || filled[start] >= 0) {
                continue;
            }
            int number = proposalOf.size();
            proposalOf.add(proposals[pixels[start]]);
            Deque<Integer> open = new ArrayDeque<>(List.of(start));
            while (!open.isEmpty()) {
                int pixel = open.pop();
                filled[pixel] = number;
                for (int other = 0; other < pixels.length; other++) {
                    boolean touches =
                            Math.abs(other % width - pixel % width) <= 1
                                    && Math.abs(other / width - pixel / width) <= 1;
                    if (touches && pixels[other] == pixels[start] && filled[other] < 0) {
                        open.push(other);
                    }
                }
            }
        }
        return filled;
    }
}
