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

/**
 * How well segments cover the true regions (P. Arbeláez et al., "Contour detection and hierarchical
 * image segmentation", TPAMI 33, 2011, section 2.3): the mean over the true regions, weighted by
 * their area, of the largest intersection over union with any segment.
 */
public final class SegmentationCovering {

    private SegmentationCovering() {}

    /** {@return the covering, in [0, 1]; NaN if no pixel is labelled} */
    public static double of(ConfusionTable table) {
        long[] segmentTotals = table.segmentTotals();
        double covered = 0;
        for (int region = 0; region < table.classes(); region++) {
            long area = table.classTotal(region);
            double best = 0;
            for (int segment = 0; segment < table.segments(); segment++) {
                long shared = table.count(region, segment);
                if (shared > 0) {
                    double union = area + segmentTotals[segment] - shared;
                    best = Math.max(best, shared / union);
                }
            }
            covered += area * best;
        }
        return covered / table.total();
    }
}
