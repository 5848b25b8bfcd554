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

package io.github.diffseg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import ij.IJ;
import ij.ImagePlus;
import ij.gui.OvalRoi;
import ij.process.ColorProcessor;
import ij.process.ImageProcessor;
import io.github.diffseg.attention.AttentionMap;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.model.ModelFolder;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.tree.Corrections;
import io.github.diffseg.segment.tree.MergeTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The merge tree on every model family of the fixtures and on every sample image. */
class SegmentationHierarchyTest {

    private static DiffSeg nano;

    @BeforeAll
    static void open() {
        nano = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        nano.close();
    }

    static List<ModelFixture> families() {
        return ModelFixture.all();
    }

    static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("sample-images"))) {
            return files.filter(file -> file.toString().matches(".*\\.(jpg|png)"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("families")
    void coarserOnlyJoinsFinerForEachFamily(ModelFixture fixture) {
        long[] shape = fixture.shape("image");
        byte[] rgb = fixture.bytes("image");
        ColorProcessor pixels = new ColorProcessor((int) shape[1], (int) shape[0]);
        for (int i = 0; i < pixels.getPixelCount(); i++) {
            pixels.set(
                    i,
                    (rgb[3 * i] & 255) << 16 | (rgb[3 * i + 1] & 255) << 8 | rgb[3 * i + 2] & 255);
        }
        int shortSide = (int) Math.min(shape[0], shape[1]);
        double threshold =
                fixture.expected()
                        .getAsJsonArray("merge")
                        .get(0)
                        .getAsJsonObject()
                        .get("threshold")
                        .getAsDouble();
        SettingsRequest request =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.THRESHOLD, threshold)
                        .with(Setting.ANCHORS_PER_AXIS, 8)
                        .with(Setting.WORKING_SIZE, shortSide);
        ModelFolder folder = fixture.folder();
        try (DiffSeg diffSeg = DiffSeg.open(folder, ComputeDevice.CPU, Progress.NONE)) {
            check(diffSeg, new ImagePlus("fixture", pixels), request);
        }
    }

    @ParameterizedTest
    @MethodSource("samples")
    void coarserOnlyJoinsFinerOnEachSample(Path sample) {
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 192);
        ImageProcessor pixels = IJ.openImage(sample.toString()).getProcessor();
        ImagePlus image = new ImagePlus("sample", pixels.resize(256));
        if (sample.toString().contains("cat")) {
            image.setRoi(new OvalRoi(20, 15, 160, 130));
        }
        check(nano, image, request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tree", "cut", "walk"})
    void eachMethodHasATree(String method) {
        ImageProcessor pixels = IJ.openImage("sample-images/photo_cat.jpg").getProcessor();
        DisplayedPlane plane = DisplayedPlane.of(new ImagePlus("cat", pixels.resize(256)));
        Settings settings =
                SettingsRequest.ALL_RECOMMENDED
                        .with(Setting.WORKING_SIZE, 192)
                        .with(Setting.METHOD, method)
                        .resolve(nano.storedModel().recommendation());
        try (Attention attention =
                nano.attend(plane.pixels(), settings.attention(), Progress.NONE)) {
            checkLevels(attention, settings.segmentation(), plane);
            checkLevels(attention, settings.segmentation().withCrispBorders(true), plane);
        }
    }

    private static void check(DiffSeg diffSeg, ImagePlus image, SettingsRequest request) {
        DisplayedPlane plane = DisplayedPlane.of(image);
        Settings settings = request.resolve(diffSeg.storedModel().recommendation());
        try (Attention attention =
                diffSeg.attend(plane.pixels(), settings.attention(), Progress.NONE)) {
            for (boolean crisp : new boolean[] {false, true}) {
                checkLevels(attention, settings.segmentation().withCrispBorders(crisp), plane);
            }
            checkMaps(attention);
        }
    }

    private static void checkLevels(
            Attention attention, SegmentationSettings settings, DisplayedPlane plane) {
        SegmentationHierarchy hierarchy =
                attention.hierarchy(settings, plane.pixels(), plane.mask(), Progress.NONE);
        double[] levels = hierarchy.tree().levels();
        assertTrue(levels.length > 1, "levels " + levels.length);
        assertEachLevelJoinsTheOneBefore(hierarchy.tree());
        LabelMap finer = null;
        // To label an image for each level would take long: some, the finest and the coarsest
        int steps = settings.crispBorders() ? 2 : 8;
        for (int i = 0; i <= steps; i++) {
            double level = levels[(levels.length - 1) * i / steps];
            double granularity = i == 0 ? level : Math.nextUp(level);
            LabelMap labels =
                    attention
                            .segment(
                                    settings.withCut(granularity, Corrections.NONE),
                                    plane.pixels(),
                                    plane.mask(),
                                    Progress.NONE)
                            .labels();
            assertSameParts(labels, hierarchy, hierarchy.tree().cut(granularity));
            if (finer != null) {
                assertNested(finer.labels(), labels.labels());
            }
            finer = labels;
        }
        assertEquals(1, finer.count());
    }

    private static void assertEachLevelJoinsTheOneBefore(MergeTree tree) {
        int[] finer = tree.cut(tree.levels()[0]);
        int parts = count(finer);
        for (double level : tree.levels()) {
            int[] coarser = tree.cut(Math.nextUp(level));
            assertNested(finer, coarser);
            assertTrue(count(coarser) < parts, "level " + level + " joins nothing");
            finer = coarser;
            parts = count(finer);
        }
        assertEquals(1, parts);
    }

    private static int count(int[] parts) {
        return (int) Arrays.stream(parts).distinct().count();
    }

    /** Each part of the first lies in one part of the second. */
    private static void assertNested(int[] finer, int[] coarser) {
        // Labels and nodes may be -1
        int[] coarserOf = new int[Arrays.stream(finer).max().orElse(0) + 2];
        Arrays.fill(coarserOf, Integer.MIN_VALUE);
        for (int i = 0; i < finer.length; i++) {
            int part = finer[i] + 1;
            if (coarserOf[part] == Integer.MIN_VALUE) {
                coarserOf[part] = coarser[i];
            }
            if (coarserOf[part] != coarser[i]) {
                fail("part " + finer[i] + " lies in " + coarserOf[part] + " and " + coarser[i]);
            }
        }
    }

    /** What the explorer shows (leaves under a cut) is what a segmentation gives. */
    private static void assertSameParts(
            LabelMap labels, SegmentationHierarchy hierarchy, int[] cut) {
        int[] nodes = new int[labels.labels().length];
        for (int i = 0; i < nodes.length; i++) {
            int leaf = hierarchy.leafOfPixel()[i];
            nodes[i] = leaf == SegmentationHierarchy.OUTSIDE ? leaf : cut[leaf];
        }
        assertNested(nodes, labels.labels());
        assertNested(labels.labels(), nodes);
    }

    /** The maps of the resolutions are distributions, and the aggregate is their weighted sum. */
    private static void checkMaps(Attention attention) {
        int x = attention.workingSize().planeWidth() / 3;
        int y = attention.workingSize().planeHeight() / 2;
        AttentionMap all = attention.mapAt(x, y, Attention.ALL_RESOLUTIONS);
        assertEquals(1, sum(all.values()), 1e-4);
        int finest = 0;
        for (int resolution = 0; resolution < attention.resolutions().size(); resolution++) {
            AttentionMap map = attention.mapAt(x, y, resolution);
            assertEquals(1, sum(map.values()), 1e-4);
            assertEquals(
                    attention.resolutions().get(resolution), map.width() + " x " + map.height());
            finest = Math.max(finest, map.values().length);
        }
        assertEquals(all.values().length, finest);
        if (attention.resolutions().size() == 1) {
            assertArrayEquals(all.values(), attention.mapAt(x, y, 0).values(), 1e-6f);
        }
    }

    private static double sum(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum;
    }
}
