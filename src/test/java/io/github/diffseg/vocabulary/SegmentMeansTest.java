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

package io.github.diffseg.vocabulary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.diffseg.segment.label.LabelMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentMeansTest {

    /** Two cells beside each other, along x and along y, of different lengths. */
    private static final FeatureSource.Grid GRID =
            new FeatureSource.Grid(1, 2, 2, new float[] {5, 0, 0, 0.1f});

    private static LabelMap labels(int... row) {
        int[] twice = new int[2 * row.length];
        System.arraycopy(row, 0, twice, 0, row.length);
        System.arraycopy(row, 0, twice, row.length, row.length);
        return new LabelMap(row.length, 2, twice, 4);
    }

    @Test
    void cellsCountByThePixelsThatTheyShareWithTheSegment() {
        List<SegmentFeature> segments =
                SegmentMeans.of(() -> List.of(GRID), labels(0, 1, 1, 2, 2, 4, 4, 4));
        assertEquals(List.of(1, 2, 4), segments.stream().map(SegmentFeature::label).toList());
        assertEquals(4, segments.get(0).pixels());
        assertArrayEquals(new float[] {1, 0}, segments.get(0).values(), 1e-6f);
        // Half of it in each cell, whatever their lengths
        float half = (float) Math.sqrt(0.5);
        assertArrayEquals(new float[] {half, half}, segments.get(1).values(), 1e-6f);
        assertArrayEquals(new float[] {0, 1}, segments.get(2).values(), 1e-6f);
    }

    @Test
    void severalGridsStandOneBehindAnotherWithTheSameWeight() {
        FeatureSource.Grid one = new FeatureSource.Grid(1, 1, 1, new float[] {-3});
        List<SegmentFeature> segments =
                SegmentMeans.of(() -> List.of(GRID, one), labels(1, 1, 1, 1, 2, 2, 2, 2));
        float half = (float) Math.sqrt(0.5);
        assertArrayEquals(new float[] {half, 0, -half}, segments.get(0).values(), 1e-6f);
        assertArrayEquals(new float[] {0, half, -half}, segments.get(1).values(), 1e-6f);
    }

    @Test
    void anObjectOfSeveralPlanesHasTheMeanOfThem() {
        List<SegmentFeature> objects =
                SegmentMeans.ofObjects(
                        List.of(
                                new SegmentFeature(0, 1, 30, new float[] {1, 0}),
                                new SegmentFeature(0, 2, 9, new float[] {0, -1}),
                                new SegmentFeature(1, 1, 40, new float[] {0, 1})));
        assertArrayEquals(new float[] {0.6f, 0.8f}, objects.get(0).values(), 1e-6f);
        assertArrayEquals(new float[] {0, -1}, objects.get(1).values(), 1e-6f);
        assertArrayEquals(new float[] {0.6f, 0.8f}, objects.get(2).values(), 1e-6f);
        assertEquals(1, objects.get(2).plane());
    }
}
