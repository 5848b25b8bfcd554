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

package io.github.diffseg.evaluate.score;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What the figures of a set might have been with other images of its kind: 95 % intervals by the
 * percentile bootstrap over images (B. Efron, "Bootstrap methods", Annals of Statistics 7, 1979),
 * always with the same random numbers. Figures with one matching for the whole set have none, since
 * a set drawn with repetitions would be matched anew each time.
 */
public final class ConfidenceIntervals {

    private static final long SEED = 1;
    private static final double OUTSIDE = 0.05;

    private ConfidenceIntervals() {}

    /**
     * The middle 95 % of the resampled figures.
     *
     * @param low the lower end
     * @param high the upper end
     */
    public record Interval(double low, double high) {}

    /**
     * {@return an interval for each metric that is defined for all of the drawn sets}
     *
     * @param images at least one
     * @param resamples how many sets are drawn; 0 gives no intervals
     */
    public static Map<Metric, Interval> of(List<ImageScores> images, int resamples) {
        return of(images, resamples, SetScores::withoutSetMatching);
    }

    /**
     * {@return an interval for each figure that is defined for all of the drawn sets}
     *
     * @param images what is known of each, at least one
     * @param resamples how many sets are drawn; 0 gives no intervals
     * @param figures of a set
     */
    public static <T> Map<Metric, Interval> of(
            List<T> images, int resamples, Function<List<T>, Map<Metric, Double>> figures) {
        Map<Metric, List<Double>> drawn = new EnumMap<>(Metric.class);
        SplittableRandom random = new SplittableRandom(SEED);
        for (int resample = 0; resample < resamples; resample++) {
            List<T> set =
                    IntStream.range(0, images.size())
                            .mapToObj(i -> images.get(random.nextInt(images.size())))
                            .toList();
            figures.apply(set)
                    .forEach(
                            (metric, value) ->
                                    drawn.computeIfAbsent(metric, m -> new ArrayList<>())
                                            .add(value));
        }
        Map<Metric, Interval> intervals = new EnumMap<>(Metric.class);
        drawn.forEach(
                (metric, values) -> {
                    if (values.size() == resamples) {
                        intervals.put(metric, interval(values));
                    }
                });
        return intervals;
    }

    /**
     * {@return the interval of the mean of one number for each image; empty without resamples}
     *
     * @param values at least one, all of them numbers
     * @param resamples how many sets are drawn
     */
    public static Optional<Interval> ofMean(double[] values, int resamples) {
        if (resamples == 0) {
            return Optional.empty();
        }
        List<Double> means = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int resample = 0; resample < resamples; resample++) {
            means.add(
                    IntStream.range(0, values.length)
                            .mapToDouble(i -> values[random.nextInt(values.length)])
                            .average()
                            .orElseThrow());
        }
        return Optional.of(interval(means));
    }

    private static Interval interval(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).toArray();
        Arrays.sort(sorted);
        int outside = (int) Math.floor(OUTSIDE / 2 * sorted.length);
        return new Interval(sorted[outside], sorted[sorted.length - 1 - outside]);
    }
}
