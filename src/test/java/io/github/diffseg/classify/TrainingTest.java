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

package io.github.diffseg.classify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** Classifiers of made-up features. */
class TrainingTest {

    private static final int WIDTH = 24;
    private static final int HEIGHT = 16;
    private static final TaughtClassifier.Origin ORIGIN =
            new TaughtClassifier.Origin("some model", "0123abcd", 512, 1, "per resolution");

    /**
     * A coarse grid with more channels than enter the training, and one of the size of the plane.
     */
    private static List<FeatureMap> maps(long seed) {
        Random random = new Random(seed);
        int channels = FeatureScale.MOST_CHANNELS + 6;
        float[] coarse = new float[4 * 6 * channels];
        for (int cell = 0; cell < 4 * 6; cell++) {
            for (int c = 0; c < channels; c++) {
                boolean right = cell % 6 >= 3;
                coarse[cell * channels + c] =
                        (float) (5 + 0.1 * random.nextGaussian() + (right && c < 30 ? 1 : 0));
            }
        }
        float[] fine = new float[WIDTH * HEIGHT * 2];
        for (int i = 0; i < fine.length; i += 2) {
            fine[i] = i / 2 % WIDTH >= WIDTH / 2 ? 1 : 0;
            fine[i + 1] = 7;
        }
        return List.of(
                new FeatureMap("coarse", coarse, 4, 6, channels),
                new FeatureMap("fine", fine, HEIGHT, WIDTH, 2));
    }

    private static TaughtPlane plane() {
        return new TaughtPlane(
                maps(1),
                WIDTH,
                HEIGHT,
                new int[] {50, 51, 75, 66, 67, 91},
                new int[] {0, 0, 0, 1, 1, 1});
    }

    private static TaughtClassifier train(TaughtPlane... planes) {
        return Training.train(List.of(planes), List.of("left", "right"), ORIGIN, Progress.NONE);
    }

    @Test
    void aFewPixelsOfEachHalfTellTheHalvesApart() {
        float[] shares = train(plane()).probabilities(maps(1), WIDTH, HEIGHT, Progress.NONE);
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            boolean right = i % WIDTH >= WIDTH / 2;
            assertEquals(right, shares[WIDTH * HEIGHT + i] > 0.5, "pixel " + i);
            assertEquals(1, shares[i] + shares[WIDTH * HEIGHT + i], 1e-5);
        }
    }

    @Test
    void theSamePixelsGiveTheSameClassifier() {
        TaughtClassifier first = train(plane());
        TaughtClassifier second = train(plane());
        assertArrayEquals(first.bias(), second.bias());
        for (int m = 0; m < first.weights().size(); m++) {
            assertArrayEquals(first.weights().get(m).values(), second.weights().get(m).values());
        }
    }

    /** Scores on the grids, then interpolated, are the scores of interpolated features. */
    @Test
    void aPixelsProbabilityIsThatOfItsInterpolatedFeatures() {
        TaughtClassifier classifier = train(plane());
        List<FeatureMap> maps = maps(2);
        float[] shares = classifier.probabilities(maps, WIDTH, HEIGHT, Progress.NONE);
        for (int[] place : new int[][] {{0, 0}, {7, 5}, {12, 9}, {23, 15}}) {
            double[] scores = new double[2];
            for (int k = 0; k < 2; k++) {
                scores[k] = classifier.bias()[k];
                for (int m = 0; m < maps.size(); m++) {
                    FeatureMap map = maps.get(m);
                    for (int c = 0; c < map.channels(); c++) {
                        scores[k] +=
                                classifier.weights().get(m).values()[k * map.channels() + c]
                                        * interpolated(map, c, place[0], place[1]);
                    }
                }
            }
            double share = 1 / (1 + Math.exp(scores[1] - scores[0]));
            assertEquals(share, shares[place[1] * WIDTH + place[0]], 1e-4);
        }
    }

    private static double interpolated(FeatureMap map, int channel, int x, int y) {
        double row =
                Math.max(0, Math.min(map.height() - 1, (y + 0.5) * map.height() / HEIGHT - 0.5));
        double column =
                Math.max(0, Math.min(map.width() - 1, (x + 0.5) * map.width() / WIDTH - 0.5));
        double sum = 0;
        for (int r = 0; r < map.height(); r++) {
            for (int c = 0; c < map.width(); c++) {
                double weight =
                        Math.max(0, 1 - Math.abs(r - row)) * Math.max(0, 1 - Math.abs(c - column));
                sum += weight * map.values()[(r * map.width() + c) * map.channels() + channel];
            }
        }
        return sum;
    }

    @Test
    void pixelsOfSeveralPlanesCount() {
        TaughtPlane left =
                new TaughtPlane(maps(1), WIDTH, HEIGHT, new int[] {50, 75}, new int[] {0, 0});
        TaughtPlane right =
                new TaughtPlane(maps(3), WIDTH, HEIGHT, new int[] {67, 91}, new int[] {1, 1});
        float[] shares = train(left, right).probabilities(maps(4), WIDTH, HEIGHT, Progress.NONE);
        assertTrue(shares[3] > 0.5 && shares[WIDTH - 3] < 0.5);
    }

    @Test
    void manyPixelsOfAClassCountNoMoreThanFewOfAnother() {
        List<Integer> pixels = new ArrayList<>();
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            if (i % WIDTH < WIDTH / 2) {
                pixels.add(i);
            }
        }
        pixels.add(67);
        int[] classOf = new int[pixels.size()];
        classOf[classOf.length - 1] = 1;
        TaughtPlane plane =
                new TaughtPlane(
                        maps(1),
                        WIDTH,
                        HEIGHT,
                        pixels.stream().mapToInt(i -> i).toArray(),
                        classOf);
        float[] shares = train(plane).probabilities(maps(1), WIDTH, HEIGHT, Progress.NONE);
        assertTrue(shares[WIDTH * HEIGHT + 67 + 2 * WIDTH] > 0.5);
    }

    @Test
    void aClassWithoutPixelsAndOtherFeaturesAreRefused() {
        UserException none =
                assertThrows(
                        UserException.class,
                        () ->
                                Training.train(
                                        List.of(plane()),
                                        List.of("left", "right", "sky"),
                                        ORIGIN,
                                        Progress.NONE));
        assertTrue(none.getMessage().contains("\"sky\""), none.getMessage());
        TaughtClassifier classifier = train(plane());
        List<FeatureMap> fewer = maps(1).subList(0, 1);
        IllegalArgumentException other =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> classifier.probabilities(fewer, WIDTH, HEIGHT, Progress.NONE));
        assertTrue(other.getMessage().contains("fine x 2"), other.getMessage());
    }

    @Test
    void itCanBeCancelled() {
        Progress cancelled =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {}

                    @Override
                    public boolean isCancelled() {
                        return true;
                    }
                };
        assertThrows(
                CancellationException.class,
                () ->
                        Training.train(
                                List.of(plane()), List.of("left", "right"), ORIGIN, cancelled));
    }

    /**
     * Two samples at 1 and -1: by symmetry the weights are v and -v, and where the derivative
     * vanishes, λ v = 1 / (1 + exp(2 v)).
     */
    @Test
    void theRegressionIsWhereItsDerivativeVanishes() {
        double lambda = 0.05;
        double[] weights =
                new LogisticRegression(new float[] {1, -1}, new int[] {0, 1}, 2, lambda)
                        .solve(Progress.NONE);
        double v = weights[0];
        assertEquals(-v, weights[2], 5e-3);
        assertEquals(0, weights[1] - weights[3], 5e-3);
        assertEquals(1 / (1 + Math.exp(2 * v)), lambda * v, 1e-4);
    }

    @Test
    void theMinimumOfAParabolaOfManyVariablesIsFound() {
        double[] found =
                QuasiNewton.minimise(
                        new double[50],
                        (at, gradient) -> {
                            double value = 0;
                            for (int d = 0; d < at.length; d++) {
                                double away = at[d] - d;
                                value += (1 + d) * away * away / 2;
                                gradient[d] = (1 + d) * away;
                            }
                            return value;
                        });
        for (int d = 0; d < found.length; d++) {
            assertEquals(d, found[d], 1e-4);
        }
    }

    @Test
    void aBlurKeepsTheSumAndHasItsWidth() {
        float[] plane = new float[41 * 41];
        plane[20 * 41 + 20] = 1;
        float[] blurred = GaussianBlur.of(plane, 41, 3);
        double sum = 0;
        double variance = 0;
        for (int i = 0; i < blurred.length; i++) {
            sum += blurred[i];
            variance += blurred[i] * Math.pow(i % 41 - 20, 2);
        }
        assertEquals(1, sum, 1e-4);
        assertEquals(9, variance, 0.3);
    }
}
