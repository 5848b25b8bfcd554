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

import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.BilinearAxis;
import java.util.ArrayList;
import java.util.List;

/** Teaches a classifier from pixels whose class is known. */
public final class Training {

    /** λ of the regression; see docs/quality.md for what others give. */
    static final double REGULARISATION = 0.1;

    /** One map among many of the network, but the only one that knows borders to the pixel. */
    private static final double WEIGHT_OF_COLOUR = 4;

    /** More of a class would only take time: pixels of a scribble lie side by side. */
    private static final int MOST_OF_A_CLASS = 400;

    private final List<TaughtPlane> planes;
    private final List<FeatureScale> scales = new ArrayList<>();
    private final int dimensions;

    private Training(List<TaughtPlane> planes) {
        this.planes = planes;
        List<FeatureMap> first = planes.get(0).maps();
        int sum = 0;
        for (int m = 0; m < first.size(); m++) {
            int map = m;
            scales.add(
                    new FeatureScale(
                            planes.stream().map(plane -> plane.maps().get(map)).toList(),
                            first.get(m).name().equals(PictureFeatures.COLOUR)
                                    ? WEIGHT_OF_COLOUR
                                    : 1));
            sum += scales.get(m).reduced();
        }
        dimensions = sum;
    }

    /**
     * Teaches a classifier. The same planes give the same one.
     *
     * @param planes at least one, all with maps of the same names and channels
     * @param classes their names
     * @param origin what the features were made with
     * @param progress asked often whether to stop
     * @throws UserException if a class has no pixel, or there are fewer than two
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static TaughtClassifier train(
            List<TaughtPlane> planes,
            List<String> classes,
            TaughtClassifier.Origin origin,
            Progress progress) {
        return train(planes, classes, origin, REGULARISATION, progress);
    }

    /** As above, with another λ. */
    static TaughtClassifier train(
            List<TaughtPlane> planes,
            List<String> classes,
            TaughtClassifier.Origin origin,
            double regularisation,
            Progress progress) {
        long[] counts = new long[classes.size()];
        for (TaughtPlane plane : planes) {
            for (int k : plane.classOf()) {
                counts[k]++;
            }
        }
        if (classes.size() < 2) {
            throw new UserException(
                    "A classifier tells classes apart, and there is "
                            + classes.size()
                            + "; draw in a second one");
        }
        for (int k = 0; k < counts.length; k++) {
            if (counts[k] == 0) {
                throw new UserException(
                        "Nothing is drawn of the class \""
                                + classes.get(k)
                                + "\"; draw or remove it");
            }
        }
        return new Training(planes).solve(counts, classes, origin, regularisation, progress);
    }

    private TaughtClassifier solve(
            long[] counts,
            List<String> classes,
            TaughtClassifier.Origin origin,
            double regularisation,
            Progress progress) {
        Samples samples = samples(counts);
        progress.checkCancelled();
        double[] trained =
                new LogisticRegression(
                                samples.values, samples.classOf, classes.size(), regularisation)
                        .solve(progress);
        float[] bias = new float[classes.size()];
        double[] offsets = new double[classes.size()];
        List<TaughtClassifier.Weights> weights = new ArrayList<>();
        int start = 0;
        for (int m = 0; m < scales.size(); m++) {
            FeatureScale scale = scales.get(m);
            FeatureMap map = planes.get(0).maps().get(m);
            float[] values = new float[classes.size() * map.channels()];
            for (int k = 0; k < classes.size(); k++) {
                double[] own = scale.weights(trained, k * (dimensions + 1) + start);
                for (int c = 0; c < own.length; c++) {
                    values[k * own.length + c] = (float) own[c];
                }
                offsets[k] += scale.offset(own);
            }
            weights.add(new TaughtClassifier.Weights(map.name(), map.channels(), values));
            start += scale.reduced();
        }
        for (int k = 0; k < bias.length; k++) {
            bias[k] = (float) (trained[k * (dimensions + 1) + dimensions] - offsets[k]);
        }
        return new TaughtClassifier(classes, weights, bias, origin);
    }

    private record Samples(float[] values, int[] classOf) {}

    /** Evenly spread over what was drawn of each class. */
    private Samples samples(long[] counts) {
        List<float[]> rows = new ArrayList<>();
        List<Integer> classOf = new ArrayList<>();
        long[] seen = new long[counts.length];
        for (TaughtPlane plane : planes) {
            List<Place> places =
                    plane.maps().stream()
                            .map(map -> new Place(map, plane.width(), plane.height()))
                            .toList();
            for (int i = 0; i < plane.pixels().length; i++) {
                int k = plane.classOf()[i];
                if (isTaken(seen[k]++, counts[k])) {
                    rows.add(sample(places, plane.pixels()[i], plane.width()));
                    classOf.add(k);
                }
            }
        }
        float[] values = new float[Math.multiplyExact(rows.size(), dimensions)];
        for (int n = 0; n < rows.size(); n++) {
            System.arraycopy(rows.get(n), 0, values, n * dimensions, dimensions);
        }
        return new Samples(values, classOf.stream().mapToInt(Integer::intValue).toArray());
    }

    private static boolean isTaken(long index, long count) {
        if (count <= MOST_OF_A_CLASS) {
            return true;
        }
        return index * MOST_OF_A_CLASS / count != (index + 1) * MOST_OF_A_CLASS / count;
    }

    private float[] sample(List<Place> places, int pixel, int width) {
        float[] sample = new float[dimensions];
        int start = 0;
        for (int m = 0; m < places.size(); m++) {
            FeatureScale scale = scales.get(m);
            scale.write(places.get(m).at(pixel % width, pixel / width), sample, start);
            start += scale.reduced();
        }
        return sample;
    }

    /** Reads a map at pixels: bilinear, half-pixel centres, clamped at the edges. */
    private static final class Place {

        private final FeatureMap map;
        private final BilinearAxis rows;
        private final BilinearAxis columns;

        Place(FeatureMap map, int width, int height) {
            this.map = map;
            rows = new BilinearAxis(map.height(), height);
            columns = new BilinearAxis(map.width(), width);
        }

        float[] at(int x, int y) {
            int row = rows.cellOf(y);
            int below = rows.next(row);
            int left = columns.cellOf(x);
            int right = columns.next(left);
            float down = rows.nextWeight(y);
            float across = columns.nextWeight(x);
            float[] features = new float[map.channels()];
            for (int c = 0; c < features.length; c++) {
                float above = between(value(row, left, c), value(row, right, c), across);
                float under = between(value(below, left, c), value(below, right, c), across);
                features[c] = between(above, under, down);
            }
            return features;
        }

        private float value(int row, int column, int channel) {
            return map.values()[(row * map.width() + column) * map.channels() + channel];
        }

        private static float between(float from, float to, float weight) {
            return from + weight * (to - from);
        }
    }
}
