package io.github.diffseg.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SilhouetteTest {

    private static List<float[]> points(double... places) {
        return IntStream.range(0, places.length)
                .mapToObj(i -> new float[] {(float) places[i], 0})
                .toList();
    }

    /** Point 0: 1 to its own, (9 + 10) / 2 to the others: 1 − 1 / 9.5, and so on. */
    @Test
    void theMeanIsThatOfTheDefinition() {
        Silhouette silhouette = Silhouette.of(points(0, 1, 9, 10));
        double outer = 1 - 1 / 9.5;
        double inner = 1 - 1 / 8.5;
        assertEquals((outer + inner) / 2, silhouette.mean(new int[] {0, 0, 1, 1}), 1e-6);
        // 0 with 9, 1 with 10: nearer to the others, (1 + 10) / 2 to (1 + 8) / 2
        double crossedOuter = 5.5 / 9 - 1;
        double crossedInner = 4.5 / 9 - 1;
        assertEquals(
                (crossedOuter + crossedInner) / 2,
                silhouette.mean(new int[] {0, 1, 0, 1}),
                1e-6);
    }

    @Test
    void aPointAloneCountsNothing() {
        double pair = 1 - 1 / 9.0;
        double other = 1 - 1 / 8.0;
        assertEquals(
                (pair + other + 0) / 3,
                Silhouette.of(points(0, 1, 9)).mean(new int[] {1, 1, 0}),
                1e-6);
        assertEquals(0, Silhouette.of(points(3, 3)).mean(new int[] {0, 0}));
    }
}
