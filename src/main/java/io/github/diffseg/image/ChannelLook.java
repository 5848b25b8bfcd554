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
