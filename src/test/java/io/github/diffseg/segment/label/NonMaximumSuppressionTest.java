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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.Cancelled;
import io.github.diffseg.segment.RandomMaps;
import io.github.diffseg.segment.merging.Proposals;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NonMaximumSuppressionTest {

    @ParameterizedTest
    @CsvSource({
        "1, 4, 4, 32, 32",
        "3, 5, 8, 40, 64",
        "9, 7, 6, 101, 53",
        "40, 8, 8, 64, 64",
        "5, 16, 16, 7, 9",
        "4, 6, 6, 6, 6",
        "6, 1, 9, 3, 30",
        "6, 9, 1, 40, 1",
        "3, 1, 1, 5, 5"
    })
    void equalsPlainUpsamplingAndArgMax(int k, int gridHeight, int gridWidth, int h, int w) {
        Proposals proposals = random(k, gridHeight, gridWidth, 17 * k + h);
        int[] winners = winners(proposals, w, h, RegionMask.all(w, h));
        int differing = 0;
        for (int y = 0; y < h; y++) {
            for (int x = 0; x < w; x++) {
                double[] values = new double[k];
                for (int i = 0; i < k; i++) {
                    values[i] = plainBilinear(proposals, i, x, y, w, h);
                }
                double largest = Arrays.stream(values).max().orElseThrow();
                int winner = winners[y * w + x];
                assertEquals(largest, values[winner], 1e-6 * largest);
                differing += values[winner] == largest ? 0 : 1;
            }
        }
        assertTrue(differing <= 0.001 * w * h, differing + " near ties decided otherwise");
    }

    @Test
    void interpolatesWithHalfPixelCentresAndClampedEdges() {
        UpsampledProposals upsampled =
                new UpsampledProposals(new Proposals(new float[] {0, 8}, 1, 1, 2), 8, 1);
        float[] values = new float[8];
        for (int x = 0; x < 8; x++) {
            values[x] = upsampled.at(0, x, 0);
        }
        assertArrayEquals(new float[] {0, 0, 1, 3, 5, 7, 8, 8}, values);
    }

    @Test
    void ofEqualProposalsTheFirstWins() {
        Proposals equal = new Proposals(new float[] {1, 1, 2, 2, 2, 2}, 3, 1, 2);
        int[] winners = winners(equal, 4, 1, RegionMask.all(4, 1));
        assertArrayEquals(new int[] {1, 1, 1, 1}, winners);
    }

    @Test
    void pixelsOutsideTheMaskHaveNoWinner() {
        Proposals one = new Proposals(new float[] {1}, 1, 1, 1);
        RegionMask mask = new RegionMask(2, 2, new byte[] {0, -1, 1, 0});
        assertArrayEquals(new int[] {-1, 0, 0, -1}, winners(one, 2, 2, mask));
    }

    @Test
    void theSharesOfAllProposalsSumToOne() {
        Proposals proposals = random(5, 4, 6, 3);
        UpsampledProposals upsampled = new UpsampledProposals(proposals, 23, 31);
        for (int y = 0; y < 31; y++) {
            for (int x = 0; x < 23; x++) {
                double sum = 0;
                for (int k = 0; k < 5; k++) {
                    sum += upsampled.shareAt(k, x, y);
                }
                assertEquals(1, sum, 1e-5);
            }
        }
    }

    @Test
    void whereAllProposalsAreZeroTheyShareEqually() {
        UpsampledProposals upsampled =
                new UpsampledProposals(new Proposals(new float[] {0, 0}, 2, 1, 1), 1, 1);
        assertEquals(0.5f, upsampled.shareAt(1, 0, 0));
    }

    @Test
    void stopsWhenCancelled() {
        NonMaximumSuppression suppression =
                new NonMaximumSuppression(new UpsampledProposals(random(2, 3, 3, 1), 9, 9));
        assertThrows(
                CancellationException.class,
                () -> suppression.winners(RegionMask.all(9, 9), Cancelled.IMMEDIATELY));
    }

    private static int[] winners(Proposals proposals, int width, int height, RegionMask mask) {
        return new NonMaximumSuppression(new UpsampledProposals(proposals, width, height))
                .winners(mask, Progress.NONE);
    }

    private static Proposals random(int count, int gridHeight, int gridWidth, long seed) {
        int cells = gridHeight * gridWidth;
        float[] values = RandomMaps.distributions(count, cells, count, 0, seed);
        return new Proposals(values, count, gridHeight, gridWidth);
    }

    private static double plainBilinear(Proposals p, int k, int x, int y, int width, int height) {
        double row = clamp((y + 0.5) * p.gridHeight() / height - 0.5, p.gridHeight() - 1);
        double column = clamp((x + 0.5) * p.gridWidth() / width - 0.5, p.gridWidth() - 1);
        double value = 0;
        for (int r = 0; r < p.gridHeight(); r++) {
            for (int c = 0; c < p.gridWidth(); c++) {
                double weight =
                        Math.max(0, 1 - Math.abs(r - row)) * Math.max(0, 1 - Math.abs(c - column));
                value += weight * p.values()[(k * p.gridHeight() + r) * p.gridWidth() + c];
            }
        }
        return value;
    }

    private static double clamp(double value, double largest) {
        return Math.min(largest, Math.max(0, value));
    }
}
