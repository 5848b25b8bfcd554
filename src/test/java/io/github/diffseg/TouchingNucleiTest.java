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
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.evaluate.dataset.GroundTruth;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.ObjectCounts;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.output.OverlayPictures;
import io.github.diffseg.output.PngFiles;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Touching nuclei whose number is known, as the embedded model sees them. */
@Tag("heavy")
class TouchingNucleiTest {

    private static final DrawnNuclei DRAWN = new DrawnNuclei(5);
    private static final RegionMask ALL = RegionMask.all(DrawnNuclei.SIZE, DrawnNuclei.SIZE);

    private static DiffSeg diffSeg;
    private static Attention attention;

    @BeforeAll
    static void look() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
        attention = diffSeg.attend(DRAWN.pixels(), settings(Map.of()).attention(), Progress.NONE);
    }

    @AfterAll
    static void close() {
        attention.close();
        diffSeg.close();
    }

    @Test
    void nucleiThatTouchAreFoundOneByOne() throws IOException {
        LabelMap components = segment(Map.of("split", "components", "crisp_borders", true));
        LabelMap touching = segment(Map.of("split", "touching", "crisp_borders", true));
        write(components, touching);
        double before = averagePrecision(components);
        double after = averagePrecision(touching);
        assertTrue(before < 0.5, before + " before");
        assertTrue(after > 1.5 * before, after + " after, " + before + " before");
    }

    @Test
    void thePixelsOfEachKindStay() {
        int[] whole = segment(Map.of()).labels();
        LabelMap touching = segment(Map.of("split", "touching"));
        int[] kindOf = new int[touching.count() + 1];
        for (int pixel = 0; pixel < whole.length; pixel++) {
            int object = touching.labels()[pixel];
            kindOf[object] = kindOf[object] == 0 ? whole[pixel] : kindOf[object];
            assertEquals(kindOf[object], whole[pixel]);
        }
    }

    @Test
    void noObjectIsSmallerThanTheMinimumArea() {
        LabelMap labels = segment(Map.of("split", "touching", "minimum_area", 150));
        int[] areas = new int[labels.count() + 1];
        for (int label : labels.labels()) {
            areas[label]++;
        }
        assertTrue(labels.count() > 10, labels.count() + " objects");
        assertTrue(Arrays.stream(areas).skip(1).allMatch(area -> area >= 150));
    }

    @Test
    void theSameAgainAndByACutOfTheTree() {
        Map<String, ?> asked = Map.of("split", "touching", "granularity", 0.5);
        assertArrayEquals(segment(asked).labels(), segment(asked).labels());
        assertTrue(segment(asked).count() > segment(Map.of("granularity", 0.5)).count());
    }

    @Test
    void withoutThePictureItIsRefused() {
        SegmentationSettings touching = settings(Map.of("split", "touching")).segmentation();
        IllegalArgumentException refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> attention.segment(touching, ALL, Progress.NONE));
        assertTrue(refused.getMessage().contains("pixels"), refused.getMessage());
    }

    private static Settings settings(Map<String, ?> asked) {
        return SettingsRequest.of(asked)
                .with(Setting.METHOD, "tree")
                .resolve(EmbeddedModel.folder().recommendation());
    }

    private static LabelMap segment(Map<String, ?> asked) {
        return attention
                .segment(settings(asked).segmentation(), DRAWN.pixels(), ALL, Progress.NONE)
                .labels();
    }

    private static double averagePrecision(LabelMap found) {
        int[] segments = Arrays.stream(found.labels()).map(label -> label - 1).toArray();
        ConfusionTable table =
                ConfusionTable.of(DRAWN.truth, segments, DRAWN.count + 1, GroundTruth.IGNORED);
        return ObjectCounts.of(table, 0).averagePrecision(0);
    }

    /** For docs/methods.md: {@code -Ddiffseg.pictures=docs/pictures}. */
    private static void write(LabelMap components, LabelMap touching) throws IOException {
        String folder = System.getProperty("diffseg.pictures");
        if (folder == null) {
            return;
        }
        int size = 2 * DrawnNuclei.SIZE;
        BufferedImage all = new BufferedImage(3 * size, size, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = all.createGraphics();
        LabelMap[] shown = {null, components, touching};
        for (int i = 0; i < shown.length; i++) {
            int[] none = new int[DRAWN.truth.length];
            LabelMap labels =
                    shown[i] != null
                            ? shown[i]
                            : new LabelMap(DrawnNuclei.SIZE, DrawnNuclei.SIZE, none, 0);
            BufferedImage one = OverlayPictures.render(DRAWN.pixels(), labels);
            graphics.drawImage(one, i * size, 0, size, size, null);
        }
        graphics.dispose();
        PngFiles.write(all, Path.of(folder, "split-touching.png"));
    }
}
