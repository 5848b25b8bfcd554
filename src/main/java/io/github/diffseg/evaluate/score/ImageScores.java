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

package io.github.diffseg.evaluate.score;

import io.github.diffseg.evaluate.metrics.BoundaryCounts;
import io.github.diffseg.evaluate.metrics.ClassScores;
import io.github.diffseg.evaluate.metrics.ConfusionTable;
import io.github.diffseg.evaluate.metrics.ObjectCounts;
import io.github.diffseg.vocabulary.SegmentFeature;
import java.util.List;
import java.util.Map;

/**
 * What was measured in one image, and what has to be kept of it to measure a set.
 *
 * @param image the example's id
 * @param segments how many there are
 * @param values the image's own figures; a metric that is not defined for it is missing
 * @param classScores after matching in this image; null unless labels are classes
 * @param table for matching over the set; null unless labels are classes
 * @param boundaries over all annotators
 * @param objects over all annotators
 * @param features of the segments, for a vocabulary over the set; null unless labels are classes
 *     and a network looked at the image
 */
public record ImageScores(
        String image,
        int segments,
        Map<Metric, Double> values,
        ClassScores classScores,
        ConfusionTable table,
        BoundaryCounts boundaries,
        ObjectCounts objects,
        List<SegmentFeature> features) {

    /** {@return the same scores with features of the segments} */
    public ImageScores with(List<SegmentFeature> ofSegments) {
        return new ImageScores(
                image, segments, values, classScores, table, boundaries, objects, ofSegments);
    }
}
