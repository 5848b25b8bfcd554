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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.BilinearAxis;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tells classes apart by a linear function of features (multinomial logistic regression). Since it
 * is linear, a class's score is computed on each map's own grid and then interpolated: the same as
 * interpolating all features at each pixel, at a small part of the work.
 *
 * @param classes their names, at least two
 * @param weights of each map of features, in the order of the maps
 * @param bias {@code [K]}
 * @param origin what the features are made with
 */
public record TaughtClassifier(
        List<String> classes, List<Weights> weights, float[] bias, Origin origin) {

    /**
     * The weights of one map of features.
     *
     * @param map name of the map
     * @param channels of the map
     * @param values {@code [K, channels]}
     */
    public record Weights(String map, int channels, float[] values) {}

    /**
     * The pass whose features a classifier reads.
     *
     * @param model name of the model
     * @param modelHash SHA-256 of the model, in hexadecimal
     * @param workingSize short side of the network's input, in pixels
     * @param timestep that the network is told
     * @param aggregation of the maps, by its name
     */
    public record Origin(
            String model, String modelHash, int workingSize, int timestep, String aggregation) {}

    public TaughtClassifier {
        classes = List.copyOf(classes);
        weights = List.copyOf(weights);
    }

    /**
     * Tells how likely each class is at each pixel.
     *
     * @param maps of a picture, with the names and channels that were taught; their order is that
     *     of the weights
     * @param width of the picture
     * @param height of the picture
     * @param progress asked often whether to stop
     * @return {@code [K, height, width]}, in [0, 1], summing to 1 at each pixel
     * @throws IllegalArgumentException if the maps are not those that were taught
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public float[] probabilities(List<FeatureMap> maps, int width, int height, Progress progress) {
        mismatch(maps)
                .ifPresent(
                        what -> {
                            throw new IllegalArgumentException(what);
                        });
        List<ScoreGrid> grids = new ArrayList<>();
        for (int m = 0; m < maps.size(); m++) {
            progress.checkCancelled();
            grids.add(new ScoreGrid(maps.get(m), weights.get(m), classes.size(), width, height));
        }
        int pixels = Math.multiplyExact(width, height);
        float[] result = new float[Math.multiplyExact(classes.size(), pixels)];
        IntStream.range(0, height)
                .parallel()
                .forEach(
                        y -> {
                            progress.checkCancelled();
                            double[] scores = new double[classes.size()];
                            for (int x = 0; x < width; x++) {
                                for (int k = 0; k < scores.length; k++) {
                                    scores[k] = bias[k];
                                }
                                for (ScoreGrid grid : grids) {
                                    grid.addTo(scores, x, y);
                                }
                                Softmax.inPlace(scores);
                                for (int k = 0; k < scores.length; k++) {
                                    result[k * pixels + y * width + x] = (float) scores[k];
                                }
                            }
                        });
        return result;
    }

    /**
     * {@return how the maps differ from those that were taught, in words; nothing if they do not}
     *
     * @param maps of a picture
     */
    public Optional<String> mismatch(List<FeatureMap> maps) {
        List<String> here = maps.stream().map(m -> m.name() + " x " + m.channels()).toList();
        List<String> taught = weights.stream().map(w -> w.map() + " x " + w.channels()).toList();
        return here.equals(taught)
                ? Optional.empty()
                : Optional.of("the features are " + here + ", not " + taught + " as taught");
    }

    /** Scores of all classes on the grid of a map. */
    private static final class ScoreGrid {

        private final int classes;
        private final int gridWidth;
        private final float[] scores;
        private final BilinearAxis rows;
        private final BilinearAxis columns;

        ScoreGrid(FeatureMap map, Weights weights, int classes, int width, int height) {
            this.classes = classes;
            gridWidth = map.width();
            rows = new BilinearAxis(map.height(), height);
            columns = new BilinearAxis(map.width(), width);
            scores = new float[Math.multiplyExact(map.height() * map.width(), classes)];
            int channels = map.channels();
            IntStream.range(0, map.height() * map.width())
                    .parallel()
                    .forEach(
                            cell -> {
                                for (int k = 0; k < classes; k++) {
                                    double sum = 0;
                                    for (int c = 0; c < channels; c++) {
                                        sum +=
                                                weights.values()[k * channels + c]
                                                        * map.values()[cell * channels + c];
                                    }
                                    scores[cell * classes + k] = (float) sum;
                                }
                            });
        }

        void addTo(double[] sums, int x, int y) {
            int row = rows.cellOf(y);
            int below = rows.next(row);
            float down = rows.nextWeight(y);
            int left = columns.cellOf(x);
            int right = columns.next(left);
            float across = columns.nextWeight(x);
            int a = (row * gridWidth + left) * classes;
            int b = (row * gridWidth + right) * classes;
            int c = (below * gridWidth + left) * classes;
            int d = (below * gridWidth + right) * classes;
            for (int k = 0; k < classes; k++) {
                double above = scores[a + k] + across * (scores[b + k] - scores[a + k]);
                double under = scores[c + k] + across * (scores[d + k] - scores[c + k]);
                sums[k] += above + down * (under - above);
            }
        }
    }
}
