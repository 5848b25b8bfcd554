package io.github.diffseg.image;

import java.io.Closeable;
import java.io.IOException;

/** A plane of any size, whose samples are read region by region, by several threads at once. */
public interface PlaneRegions extends Closeable {

    /** {@return columns, at least 1} */
    long width();

    /** {@return rows, at least 1} */
    long height();

    /** {@return how many samples a pixel has, at least 1} */
    int channels();

    /** {@return columns of what is stored together} */
    int blockWidth();

    /** {@return rows of what is stored together} */
    int blockHeight();

    /**
     * Reads a region that lies in the plane.
     *
     * @param channels numbers from 0
     * @param x first column
     * @param y first row
     * @param width columns
     * @param height rows
     * @return {@code [channel][height · width]}, in the order of the channels asked for
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    float[][] read(int[] channels, long x, long y, int width, int height) throws IOException;
}
