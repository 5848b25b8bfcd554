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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.cut.FeatureGrid;
import io.github.diffseg.segment.label.LabelsWithConfidence;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Threshold;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.MergeTree;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Four kinds of maps, in bands of rows; a coarser grid of features has two kinds, side by side. */
class SegmentationMethodsTest extends WithEngine {

    private static final int SIDE = 8;
    private static final int CELLS = SIDE * SIDE;
    private static final int PIXELS = 32;
    private static final RegionMask WHOLE = RegionMask.all(PIXELS, PIXELS);

    /** Of a model. */
    private static final double LIMIT = 0.55;

    private NDArray maps;
    private FeatureGrid features;

    @BeforeEach
    void make() {
        maps = matrix(RandomMaps.distributions(CELLS, CELLS, 4, 0.3, 1), CELLS);
        float[] values = new float[16 * 2];
        for (int cell = 0; cell < 16; cell++) {
            values[2 * cell + (cell % 4 < 2 ? 0 : 1)] = 1 + cell;
        }
        features = new FeatureGrid(manager.create(values, new Shape(16, 2)), 4, 4);
    }

    @Test
    void walkFindsTheFourKinds() {
        LabelsWithConfidence result = segment(settings(SegmentationMethod.WALK));
        assertEquals(4, result.labels().count());
        int[] labels = result.labels().labels();
        for (int row = 2; row < PIXELS; row += 8) {
            int[] inRow = Arrays.copyOfRange(labels, row * PIXELS, (row + 1) * PIXELS);
            assertEquals(1, Arrays.stream(inRow).distinct().count());
        }
    }

    @Test
    void treeFindsTheFourKinds() {
        Threshold finer = new Threshold.OfTheTree(0, 0.3, 100);
        SegmentationSettings tree = settings(SegmentationMethod.TREE).withThreshold(finer);
        assertEquals(4, segment(tree).labels().count());
    }

    @Test
    void cutLooksAtTheFeaturesAndTheirGrid() {
        int[] labels = segment(settings(SegmentationMethod.CUT)).labels().labels();
        for (int pixel = 0; pixel < labels.length; pixel++) {
            assertEquals(labels[pixel % PIXELS < PIXELS / 2 ? 0 : PIXELS - 1], labels[pixel]);
        }
        assertEquals(2, Arrays.stream(labels).distinct().count());
    }

    @Test
    void cutWithoutFeaturesSaysWhatToChoose() {
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, SIDE, SIDE)) {
            UserException e =
                    assertThrows(
                            UserException.class,
                            () ->
                                    segmenter.segment(
                                            settings(SegmentationMethod.CUT),
                                            PIXELS,
                                            PIXELS,
                                            WHOLE,
                                            Progress.NONE));
            assertTrue(e.getMessage().contains("\"walk\" or \"merging\""), e.getMessage());
        }
    }

    /** What the explorer shows is what the command gives. */
    @ParameterizedTest
    @EnumSource(
            value = SegmentationMethod.class,
            names = {"TREE", "CUT", "WALK"})
    void theTreeHasAGranularityForEachSegmentation(SegmentationMethod method) {
        try (AttentionSegmenter segmenter = segmenter()) {
            SegmentationSettings settings = settings(method);
            MergeTree tree = segmenter.proposalTree(settings, Progress.NONE).tree();
            for (double level : tree.levels()) {
                SegmentationSettings cut = settings.withCut(level, Corrections.NONE);
                LabelsWithConfidence result =
                        segmenter.segment(cut, PIXELS, PIXELS, WHOLE, Progress.NONE);
                long groups = Arrays.stream(tree.cut(level)).distinct().count();
                assertEquals(groups, result.labels().count());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SegmentationMethod.class,
            names = {"TREE", "WALK"})
    void theChosenThresholdOfTheTreeGivesTheSameWhenItIsNamed(SegmentationMethod method) {
        try (AttentionSegmenter segmenter = segmenter()) {
            SegmentationSettings auto = settings(method);
            SegmentationSettings chosen = segmenter.withChosenThreshold(auto, Progress.NONE);
            double root = segmenter.proposalTree(auto, Progress.NONE).tree().rootHeight();
            double share =
                    method == SegmentationMethod.TREE
                            ? Math.min(LIMIT, 0.4 * root)
                            : Math.min(1.21, 1 + 0.6 * (root - 1));
            assertEquals(share, chosen.fixedThreshold(), 1e-3 * share);
            SegmentationSettings named = auto.withThreshold(chosen.threshold());
            assertArrayEquals(labels(segmenter, auto), labels(segmenter, named));
            SegmentationSettings explored = auto.withCut(chosen.fixedThreshold(), Corrections.NONE);
            assertArrayEquals(labels(segmenter, auto), labels(segmenter, explored));
        }
    }

    /** Else the line that was recorded would be refused. */
    @Test
    void theChosenThresholdOfATreeOfEqualMapsCanBeNamed() {
        float[] equal = new float[CELLS * CELLS];
        Arrays.fill(equal, 1f / CELLS);
        try (AttentionSegmenter segmenter =
                new AttentionSegmenter(matrix(equal, CELLS), SIDE, SIDE)) {
            SegmentationSettings auto = settings(SegmentationMethod.TREE);
            assertEquals(1e-4, segmenter.withChosenThreshold(auto, Progress.NONE).fixedThreshold());
        }
    }

    @Test
    void whatTheTreesOfPhotographsGiveIsLimited() {
        Threshold.OfTheTree ofTree =
                (Threshold.OfTheTree)
                        SegmentationMethod.TREE.recommendedThreshold(LIMIT).orElseThrow();
        assertEquals(0.4, ofTree.choose(1).value());
        assertEquals(LIMIT, ofTree.choose(3).value());
    }

    /** Where no gap stands out all is one cluster, which is no segmentation. */
    @Test
    void theEigengapsLevelIsLimited() {
        Threshold.OfTheEigengap rule =
                (Threshold.OfTheEigengap)
                        SegmentationMethod.CUT.recommendedThreshold(LIMIT).orElseThrow();
        assertEquals(1.2, rule.choose(1.2, 1.9).value());
        assertEquals(1.3, rule.choose(2, 1.9).value());
        assertEquals(1.18, rule.choose(2, 1.3).value());
    }

    /** Two kinds of features are two clusters; the level that has them has a number. */
    @Test
    void theEigengapChoosesALevelOfTheRecursiveCut() {
        try (AttentionSegmenter segmenter = segmenter()) {
            SegmentationSettings auto = settings(SegmentationMethod.CUT);
            SegmentationSettings chosen = segmenter.withChosenThreshold(auto, Progress.NONE);
            assertEquals(2, Arrays.stream(labels(segmenter, chosen)).distinct().count());
            assertArrayEquals(labels(segmenter, auto), labels(segmenter, chosen));
        }
    }

    /** One segmenter for all methods: what one keeps, another does not disturb. */
    @Test
    void mergingGivesTheSameAfterTheOtherMethods() {
        SegmentationSettings merging = SegmentationSettings.DEFAULT;
        int[] alone;
        try (AttentionSegmenter segmenter = new AttentionSegmenter(maps, SIDE, SIDE)) {
            alone = labels(segmenter, merging);
        }
        try (AttentionSegmenter segmenter = segmenter()) {
            for (SegmentationMethod method : SegmentationMethod.values()) {
                if (method != SegmentationMethod.MERGING) {
                    labels(segmenter, settings(method));
                    assertArrayEquals(alone, labels(segmenter, merging), method.toString());
                }
            }
            assertTrue(segmenter.bytes() > 0);
        }
    }

    @Test
    void aRuleOfAnotherMethodIsRefused() {
        SegmentationSettings merging = SegmentationSettings.DEFAULT;
        Threshold rule = new Threshold.OfTheTree(0, 0.35, 100);
        assertThrows(IllegalArgumentException.class, () -> merging.withThreshold(rule));
        Threshold automatic = new Threshold.Automatic(0.2, 0.01, 1, 4);
        SegmentationSettings cut = settings(SegmentationMethod.CUT);
        assertThrows(IllegalArgumentException.class, () -> cut.withThreshold(automatic));
        assertThrows(UserException.class, () -> new Threshold.OfTheTree(0, 0, 100));
        assertThrows(UserException.class, () -> new Threshold.OfTheTree(1, 0.5, 1));
    }

    private AttentionSegmenter segmenter() {
        return new AttentionSegmenter(maps, SIDE, SIDE, features);
    }

    private LabelsWithConfidence segment(SegmentationSettings settings) {
        try (AttentionSegmenter segmenter = segmenter()) {
            return segmenter.segment(settings, PIXELS, PIXELS, WHOLE, Progress.NONE);
        }
    }

    private static int[] labels(AttentionSegmenter segmenter, SegmentationSettings settings) {
        return segmenter.segment(settings, PIXELS, PIXELS, WHOLE, Progress.NONE).labels().labels();
    }

    private static SegmentationSettings settings(SegmentationMethod method) {
        return SegmentationSettings.DEFAULT
                .change()
                .method(method)
                .threshold(method.recommendedThreshold(LIMIT).orElseThrow())
                .anchorsPerAxis(4)
                .build();
    }
}
