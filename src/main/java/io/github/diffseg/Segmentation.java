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

import io.github.diffseg.segment.SegmentationSettings;
import io.github.diffseg.segment.label.ConfidenceMap;
import io.github.diffseg.segment.label.LabelMap;
import io.github.diffseg.segment.label.SegmentClasses;
import java.time.Duration;
import java.util.Optional;

/**
 * The segments of one image: labels, how clear they are, and the settings that made them.
 *
 * @param labels of the image's size; segments are 1…K by decreasing area, 0 is outside
 * @param confidence {@code [K]}: the mean share of the winning proposal inside segment i + 1, in
 *     (0, 1]
 * @param confidenceMap the same share pixel by pixel, in the coordinates of the labels; null of a
 *     plane that was seen in tiles
 * @param proposals how many proposals the merging left; more than K where one wins nowhere
 * @param settings by which it was made, with the threshold as a number, unless a classifier was
 *     asked
 * @param classes which of the given words or taught classes each segment is of; none if there are
 *     none
 * @param segmenting how long merging and non-maximum suppression took
 */
public record Segmentation(
        LabelMap labels,
        float[] confidence,
        ConfidenceMap confidenceMap,
        int proposals,
        SegmentationSettings settings,
        Optional<SegmentClasses> classes,
        Duration segmenting) {

    /**
     * {@return the same in the coordinates of that plane}
     *
     * @param larger these labels in a larger plane
     * @param right how far they lie from its left end
     * @param down how far they lie from its top
     */
    public Segmentation placed(LabelMap larger, int right, int down) {
        return new Segmentation(
                larger,
                confidence,
                confidenceMap.movedBy(right, down),
                proposals,
                settings,
                classes,
                segmenting);
    }
}
