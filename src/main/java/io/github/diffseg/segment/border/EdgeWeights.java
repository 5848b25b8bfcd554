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

package io.github.diffseg.segment.border;

/** How much membership passes between two pixels: the more alike their colours, the more. */
final class EdgeWeights {

    /** The entry of a pair of which one is no pixel: nothing passes. */
    static final char NOTHING = 4097;

    private static final int LAST = NOTHING - 1;
    private static final double END = 16;

    /** What an edge of twice the usual contrast lets through: exp(−SHARPNESS · 4). */
    private static final double SHARPNESS = 1.0;

    private final float scale;
    private final float[] weights = new float[NOTHING + 1];

    /**
     * Weighs contrasts against the usual one.
     *
     * @param usualContrast mean squared difference of neighbours near borders
     */
    EdgeWeights(double usualContrast) {
        scale = (float) (LAST / END / Math.max(1, usualContrast));
        for (int i = 0; i <= LAST; i++) {
            weights[i] = (float) Math.exp(-SHARPNESS * i * END / LAST) + 1e-6f;
        }
    }

    /** The entry of a pair of pixels of this squared difference. */
    char entry(int contrast) {
        return (char) Math.min(LAST, (int) (scale * contrast));
    }

    float weight(char entry) {
        return weights[entry];
    }
}
