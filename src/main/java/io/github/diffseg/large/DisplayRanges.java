package io.github.diffseg.large;

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
     * @throws IOException if it cannot be read
     */
    static List<ChannelLook> complete(List<ChannelLook> looks, PlaneRegions plane)
            throws IOException {
        List<ChannelLook> complete = new ArrayList<>(looks);
        for (int c = 0; c < complete.size(); c++) {
            if (complete.get(c).shown() && !complete.get(c).hasRange()) {
                complete.set(c, measured(complete.get(c), plane, c));
            }
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
        // A plain image has no range
        return most > least ? look.in(least, most) : look.in(0, 1);
    }

    /** All of a side that is small enough, else so many. */
    private static int places(long side) {
        return (int) Math.min(PLACES, (side - 1) / SIDE + 1);
    }

    private static long begin(long side, int place, int places) {
        return places == 1 ? 0 : (side - Math.min(SIDE, side)) * place / (places - 1);
    }
}
