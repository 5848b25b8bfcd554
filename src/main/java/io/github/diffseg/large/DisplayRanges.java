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

package io.github.diffseg.large;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Ranges of channels that the file does not tell: from the least to the largest value of the
 * coarsest level or, of a level that is large itself, of places spread over it.
 */
final class DisplayRanges {

    /** Places along each side. */
    private static final int PLACES = 8;

    private static final int SIDE = 256;

    private DisplayRanges() {}

    /**
     * {@return the looks, each with a range}
     *
     * @param looks of the channels
     * @param plane the coarsest level
     * @param title of the image, for the message
     * @throws IOException if it cannot be read
     * @throws UserException if no channel that is shown has a finite value where it was looked at
     */
    static List<ChannelLook> complete(List<ChannelLook> looks, PlaneRegions plane, String title)
            throws IOException {
        List<ChannelLook> complete = new ArrayList<>(looks);
        for (int c = 0; c < complete.size(); c++) {
            if (complete.get(c).shown() && !complete.get(c).hasRange()) {
                complete.set(c, measured(complete.get(c), plane, c));
            }
        }
        if (complete.stream().noneMatch(look -> look.shown() && look.hasRange())) {
            throw new UserException(
                    "\"" + title + "\" holds no finite pixel, only NaN or infinite values");
        }
        return List.copyOf(complete);
    }

    private static ChannelLook measured(ChannelLook look, PlaneRegions plane, int channel)
            throws IOException {
        float least = Float.POSITIVE_INFINITY;
        float most = Float.NEGATIVE_INFINITY;
        int across = places(plane.width());
        int down = places(plane.height());
        for (int row = 0; row < down; row++) {
            for (int column = 0; column < across; column++) {
                long x = begin(plane.width(), column, across);
                long y = begin(plane.height(), row, down);
                int width = (int) Math.min(SIDE, plane.width() - x);
                int height = (int) Math.min(SIDE, plane.height() - y);
                for (float value : plane.read(new int[] {channel}, x, y, width, height)[0]) {
                    if (Float.isFinite(value)) {
                        least = Math.min(least, value);
                        most = Math.max(most, value);
                    }
                }
            }
        }
        // A plain channel is black, as ImageJ shows it; one without a finite value keeps no range
        return most == least ? look.in(least, Math.nextUp(least)) : look.in(least, most);
    }

    /** All of a side that is small enough, else so many. */
    private static int places(long side) {
        return (int) Math.min(PLACES, (side - 1) / SIDE + 1);
    }

    private static long begin(long side, int place, int places) {
        return places == 1 ? 0 : (side - Math.min(SIDE, side)) * place / (places - 1);
    }
}
