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

package io.github.diffseg.image;

import io.github.diffseg.segment.label.LabelMap;
import java.awt.Rectangle;

/** Puts the labels of a part of a plane into the whole plane. */
public final class LabelPlacement {

    private LabelPlacement() {}

    /**
     * Places labels; all else of the plane gets 0.
     *
     * @param labels of the size of the target
     * @param target where they belong in the plane, in pixels
     * @param width of the plane
     * @param height of the plane
     * @return {@code [height, width]} labels, 0 outside the target
     * @throws IllegalArgumentException if the labels don't have the size of the target
     */
    public static LabelMap place(LabelMap labels, Rectangle target, int width, int height) {
        if (labels.width() != target.width || labels.height() != target.height) {
            throw new IllegalArgumentException(
                    "The labels are "
                            + labels.width()
                            + " x "
                            + labels.height()
                            + " pixels, their place in the image "
                            + target.width
                            + " x "
                            + target.height);
        }
        if (width == target.width && height == target.height) {
            return labels;
        }
        int[] placed = new int[Math.multiplyExact(width, height)];
        for (int y = 0; y < target.height; y++) {
            System.arraycopy(
                    labels.labels(),
                    y * target.width,
                    placed,
                    (y + target.y) * width + target.x,
                    target.width);
        }
        return new LabelMap(width, height, placed, labels.count());
    }
}
