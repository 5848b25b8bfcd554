package io.github.diffseg.vocabulary;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How well groups are apart (P. J. Rousseeuw, J. Comput. Appl. Math. 20, 1987): for each point how
 * much nearer its own group is than the next one. Of many points an even sample is looked at, since
 * every pair counts.
 *
 * @param sample indices of the points looked at
 * @param distances {@code [sample · sample]} Euclidean
 */
record Silhouette(int[] sample, float[] distances) {

    private static final int MOST = 2000;

    /** Measures the distances, once for all groupings. */
    static Silhouette of(List<float[]> points) {
        int size = Math.min(MOST, points.size());
        int[] sample =
                IntStream.range(0, size)
                        .map(i -> (int) ((long) i * points.size() / size))
                        .toArray();
        float[] distances = new float[size * size];
        IntStream.range(0, size)
                .parallel()
                .forEach(
                        i -> {
                            for (int j = 0; j < size; j++) {
                                distances[i * size + j] =
                                        distance(points.get(sample[i]), points.get(sample[j]));
                            }
                        });
        return new Silhouette(sample, distances);
    }

    /**
     * {@return the mean over the sample, in [−1, 1]; a point alone in its group counts 0}
     *
     * @param group of each point, from 0
     */
    double mean(int[] group) {
        int groups = IntStream.of(group).max().orElseThrow() + 1;
        double sum = 0;
        for (int i = 0; i < sample.length; i++) {
            sum += width(i, group, groups);
        }
        return sum / sample.length;
    }

    private double width(int point, int[] group, int groups) {
        double[] sums = new double[groups];
        int[] members = new int[groups];
        for (int other = 0; other < sample.length; other++) {
            if (other != point) {
                sums[group[sample[other]]] += distances[point * sample.length + other];
                members[group[sample[other]]]++;
            }
        }
        int own = group[sample[point]];
        if (members[own] == 0) {
            return 0;
        }
        double within = sums[own] / members[own];
        double next = Double.POSITIVE_INFINITY;
        for (int g = 0; g < groups; g++) {
            if (g != own && members[g] > 0) {
                next = Math.min(next, sums[g] / members[g]);
            }
        }
        double larger = Math.max(within, next);
        return larger == 0 || Double.isInfinite(next) ? 0 : (next - within) / larger;
    }

    private static float distance(float[] a, float[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            double difference = (double) a[i] - b[i];
            square += difference * difference;
        }
        return (float) Math.sqrt(square);
    }
}
