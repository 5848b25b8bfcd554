package io.github.diffseg.imagej.format;

import io.github.diffseg.image.PlaneRegions;
import java.io.IOException;
import java.util.List;

/**
 * Pages of one size as the channels of a plane.
 *
 * @param pages of which the first channel of each counts
 */
record ChannelPages(List<PlaneRegions> pages) implements PlaneRegions {

    @Override
    public long width() {
        return pages.get(0).width();
    }

    @Override
    public long height() {
        return pages.get(0).height();
    }

    @Override
    public int channels() {
        return pages.size();
    }

    @Override
    public int blockWidth() {
        return pages.get(0).blockWidth();
    }

    @Override
    public int blockHeight() {
        return pages.get(0).blockHeight();
    }

    @Override
    public float[][] read(int[] channels, long x, long y, int width, int height)
            throws IOException {
        float[][] values = new float[channels.length][];
        for (int i = 0; i < channels.length; i++) {
            values[i] = pages.get(channels[i]).read(new int[] {0}, x, y, width, height)[0];
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        for (PlaneRegions page : pages) {
            page.close();
        }
    }
}
