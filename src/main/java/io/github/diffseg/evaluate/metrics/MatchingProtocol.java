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

import io.github.diffseg.failure.UserException;
import java.util.List;

/** For what segments are matched to classes. Figures of different protocols do not compare. */
public enum MatchingProtocol {

    /**
     * Anew for each image; true and false positives and false negatives accumulate over the set.
     * DiffSeg's own protocol (section 4.1 of the paper).
     */
    PER_IMAGE {
        @Override
        public ClassScores evaluate(List<ConfusionTable> images) {
            return images.stream()
                    .map(MatchingProtocol::match)
                    .reduce(ClassScores::plus)
                    .orElseThrow(MatchingProtocol::noImages);
        }
    },

    /**
     * Once for the whole set: segment i is the same cluster in every image. The protocol of PiCIE,
     * STEGO and EmerDiff.
     */
    WHOLE_SET {
        @Override
        public ClassScores evaluate(List<ConfusionTable> images) {
            return match(
                    images.stream()
                            .reduce(ConfusionTable::plus)
                            .orElseThrow(MatchingProtocol::noImages));
        }
    };

    /**
     * Scores a set of images.
     *
     * @param images a table of each, all with the same classes
     * @throws IllegalArgumentException if there is no image
     */
    public abstract ClassScores evaluate(List<ConfusionTable> images);

    private static ClassScores match(ConfusionTable table) {
        return ClassScores.of(table, HungarianMatching.segmentOfClass(table));
    }

    private static UserException noImages() {
        return new UserException("There is no image to evaluate");
    }
}
