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
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.merging.Proposals;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MinimumAreaTest {

    private static final UpsampledProposals DRAWN =
            Drawing.proposals(
                    7,
                    1,
                    new String[] {"9995211"},
                    new String[] {"1236321"},
                    new String[] {"1114999"});

    @ParameterizedTest
    @ValueSource(strings = {"1 0001222", "2 0000222", "4 0000000", "99 0000000"})
    void theSmallestLeavesAndItsPixelsGoToTheNextBest(String areaAndResult) {
        String[] parts = areaAndResult.split(" ");
        PixelAssignment segments = winners(DRAWN, RegionMask.all(7, 1));
        assertArrayEquals(Drawing.pixels("0001222"), segments.segmentOf());
        MinimumArea.enforce(segments, DRAWN, Integer.parseInt(parts[0]), Progress.NONE);
        assertArrayEquals(Drawing.pixels(parts[1]), segments.segmentOf());
    }

    @Test
    void ofEqualSegmentsTheLatestLeaves() {
        UpsampledProposals two =
                Drawing.proposals(4, 1, new String[] {"9911"}, new String[] {"1199"});
        PixelAssignment segments = winners(two, RegionMask.all(4, 1));
        MinimumArea.enforce(segments, two, 3, Progress.NONE);
        assertArrayEquals(Drawing.pixels("0000"), segments.segmentOf());
    }

    @Test
    void equalsCompetitionsThatAreHeldAnewEachTime() {
        Random random = new Random(4);
        int removed = 0;
        for (int run = 0; run < 20; run++) {
            int width = 20 + random.nextInt(40);
            int height = 20 + random.nextInt(40);
            Proposals grid = new Proposals(RandomMaps.distributions(12, 30, 12, 0, run), 12, 5, 6);
            UpsampledProposals proposals = new UpsampledProposals(grid, width, height);
            byte[] inside = new byte[width * height];
            random.nextBytes(inside);
            RegionMask mask = new RegionMask(width, height, inside);
            int minimumArea = 20 + random.nextInt(300);

            List<Integer> active = new ArrayList<>(IntStream.range(0, 12).boxed().toList());
            int[] expected = competition(proposals, active, mask);
            while (active.size() > 1) {
                int[] areas = new int[12];
                IntStream.of(expected).filter(k -> k >= 0).forEach(k -> areas[k]++);
                int smallest =
                        active.stream()
                                .min(
                                        Comparator.<Integer>comparingInt(k -> areas[k])
                                                .thenComparing(Comparator.reverseOrder()))
                                .orElseThrow();
                if (areas[smallest] >= minimumArea) {
                    break;
                }
                removed += areas[smallest] > 0 ? 1 : 0;
                active.remove(Integer.valueOf(smallest));
                expected = competition(proposals, active, mask);
            }
            PixelAssignment segments = winners(proposals, mask);
            MinimumArea.enforce(segments, proposals, minimumArea, Progress.NONE);
            assertArrayEquals(expected, segments.segmentOf());
        }
        assertTrue(removed > 20, "only " + removed + " segments were small");
    }

    private static int[] competition(
            UpsampledProposals proposals, List<Integer> active, RegionMask mask) {
        int[] winners = new int[proposals.width() * proposals.height()];
        for (int pixel = 0; pixel < winners.length; pixel++) {
            int x = pixel % proposals.width();
            int y = pixel / proposals.width();
            int best = active.get(0);
            for (int k : active) {
                if (proposals.at(k, x, y) > proposals.at(best, x, y)) {
                    best = k;
                }
            }
            winners[pixel] = mask.contains(pixel) ? best : NonMaximumSuppression.OUTSIDE;
        }
        return winners;
    }

    private static PixelAssignment winners(UpsampledProposals proposals, RegionMask mask) {
        return new PixelAssignment(
                new NonMaximumSuppression(proposals).winners(mask, Progress.NONE),
                IntStream.range(0, proposals.count()).toArray());
    }
}
