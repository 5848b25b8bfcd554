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
import io.github.diffseg.segment.Cancelled;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Against a statement in float64 that follows the definition word by word. */
class PixelAdaptiveRefinementTest {

    private static final int WIDTH = 60;
    private static final int HEIGHT = 45;
    private static final int[] DILATIONS = {1, 2, 4, 8};
    private static final int DISC = 0xc04010;
    private static final int GROUND = 0x1050a0;

    @Test
    void itIsWhatTheDefinitionSays() {
        GuideImage picture = noisy(3);
        int[] rough = blocks(true);
        assertArrayEquals(byDefinition(rough, picture), refine(rough, picture));
    }

    @Test
    void bordersMoveToEdges() {
        GuideImage picture = noisy(2);
        int[] rough = blocks(false);
        int[] truth = truth();
        long before = differences(rough, truth);
        long after = differences(refine(rough, picture), truth);
        assertTrue(before > 100, before + " wrong before");
        assertTrue(after < before / 4, after + " of " + before + " still wrong");
    }

    @Test
    void tilesGiveWhatTheWholeGives() {
        Random random = new Random(4);
        int width = 200;
        int height = 110;
        int[] rgb = new int[width * height];
        int[] segments = new int[rgb.length];
        for (int pixel = 0; pixel < rgb.length; pixel++) {
            int x = pixel % width;
            int y = pixel / width;
            segments[pixel] = x / 90 + y / 60 * 3;
            rgb[pixel] = (x + 3) / 88 * 0x301000 + (y + 9) / 61 * 0x28 + random.nextInt(20);
        }
        GuideImage picture = new GuideImage(width, height, rgb);
        assertArrayEquals(
                refine(segments, picture),
                PixelAdaptiveRefinement.refine(segments, picture, 64, Progress.NONE));
    }

    @Test
    void outsideStaysOutside() {
        int[] rough = blocks(true);
        int[] refined = refine(rough, noisy(1));
        for (int pixel = 0; pixel < rough.length; pixel++) {
            assertEquals(rough[pixel] < 0, refined[pixel] < 0);
        }
    }

    @Test
    void cancellingStopsItAndAnotherSizeIsRefused() {
        int[] rough = blocks(false);
        assertThrows(
                CancellationException.class,
                () -> PixelAdaptiveRefinement.refine(rough, noisy(1), Cancelled.IMMEDIATELY));
        assertThrows(
                IllegalArgumentException.class,
                () -> PixelAdaptiveRefinement.refine(new int[3], noisy(1), Progress.NONE));
    }

    @Test
    void theMedianTakesSpecksAway() {
        int[] speck = new int[25];
        speck[12] = 3;
        assertArrayEquals(new int[25], LabelMedian.of(speck, 5));
    }

    private static int[] refine(int[] segments, GuideImage picture) {
        return PixelAdaptiveRefinement.refine(segments, picture, Progress.NONE);
    }

    private static int[] byDefinition(int[] segments, GuideImage picture) {
        int count = Arrays.stream(segments).max().orElseThrow() + 1;
        double[][] memberships = new double[count][segments.length];
        for (int pixel = 0; pixel < segments.length; pixel++) {
            if (segments[pixel] >= 0) {
                memberships[segments[pixel]][pixel] = 1;
            }
        }
        for (int iteration = 0; iteration < 10; iteration++) {
            double[][] next = new double[count][segments.length];
            for (int pixel = 0; pixel < segments.length; pixel++) {
                int[] neighbours = neighbours(pixel, false);
                double[] weights = weights(picture.rgb(), pixel);
                for (int segment = 0; segment < count; segment++) {
                    for (int k = 0; k < neighbours.length; k++) {
                        next[segment][pixel] += weights[k] * memberships[segment][neighbours[k]];
                    }
                }
            }
            memberships = next;
        }
        int[] winners = segments.clone();
        for (int pixel = 0; pixel < segments.length; pixel++) {
            for (int segment = 0; segment < count && segments[pixel] >= 0; segment++) {
                if (memberships[segment][pixel] > memberships[winners[pixel]][pixel]) {
                    winners[pixel] = segment;
                }
            }
        }
        return LabelMedian.of(winners, WIDTH);
    }

    private static double[] weights(int[] rgb, int pixel) {
        int[] neighbours = neighbours(pixel, false);
        double[] weights = new double[neighbours.length];
        for (int shift = 0; shift <= 16; shift += 8) {
            int bits = shift;
            double[] values =
                    Arrays.stream(neighbours(pixel, true))
                            .mapToDouble(at -> rgb[at] >> bits & 255)
                            .toArray();
            double mean = Arrays.stream(values).average().orElseThrow();
            double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            double deviation = Math.sqrt(squares / (values.length - 1));
            for (int k = 0; k < neighbours.length; k++) {
                int difference = (rgb[pixel] >> bits & 255) - (rgb[neighbours[k]] >> bits & 255);
                weights[k] -= Math.abs(difference) / (1e-8 + 0.1 * deviation) / 3;
            }
        }
        double[] powers = Arrays.stream(weights).map(Math::exp).toArray();
        double sum = Arrays.stream(powers).sum();
        return Arrays.stream(powers).map(power -> power / sum).toArray();
    }

    private static int[] neighbours(int pixel, boolean itself) {
        int[] places = new int[DILATIONS.length * (itself ? 9 : 8)];
        int next = 0;
        for (int dilation : DILATIONS) {
            for (int down = -1; down <= 1; down++) {
                for (int across = -1; across <= 1; across++) {
                    if (itself || down != 0 || across != 0) {
                        int x = pixel % WIDTH + across * dilation;
                        int y = pixel / WIDTH + down * dilation;
                        places[next++] =
                                Math.max(0, Math.min(HEIGHT - 1, y)) * WIDTH
                                        + Math.max(0, Math.min(WIDTH - 1, x));
                    }
                }
            }
        }
        return places;
    }

    /** A disc, in blocks of 8 pixels; with a third segment, and some outside. */
    private static int[] blocks(boolean more) {
        int[] truth = truth();
        int[] blocks = new int[truth.length];
        for (int pixel = 0; pixel < truth.length; pixel++) {
            int x = Math.min(WIDTH - 1, pixel % WIDTH / 8 * 8 + 4);
            int y = Math.min(HEIGHT - 1, pixel / WIDTH / 8 * 8 + 4);
            blocks[pixel] = truth[y * WIDTH + x];
            if (more && pixel % WIDTH > 48) {
                blocks[pixel] = pixel / WIDTH < 6 ? -1 : 2;
            }
        }
        return blocks;
    }

    private static int[] truth() {
        int[] truth = new int[WIDTH * HEIGHT];
        for (int pixel = 0; pixel < truth.length; pixel++) {
            boolean inside = Math.hypot(pixel % WIDTH - 26, (double) pixel / WIDTH - 22) < 15;
            truth[pixel] = inside ? 1 : 0;
        }
        return truth;
    }

    private static GuideImage noisy(long seed) {
        Random random = new Random(seed);
        int[] rgb =
                Arrays.stream(truth())
                        .map(in -> (in == 1 ? DISC : GROUND) + random.nextInt(16) * 0x010101)
                        .toArray();
        return new GuideImage(WIDTH, HEIGHT, rgb);
    }

    private static long differences(int[] one, int[] other) {
        long count = 0;
        for (int pixel = 0; pixel < one.length; pixel++) {
            count += one[pixel] == other[pixel] ? 0 : 1;
        }
        return count;
    }
}
