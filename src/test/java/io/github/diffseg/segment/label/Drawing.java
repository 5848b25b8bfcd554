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

import io.github.diffseg.segment.merging.Proposals;
import java.util.stream.IntStream;

/** Planes drawn by hand, a digit a pixel; a dot is outside the mask. */
final class Drawing {

    private Drawing() {}

    static int[] pixels(String... rows) {
        return String.join("", rows).chars().map(c -> c == '.' ? -1 : c - '0').toArray();
    }

    /** Each segment shows the proposal of the same index. */
    static PixelAssignment segments(String... rows) {
        int[] pixels = pixels(rows);
        int count = IntStream.of(pixels).max().orElseThrow() + 1;
        return new PixelAssignment(pixels, IntStream.range(0, count).toArray());
    }

    /** Proposals on a grid as large as the plane: {@code values[k]} are tenths, drawn as digits. */
    static UpsampledProposals proposals(int width, int height, String[]... values) {
        float[] all = new float[values.length * width * height];
        for (int k = 0; k < values.length; k++) {
            int[] plane = pixels(values[k]);
            for (int i = 0; i < plane.length; i++) {
                all[k * plane.length + i] = plane[i] / 10f;
            }
        }
        return new UpsampledProposals(
                new Proposals(all, values.length, height, width), width, height);
    }
}
