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

package io.github.diffseg.imagej;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ij.ImagePlus;
import ij.gui.Roi;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.failure.UserException;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.label.LabelMap;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Images that the network looks at in tiles. */
class TiledPlanesTest {

    private static final SettingsRequest FULL =
            SettingsRequest.ALL_RECOMMENDED
                    .with(Setting.ANCHORS_PER_AXIS, 8)
                    .with(Setting.WORKING_SIZE, 64)
                    .with(Setting.DETAIL, "full");

    private static DiffSeg diffSeg;

    @BeforeAll
    static void open() {
        diffSeg = DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
    }

    @AfterAll
    static void close() {
        diffSeg.close();
    }

    private static SegmentedPlane segment(ImagePlus image, SettingsRequest request) {
        return new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO)
                .segment(image, request, Progress.NONE);
    }

    @Test
    void aSelectionOfAnImageGetsLabelsRoisTableAndOrigin() {
        ImagePlus image = Pictures.image("shapes.png", 192, 128);
        image.setRoi(new Roi(20, 10, 150, 100));
        Set<String> steps = new TreeSet<>();
        Progress progress =
                new Progress() {
                    @Override
                    public void report(String step, double fraction) {
                        steps.add(step);
                    }

                    @Override
                    public boolean isCancelled() {
                        return false;
                    }
                };
        SegmentedPlane segmented =
                new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO)
                        .segment(image, FULL, progress);
        LabelMap labels = segmented.labels();
        assertEquals(192, labels.width());
        assertTrue(labels.count() > 1);
        for (int y = 0; y < 128; y++) {
            for (int x = 0; x < 192; x++) {
                boolean inside = x >= 20 && x < 170 && y >= 10 && y < 110;
                assertEquals(inside, labels.at(x, y) > 0, x + ", " + y);
            }
        }
        assertEquals(labels.count(), segmented.rois().size());
        assertEquals(labels.count(), segmented.table().size());
        assertEquals("full", segmented.provenance().settings().get("detail"));
        assertEquals(
                "6 tiles of 64 x 64 pixels, short side 64",
                segmented.provenance().settings().get("network_input"));
        assertTrue(segmented.provenance().macro().contains(" detail=full "));
        assertTrue(steps.contains("Tile 6 of 6"), steps.toString());
    }

    @Test
    void whatFitsOneTileIsAsTheWhole() {
        ImagePlus image = Pictures.image("small.png", 60, 50);
        LabelMap whole = segment(image, FULL.with(Setting.DETAIL, "whole")).labels();
        assertArrayEquals(whole.labels(), segment(image, FULL).labels().labels());
    }

    @Test
    void thePixelSizeIsInTheUnitOfTheImage() {
        ImagePlus image = Pictures.image("calibrated.png", 192, 128);
        SettingsRequest wanted = FULL.with(Setting.DETAIL, "0.5");
        assertThrows(UserException.class, () -> segment(image, wanted));
        image.getCalibration().setUnit("um");
        image.getCalibration().pixelWidth = 0.5;
        image.getCalibration().pixelHeight = 0.5;
        assertArrayEquals(
                segment(image, FULL).labels().labels(), segment(image, wanted).labels().labels());
    }

    @Test
    void aConfidenceMapNeedsTheWhole() {
        Outputs outputs = new Outputs(true, false, false, false, true, "", "");
        PlaneSegmenter segmenter =
                new PlaneSegmenter(
                        diffSeg, "embedded", Duration.ZERO, new AttentionCache(0), outputs);
        ImagePlus image = Pictures.image("shapes.png", 192, 128);
        UserException refused =
                assertThrows(
                        UserException.class, () -> segmenter.segment(image, FULL, Progress.NONE));
        assertTrue(
                refused.getMessage().startsWith("confidence_map is true, but detail is \"full\""),
                refused.getMessage());
    }
}
