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

package io.github.diffseg.wand;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import ij.process.ByteProcessor;
import ij.process.FloodFiller;
import io.github.diffseg.Attention;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.Settings;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.imagej.Pictures;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.imagej.plane.DisplayedPlane;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.Rectangle;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Touches of a picture that the embedded model has seen. */
class WandPlaneTest {

    private static final int WIDTH = 96;
    private static final int HEIGHT = 80;

    private static DiffSeg diffSeg;
    private static AttentionCache cache;
    private static WandPlane plane;
    private static SegmentationHierarchy hierarchy;

    @BeforeAll
    static void look() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
        cache = new AttentionCache(1L << 28);
        PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
        ImagePlus image = Pictures.image("shapes", WIDTH, HEIGHT);
        image.setRoi(0, 0, 20, 20);
        DisplayedPlane shown = DisplayedPlane.ofWholeImage(image);
        Settings settings = segmenter.settings(Pictures.QUICK);
        plane = WandPlane.look(segmenter, shown, settings, Progress.NONE);
        try (AttentionCache.Lease lease =
                segmenter.attend(shown, settings.attention(), Progress.NONE)) {
            assertTrue(lease.fromCache(), "the pass is the session's");
            Attention attention = lease.attention();
            hierarchy =
                    attention.hierarchy(
                            settings.segmentation(), shown.pixels(), shown.mask(), Progress.NONE);
        }
    }

    @AfterAll
    static void close() {
        cache.close();
        diffSeg.close();
    }

    /** The segment of the cut at a granularity, by looking at each pixel. */
    private static ByteProcessor expected(int x, int y, double granularity, boolean connected) {
        int[] top = hierarchy.tree().cut(granularity);
        ByteProcessor mask = new ByteProcessor(WIDTH, HEIGHT);
        int wanted = top[hierarchy.leafAt(x, y)];
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            mask.set(i, top[hierarchy.leafOfPixel()[i]] == wanted ? 1 : 0);
        }
        mask.setColor(2);
        if (connected) {
            new FloodFiller(mask).fill8(x, y);
        }
        for (int i = 0; i < WIDTH * HEIGHT; i++) {
            mask.set(i, mask.get(i) == (connected ? 2 : 1) ? 255 : 0);
        }
        return mask;
    }

    private static byte[] mask(Roi roi) {
        ByteProcessor mask = new ByteProcessor(WIDTH, HEIGHT);
        mask.setValue(255);
        mask.fill(roi);
        return (byte[]) mask.getPixels();
    }

    @Test
    void everyStepIsTheCutOfTheTreePixelByPixel() {
        int[][] places = {{29, 40}, {85, 10}, {50, 5}, {0, 79}};
        for (boolean connected : new boolean[] {true, false}) {
            for (int[] place : places) {
                Touch touch = plane.touch(place[0], place[1], connected).orElseThrow();
                assertTrue(touch.count() > 1, "steps at " + place[0]);
                for (int position = 0; position < touch.count(); position++) {
                    double granularity = touch.granularity(position);
                    assertArrayEquals(
                            (byte[])
                                    expected(place[0], place[1], granularity, connected)
                                            .getPixels(),
                            mask(touch.outline(position)));
                }
            }
        }
    }

    @Test
    void theWholeImageIsLookedAtWhateverIsSelected() {
        assertEquals(new Rectangle(WIDTH, HEIGHT), plane.part());
        assertTrue(plane.touch(-1, 3, true).isEmpty());
        assertTrue(plane.touch(3, HEIGHT, true).isEmpty());
    }

    @Test
    void touchesBeginWhereTheModelOrTheUserSays() {
        assertTrue(plane.startingGranularity() > 0);
        PlaneSegmenter segmenter = new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
        WandPlane own =
                WandPlane.look(
                        segmenter,
                        DisplayedPlane.ofWholeImage(Pictures.image("shapes", WIDTH, HEIGHT)),
                        segmenter.settings(Pictures.QUICK.with(Setting.GRANULARITY, 0.7)),
                        Progress.NONE);
        assertEquals(0.7, own.startingGranularity());
    }

    @Test
    void theLineSaysEverything() {
        Touch touch = plane.touch(29, 40, true).orElseThrow();
        String line = WandLine.of("my image", plane, touch, 0, SelectionMode.ADD);
        assertEquals(
                "run(\"DiffSeg Wand...\", \"x=29 y=40 granularity="
                        + touch.granularity(0)
                        + " mode=add connected_part=true model=["
                        + plane.parameters().get("model")
                        + "] device=cpu precision=float32 crisp_borders=false working_size=128 seen=whole"
                        + " imp=[my image]\");",
                line);
    }
}
