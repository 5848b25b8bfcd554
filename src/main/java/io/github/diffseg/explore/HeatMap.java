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

package io.github.diffseg.explore;

import io.github.diffseg.attention.AttentionMap;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.stream.IntStream;

/**
 * Paints an attention map to be laid over a picture: the more attention, the brighter and denser.
 */
public final class HeatMap {

    /** Black, violet, orange, yellow: lightness rises all along, for any colour vision. */
    private static final int[] RAMP = {0x000004, 0x57106e, 0xbc3754, 0xf98e09, 0xfcffa4};

    private static final int LEAST_ALPHA = 110;
    private static final int MOST_ALPHA = 225;

    private HeatMap() {}

    /**
     * {@return {@link BufferedImage#TYPE_INT_ARGB} of the size of the view, clear outside the crop}
     *
     * @param map over the crop
     * @param crop where it lies in the plane
     * @param view of the plane
     */
    public static BufferedImage paint(AttentionMap map, Rectangle crop, View view) {
        BufferedImage picture =
                new BufferedImage(view.width(), view.height(), BufferedImage.TYPE_INT_ARGB);
        int[] argb = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        float largest = Float.MIN_NORMAL;
        for (float value : map.values()) {
            largest = Math.max(largest, value);
        }
        float brightest = largest;
        IntStream.range(0, view.height())
                .parallel()
                .forEach(
                        y -> {
                            for (int x = 0; x < view.width(); x++) {
                                int column = view.columns()[x] - crop.x;
                                int row = view.rows()[y] - crop.y;
                                if (column >= 0
                                        && row >= 0
                                        && column < crop.width
                                        && row < crop.height) {
                                    float value = map.at(column, row, crop.width, crop.height);
                                    // The root spreads what a few strong cells leave in the dark
                                    double share = Math.sqrt(value / brightest);
                                    argb[y * view.width() + x] = colour(Math.min(1, share));
                                }
                            }
                        });
        return picture;
    }

    private static int colour(double share) {
        double place = share * (RAMP.length - 1);
        int from = Math.min(RAMP.length - 2, (int) place);
        double part = place - from;
        int argb = (int) (LEAST_ALPHA + share * (MOST_ALPHA - LEAST_ALPHA)) << 24;
        for (int shift = 0; shift <= 16; shift += 8) {
            int low = RAMP[from] >> shift & 255;
            int high = RAMP[from + 1] >> shift & 255;
            argb |= (int) Math.round(low + part * (high - low)) << shift;
        }
        return argb;
    }
}
