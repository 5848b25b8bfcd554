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

/**
 * How aggregated attention becomes segments (section 3.2 of the paper). Everything here is cheap to
 * change: the attention tensor stays as it is.
 *
 * @param threshold τ, the symmetric KL divergence (natural logarithm) below which two maps are
 *     alike; above 0. The paper: 1.0; COCO-Stuff-27 1.1, Cityscapes 0.9.
 * @param iterations N, how often proposals are merged, at least 1. The paper: 3.
 * @param anchorsPerAxis M, the side of the anchor grid, at least 1; clipped to the attention grid.
 *     The paper: 16.
 * @param refine whether k-means over all maps, started at the proposals, replaces them
 * @param minimumArea in pixels of the image; smaller segments are given to the neighbour that wins
 *     there next; 0 keeps all
 * @param splitComponents whether each connected part (8-neighbourhood) is a segment of its own
 */
public record SegmentationSettings(
        double threshold,
        int iterations,
        int anchorsPerAxis,
        boolean refine,
        int minimumArea,
        boolean splitComponents) {

    /** The paper's general advice. */
    public static final SegmentationSettings DEFAULT =
            new SegmentationSettings(1.0, 3, 16, false, 0, false);

    /**
     * @throws IllegalArgumentException if a value is out of its range; the message names it
     */
    public SegmentationSettings {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException(
                    "threshold is " + threshold + "; it must be a number above 0");
        }
        if (iterations < 1) {
            throw new IllegalArgumentException(
                    "iterations is " + iterations + "; it must be at least 1");
        }
        if (anchorsPerAxis < 1) {
            throw new IllegalArgumentException(
                    "anchors per axis is " + anchorsPerAxis + "; it must be at least 1");
        }
        if (minimumArea < 0) {
            throw new IllegalArgumentException(
                    "minimum area is " + minimumArea + "; it must be 0 or more pixels");
        }
    }
}
