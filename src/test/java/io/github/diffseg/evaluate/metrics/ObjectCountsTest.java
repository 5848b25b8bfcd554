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

package io.github.diffseg.evaluate.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ObjectCountsTest {

    private static final int IGNORE = -1;

    @Test
    void theBackgroundsSegmentDoesNotCount() {
        int[] truth = {0, 0, 0, 0, 1, 1, 2, 2};
        int[] prediction = {0, 0, 0, 3, 1, 1, 0, 0};
        ObjectCounts counts = ObjectCounts.of(table(truth, prediction, 3), 0);
        assertEquals(2, counts.objects());
        // Segment 0 is the background's although it holds object 2; segment 2 is empty
        assertEquals(2, counts.segments());
        assertEquals(1, counts.truePositives()[9]);
        assertEquals(1.0 / 3, counts.averagePrecision(0));
        assertEquals(0.5, counts.panopticQuality());
        assertEquals(1, counts.segmentationQuality());
        assertEquals(0.5, counts.recognitionQuality());
        assertEquals(0.5, counts.seg());
    }

    @Test
    void segmentsInIgnoredPixelsAreNotWrong() {
        int[] truth = {0, 0, IGNORE, IGNORE, IGNORE};
        // Segment 1 lies two thirds in ignored pixels, segment 2 wholly
        int[] prediction = {0, 1, 1, 1, 2};
        ObjectCounts counts =
                ObjectCounts.of(table(truth, prediction, 1), ObjectCounts.NO_BACKGROUND);
        assertEquals(1, counts.segments());
        // An overlap of one half is not above one half
        assertEquals(0, counts.truePositives()[0]);
    }

    @Test
    void nothingHasNoFigure() {
        ObjectCounts none = ObjectCounts.none();
        assertEquals(Double.NaN, none.panopticQuality());
        assertEquals(Double.NaN, none.meanAveragePrecision());
        assertEquals(Double.NaN, none.seg());
    }

    private static ConfusionTable table(int[] truth, int[] prediction, int rows) {
        return ConfusionTable.of(truth, prediction, rows, IGNORE);
    }
}
