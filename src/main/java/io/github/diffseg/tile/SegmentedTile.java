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

package io.github.diffseg.tile;

import io.github.diffseg.StageTimes;
import java.io.Serializable;

/**
 * What one pass found in a tile: all that joining needs to know of it.
 *
 * @param index of the tile in its plan
 * @param width of the tile in squares of the plan's grid
 * @param labels {@code [height · width]}, row by row; 0 is no segment, segments are 1…K
 * @param confidence {@code [K]}, in (0, 1]
 * @param features {@code [K][channels]}, the mean of each segment in a layer of the network; empty
 *     if the network tells nothing apart here
 * @param proposals how many proposals the pass left
 * @param threshold with which it was segmented
 * @param times how long each stage took
 */
public record SegmentedTile(
        int index,
        int width,
        int[] labels,
        float[] confidence,
        float[][] features,
        int proposals,
        double threshold,
        StageTimes times)
        implements Serializable {

    /** {@return rows of the tile} */
    public int height() {
        return labels.length / width;
    }

    /** {@return K, the number of segments} */
    public int count() {
        return confidence.length;
    }
}
