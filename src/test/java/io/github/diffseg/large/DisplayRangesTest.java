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

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.diffseg.failure.UserException;
import io.github.diffseg.image.ChannelLook;
import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisplayRangesTest {

    /** Channels of three pixels. */
    private record Values(float[]... channelValues) implements PlaneRegions {
        @Override
        public long width() {
            return 3;
        }

        @Override
        public long height() {
            return 1;
        }

        @Override
        public int channels() {
            return channelValues.length;
        }

        @Override
        public int blockWidth() {
            return 3;
        }

        @Override
        public int blockHeight() {
            return 1;
        }

        @Override
        public float[][] read(int[] channels, long x, long y, int width, int height) {
            return new float[][] {channelValues[channels[0]]};
        }

        @Override
        public void close() {}
    }

    private static List<ChannelLook> ranges(float[]... values) throws IOException {
        List<ChannelLook> looks = new ArrayList<>();
        for (int c = 0; c < values.length; c++) {
            looks.add(ChannelLook.unknown(c, values.length));
        }
        return DisplayRanges.complete(looks, new Values(values), "image.tif");
    }

    @Test
    void onlyFiniteValuesCount() throws IOException {
        ChannelLook look = ranges(new float[] {Float.NaN, -2, Float.POSITIVE_INFINITY}).get(0);
        assertEquals(-2, look.low());
        assertTrue(look.hasRange());
        look = ranges(new float[] {4, -2, Float.NEGATIVE_INFINITY}).get(0);
        assertEquals(-2, look.low());
        assertEquals(4, look.high());
    }

    @Test
    void aPlainChannelIsBlack() throws IOException {
        for (float value : new float[] {0, 7, -65535, 3e38f}) {
            ChannelLook look = ranges(new float[] {value, value, value}).get(0);
            assertEquals(value, look.low());
            assertTrue(look.hasRange(), "" + value);
        }
    }

    @Test
    void anImageWithoutAFiniteValueIsRefused() throws IOException {
        float[] none = {Float.NaN, Float.NaN, Float.NEGATIVE_INFINITY};
        UserException e = assertThrows(UserException.class, () -> ranges(none, none));
        assertEquals(
                "\"image.tif\" holds no finite pixel, only NaN or infinite values", e.getMessage());
        assertEquals(2, ranges(none, new float[] {1, 2, 3}).size());
    }
}
