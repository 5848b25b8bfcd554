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

package io.github.diffseg.segment.label;

/**
 * Which segment each pixel is assigned to, before segments get their final numbers.
 *
 * @param segmentOf {@code [height · width]} 0…S−1, or {@link NonMaximumSuppression#OUTSIDE}
 * @param proposalOf {@code [S]}, for each segment the proposal that it shows; several segments may
 *     show one, and a segment may have no pixel
 */
public record PixelAssignment(int[] segmentOf, int[] proposalOf) {

    int count() {
        return proposalOf.length;
    }

    /** The number of pixels of each segment. */
    int[] areas() {
        int[] areas = new int[count()];
        for (int segment : segmentOf) {
            if (segment != NonMaximumSuppression.OUTSIDE) {
                areas[segment]++;
            }
        }
        return areas;
    }

    /** The number of pixels that each segment has in a box. */
    int[] areas(PixelBox box, int width) {
        int[] areas = new int[count()];
        for (int y = box.top(); y <= box.bottom(); y++) {
            for (int x = box.left(); x <= box.right(); x++) {
                int segment = segmentOf[y * width + x];
                if (segment != NonMaximumSuppression.OUTSIDE) {
                    areas[segment]++;
                }
            }
        }
        return areas;
    }

    /** The bounding box of each segment. */
    PixelBox[] boxes(int width) {
        PixelBox[] boxes = new PixelBox[count()];
        for (int segment = 0; segment < boxes.length; segment++) {
            boxes[segment] = new PixelBox();
        }
        int height = segmentOf.length / width;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int segment = segmentOf[y * width + x];
                if (segment != NonMaximumSuppression.OUTSIDE) {
                    boxes[segment].add(x, y);
                }
            }
        }
        return boxes;
    }
}
