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

package io.github.diffseg.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.ConnectedParts;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.LabelsWithConfidence;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.label.Splitting;
import java.util.Arrays;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AttentionSegmenterTest extends WithEngine {

    private static final int GRID_HEIGHT = 8;
    private static final int GRID_WIDTH = 10;
    private static final int CELLS = GRID_HEIGHT * GRID_WIDTH;
    private static final int WIDTH = 50;
    private static final int HEIGHT = 40;
    private static final RegionMask WHOLE = RegionMask.all(WIDTH, HEIGHT);

    private NDArray maps;

    @BeforeEach
    void makeMaps() {
        maps = matrix(RandomMaps.distributions(CELLS, CELLS, 4, 0.6, 1), CELLS);
    }

    @Test
    void labelsRunFromOneByDecreasingArea() {
        LabelsWithConfidence result = segment(settings(0.8, 0, false), WHOLE);
        assertTrue(result.labels().count() > 1);
        int[] areas = areas(result.labels());
        assertEquals(0, areas[0]);
        for (int label = 1; label <= result.labels().count(); label++) {
            assertTrue(areas[label] > 0);
            assertTrue(label == 1 || areas[label] <= areas[label - 1]);
            float confidence = result.confidence()[label - 1];
            assertTrue(confidence > 0 && confidence <= 1, "confidence " + confidence);
        }
        assertEquals(result.labels().count(), result.confidence().length);
    }

    @Test
    void pixelsOutsideTheMaskAreZeroAndNoneInside() {
        byte[] inside = new byte[WIDTH * HEIGHT];
        Arrays.fill(inside, 300, 1500, (byte) -1);
        int[] labels =
                segment(settings(0.8, 30, true), new RegionMask(WIDTH, HEIGHT, inside))
                        .labels()
                        .labels();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            assertEquals(inside[pixel] == 0, labels[pixel] == 0);
        }
    }

    @Test
    void anEmptyMaskGivesNoSegment() {
        RegionMask nothing = new RegionMask(WIDTH, HEIGHT, new byte[WIDTH * HEIGHT]);
        for (boolean split : new boolean[] {false, true}) {
            LabelsWithConfidence result = segment(settings(0.8, 10, split), nothing);
            assertEquals(0, result.labels().count());
            assertEquals(0, result.confidence().length);
        }
    }

    @Test
    void everythingAlikeIsOneSegment() {
        LabelsWithConfidence result = segment(settings(1000, 0, true), WHOLE);
        assertEquals(1, result.proposals());
        assertEquals(1, result.labels().count());
        assertArrayEquals(new float[] {1}, result.confidence());
    }

    @Test
    void noSegmentIsSmallerThanTheMinimumArea() {
        for (boolean split : new boolean[] {false, true}) {
            int[] before = areas(segment(settings(0.5, 0, split), WHOLE).labels());
            int smallest = Arrays.stream(before).skip(1).min().orElseThrow();
            int minimum = smallest + 1;
            int[] after = areas(segment(settings(0.5, minimum, split), WHOLE).labels());
            assertTrue(after.length < before.length);
            assertTrue(Arrays.stream(after).skip(1).allMatch(area -> area >= minimum));
            int[] all = areas(segment(settings(0.5, smallest, split), WHOLE).labels());
            assertArrayEquals(before, all);
        }
    }

    @Test
    void splittingMakesEveryLabelConnected() {
        LabelMap whole = segment(settings(0.8, 0, false), WHOLE).labels();
        LabelMap split = segment(settings(0.8, 0, true), WHOLE).labels();
        assertTrue(split.count() > whole.count());
        assertEquals(split.count(), ConnectedParts.count(split));
    }

    @Test
    void whatIsKeptBetweenCallsChangesNoResult() {
        SegmentationSettings[] all = {
            settings(0.8, 0, false),
            settings(0.5, 0, false),
            new SegmentationSettings(0.8, 3, 3, false, 0),
            new SegmentationSettings(0.8, 3, 8, true, 0),
            settings(0.8, 25, true),
            settings(0.8, 0, false)
        };
        try (AttentionSegmenter kept = new AttentionSegmenter(maps, GRID_HEIGHT, GRID_WIDTH)) {
            for (SegmentationSettings settings : all) {
                LabelsWithConfidence fresh = segment(settings, WHOLE);
                LabelsWithConfidence again =
                        kept.segment(settings, WIDTH, HEIGHT, WHOLE, Progress.NONE);
                assertArrayEquals(fresh.labels().labels(), again.labels().labels());
                assertArrayEquals(fresh.confidence(), again.confidence());
            }
        }
    }

    @Test
    void ownsNoMapsAndLeavesNothingBehind() {
        NDArray threeDimensional = maps.reshape(CELLS, GRID_HEIGHT, GRID_WIDTH);
        int before = manager.getManagedArrays().size();
        for (int i = 0; i < 3; i++) {
            try (AttentionSegmenter segmenter =
                    new AttentionSegmenter(threeDimensional, GRID_HEIGHT, GRID_WIDTH)) {
                for (double threshold : new double[] {0.4, 0.8}) {
                    segmenter.segment(
                            new SegmentationSettings(threshold, 3, 4 + i, true, 5)
                                    .change()
                                    .splitting(Splitting.COMPONENTS)
                                    .build(),
                            WIDTH,
                            HEIGHT,
                            WHOLE,
                            Progress.NONE);
                }
            }
            assertEquals(before, manager.getManagedArrays().size());
        }
        assertFalse(maps.isReleased());
        assertEquals(1, maps.get(0).sum().getFloat(), 1e-5);
    }

    @Test
    void outlivesAScopeOfItsCaller() {
        AttentionSegmenter segmenter;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            segmenter = new AttentionSegmenter(maps, GRID_HEIGHT, GRID_WIDTH);
            segmenter.proposals(settings(0.8, 0, false), Progress.NONE);
        }
        try (segmenter) {
            assertTrue(segmenter.proposals(settings(0.5, 0, false), Progress.NONE).count() > 0);
        }
    }

    @Test
    void cancellingLeavesItUsable() {
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, GRID_HEIGHT, GRID_WIDTH)) {
            SegmentationSettings settings = settings(0.8, 0, false);
            assertThrows(
                    CancellationException.class,
                    () -> segmenter.segment(settings, WIDTH, HEIGHT, WHOLE, Cancelled.IMMEDIATELY));
            LabelsWithConfidence result =
                    segmenter.segment(settings, WIDTH, HEIGHT, WHOLE, Progress.NONE);
            assertArrayEquals(segment(settings, WHOLE).labels().labels(), result.labels().labels());
        }
    }

    @Test
    void attentionThatIsNoNumberIsRefused() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            float[] values = maps.toFloatArray();
            values[CELLS + 3] = bad;
            IllegalArgumentException refused =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    new AttentionSegmenter(
                                            matrix(values, CELLS), GRID_HEIGHT, GRID_WIDTH));
            assertTrue(refused.getMessage().contains("NaN"));
        }
    }

    @Test
    void attentionOfAnotherShapeOrTypeIsRefused() {
        IllegalArgumentException shape =
                assertThrows(
                        IllegalArgumentException.class, () -> new AttentionSegmenter(maps, 8, 11));
        assertTrue(shape.getMessage().contains("8 x 11"));
        NDArray half = maps.toType(DataType.FLOAT16, true);
        IllegalArgumentException type =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new AttentionSegmenter(half, GRID_HEIGHT, GRID_WIDTH));
        assertTrue(type.getMessage().contains("float16"));
    }

    @Test
    void aPlaneTooLargeOrOfAnotherSizeThanItsMaskIsRefused() {
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, GRID_HEIGHT, GRID_WIDTH)) {
            SegmentationSettings settings = SegmentationSettings.DEFAULT;
            RegionMask large = RegionMask.all(50_000, 50_000);
            IllegalArgumentException tooLarge =
                    assertThrows(
                            IllegalArgumentException.class,
                            () ->
                                    segmenter.segment(
                                            settings, 50_000, 50_000, large, Progress.NONE));
            assertTrue(tooLarge.getMessage().contains("50000 x 50000"));
            IllegalArgumentException other =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> segmenter.segment(settings, 40, 50, WHOLE, Progress.NONE));
            assertTrue(other.getMessage().contains("mask"));
        }
    }

    private LabelsWithConfidence segment(SegmentationSettings settings, RegionMask mask) {
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, GRID_HEIGHT, GRID_WIDTH)) {
            return segmenter.segment(settings, WIDTH, HEIGHT, mask, Progress.NONE);
        }
    }

    private static SegmentationSettings settings(
            double threshold, int minimumArea, boolean splitComponents) {
        return new SegmentationSettings(threshold, 3, 8, false, minimumArea)
                .change()
                .splitting(splitComponents ? Splitting.COMPONENTS : Splitting.NONE)
                .build();
    }

    private static int[] areas(LabelMap labels) {
        int[] areas = new int[labels.count() + 1];
        for (int label : labels.labels()) {
            areas[label]++;
        }
        return areas;
    }
}
