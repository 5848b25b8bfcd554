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
 * How a channel is shown.
 *
 * @param low the value that is black; NaN if nobody has said it
 * @param high the value that has the full colour; NaN if nobody has said it
 * @param rgb the full colour
 * @param shown whether it is shown at all
 */
public record ChannelLook(double low, double high, int rgb, boolean shown) {

    private static final int[] PRIMARIES = {0xff0000, 0x00ff00, 0x0000ff};
    private static final int WHITE = 0xffffff;

    /** {@return whether the range is known} */
    public boolean hasRange() {
        return high > low;
    }

    /**
     * {@return the same in another range}
     *
     * @param least the value that is black
     * @param most the value that has the full colour
     */
    public ChannelLook in(double least, double most) {
        return new ChannelLook(least, most, rgb, shown);
    }

    /**
     * {@return the same in another colour}
     *
     * @param colour the full colour
     */
    public ChannelLook inColour(int colour) {
        return new ChannelLook(low, high, colour, shown);
    }

    /**
     * {@return the same in another colour, and shown}
     *
     * @param number of the primary colour, from 0; -1 for white
     */
    public ChannelLook inPrimary(int number) {
        return new ChannelLook(low, high, number < 0 ? WHITE : PRIMARIES[number], true);
    }

    /**
     * {@return what a channel looks like of which nobody has said anything: one is white, the first
     * three are red, green and blue, and others are not shown}
     *
     * @param channel from 0
     * @param channels how many there are
     */
    public static ChannelLook unknown(int channel, int channels) {
        boolean shown = channel < PRIMARIES.length;
        int rgb = channels == 1 || !shown ? WHITE : PRIMARIES[channel];
        return new ChannelLook(Double.NaN, Double.NaN, rgb, shown);
    }
}
