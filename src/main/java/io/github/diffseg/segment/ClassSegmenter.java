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
import io.github.diffseg.segment.border.GuideImage;
import io.github.diffseg.segment.label.LabelledClasses;
import io.github.diffseg.segment.label.RegionMask;
import io.github.diffseg.segment.label.ResultAssembly;
import io.github.diffseg.segment.merging.Proposals;

/** Segments a plane by the probabilities of classes: each pixel goes to the most likely one. */
public final class ClassSegmenter {

    private ClassSegmenter() {}

    /**
     * Makes labels of probabilities.
     *
     * @param probabilities one proposal for each class, at the size of the plane
     * @param settings of which minimum area, split components and crisp borders count here
     * @param mask which pixels take part, of the plane's size
     * @param picture of the plane, of its size
     * @param cell how far a border may be wrong, in pixels
     * @param progress told the steps; asked often whether to stop
     * @return classes as labels, or their connected parts
     * @throws java.util.concurrent.CancellationException if the progress is cancelled
     */
    public static LabelledClasses segment(
            Proposals probabilities,
            SegmentationSettings settings,
            RegionMask mask,
            GuideImage picture,
            int cell,
            Progress progress) {
        ResultAssembly assembly =
                new ResultAssembly(
                        settings.minimumArea(),
                        settings.splitComponents(),
                        mask.width(),
                        mask.height(),
                        progress);
        GuideImage guide = settings.crispBorders() ? picture : null;
        int[] winners = PixelWinners.of(probabilities, mask, guide, cell, progress);
        return assembly.assembleClasses(probabilities, winners);
    }
}
