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

import io.github.diffseg.progress.Progress;
import io.github.diffseg.segment.border.CrispBorders;
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.label.NonMaximumSuppression;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.merging.Proposals;

/** Which of several proposals each pixel belongs to. */
final class PixelWinners {

    private PixelWinners() {}

    /**
     * Lets proposals compete.
     *
     * @param candidates at least one
     * @param mask which pixels of the plane take part
     * @param guide the picture that borders move to the edges of; null leaves them where they are
     * @param cell how far a border may be wrong, in pixels
     * @return {@code [height · width]} 0…K−1, or {@link NonMaximumSuppression#OUTSIDE}
     */
    static int[] of(
            Proposals candidates, RegionMask mask, GuideImage guide, int cell, Progress progress) {
        progress.report("Assigning pixels", 0);
        int[] winners = NonMaximumSuppression.winners(candidates, mask, progress);
        if (guide == null) {
            return winners;
        }
        progress.report("Moving borders to edges", 0);
        return CrispBorders.refine(winners, guide, cell, progress);
    }
}
