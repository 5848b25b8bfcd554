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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Proposals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the small records of this package accept. */
class SegmentRecordsTest {

    @Test
    void aMaskOfEverythingContainsEveryPixel() {
        RegionMask all = RegionMask.all(3, 2);
        assertTrue(all.contains(0) && all.contains(5));
        RegionMask some = new RegionMask(2, 1, new byte[] {0, -1});
        assertFalse(some.contains(0));
        assertTrue(some.contains(1));
    }

    @Test
    void sizesMustFit() {
        refused(() -> new RegionMask(2, 2, new byte[3]), "2 x 2");
        refused(() -> RegionMask.all(0, 2), "0 x 2");
        refused(() -> new Proposals(new float[7], 2, 2, 2), "7 values");
        refused(() -> new LabelMap(2, 2, new int[5], 1), "2 x 2");
        refused(() -> new LabelMap(1, 1, new int[1], -1), "-1");
    }

    @Test
    void labelsAreReadByColumnAndRow() {
        assertEquals(6, new LabelMap(3, 2, new int[] {1, 2, 3, 4, 5, 6}, 6).at(2, 1));
    }

    @Test
    void settingsNameWhatIsOutOfRange() {
        refused(() -> new SegmentationSettings(0, 3, 16, false, 0), "threshold is 0.0");
        refused(() -> new SegmentationSettings(Double.NaN, 3, 16, false, 0), "NaN");
        refused(() -> new SegmentationSettings(1, 0, 16, false, 0), "iterations is 0");
        refused(() -> new SegmentationSettings(1, 3, 0, false, 0), "anchors per axis is 0");
        refused(() -> new SegmentationSettings(1, 3, 16, false, -1), "minimum area is -1");
    }

    private static void refused(Executable making, String named) {
        String message = assertThrows(IllegalArgumentException.class, making).getMessage();
        assertTrue(message.contains(named), message);
    }
}
