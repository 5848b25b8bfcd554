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

/**
 * Continues a picture beyond its right and its lower edge by its mirror image.
 *
 * <p>The encoders of Stable Diffusion pad with zeros on these two sides alone when they halve a
 * picture. What they make of zeros would be a band of its own at the edge; of the mirrored picture
 * it is more of the same, and is cut off again.
 */
public final class MirroredMargin {

    private MirroredMargin() {}

    /**
     * {@return {@code [c, height + margin, width + margin]}; the same array for a margin of 0}
     *
     * @param channels {@code [c, height, width]}
     * @param height at least the margin
     * @param width at least the margin
     * @param margin in pixels, 0 or more
     */
    public static float[] add(float[] channels, int height, int width, int margin) {
        if (margin == 0) {
            return channels;
        }
        int wider = width + margin;
        int rows = channels.length / width;
        float[] result = new float[Math.multiplyExact(rows / height, (height + margin) * wider)];
        int target = 0;
        for (int top = 0; top < rows; top += height) {
            for (int y = 0; y < height + margin; y++) {
                int source = (top + mirrored(y, height)) * width;
                System.arraycopy(channels, source, result, target, width);
                for (int x = width; x < wider; x++) {
                    result[target + x] = channels[source + mirrored(x, width)];
                }
                target += wider;
            }
        }
        return result;
    }

    /** The edge's own pixel is repeated: …, n − 2, n − 1, n − 1, n − 2, … */
    private static int mirrored(int i, int n) {
        return i < n ? i : 2 * n - 1 - i;
    }
}
