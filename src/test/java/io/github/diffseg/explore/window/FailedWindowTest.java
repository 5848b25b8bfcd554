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

package io.github.diffseg.explore.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ij.ImagePlus;
import ij.process.ByteProcessor;
import io.github.diffseg.AttentionCache;
import io.github.diffseg.DiffSeg;
import io.github.diffseg.SegmentationHierarchy;
import io.github.diffseg.Setting;
import io.github.diffseg.SettingsRequest;
import io.github.diffseg.engine.ComputeDevice;
import io.github.diffseg.explore.ExploreSource;
import io.github.diffseg.imagej.PlaneSegmenter;
import io.github.diffseg.model.EmbeddedModel;
import io.github.diffseg.progress.Progress;
import java.awt.GraphicsEnvironment;
import java.awt.HeadlessException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

/** A window that does not open, as it does not without a display. */
class FailedWindowTest {

    @Test
    void givesTheSourceBack() {
        assumeTrue(GraphicsEnvironment.isHeadless(), "with a display the window opens");
        ImagePlus image = new ImagePlus("image", new ByteProcessor(64, 64));
        SettingsRequest request = SettingsRequest.ALL_RECOMMENDED.with(Setting.WORKING_SIZE, 64);
        try (DiffSeg diffSeg =
                        DiffSeg.open(EmbeddedModel.folder(), ComputeDevice.CPU, Progress.NONE);
                AttentionCache cache = new AttentionCache(1L << 30)) {
            PlaneSegmenter segmenter =
                    new PlaneSegmenter(diffSeg, "embedded", Duration.ZERO, cache);
            ExploreSource source =
                    ExploreSource.open(
                            segmenter, image, segmenter.settings(request), Progress.NONE);
            SegmentationHierarchy hierarchy = source.hierarchy(false, Progress.NONE);
            assertThrows(
                    HeadlessException.class,
                    () ->
                            Explorer.open(
                                    source,
                                    hierarchy,
                                    new OnePlaneWork(source, result -> {}),
                                    e -> {}));
            String message =
                    assertThrows(
                                    CancellationException.class,
                                    () -> source.hierarchy(false, Progress.NONE))
                            .getMessage();
            assertEquals("What was explored is closed", message);
            assertTrue(Explorer.of(image).isEmpty());
        }
    }
}
