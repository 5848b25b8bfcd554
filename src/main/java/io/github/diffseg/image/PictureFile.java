package io.github.diffseg.image;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** A picture of any size on a disk or a server, in one or more resolutions. */
public interface PictureFile extends Closeable {

    /** {@return how many resolutions it has, at least 1; level 0 is the finest} */
    int levels();

    /** {@return how many slices it has, at least 1} */
    int slices();

    /** {@return how many frames it has, at least 1} */
    int frames();

    /** {@return width of a pixel of level 0 in the {@link #unit}; 0 if nobody has said it} */
    double pixelWidth();

    /** {@return height of a pixel of level 0 in the {@link #unit}; 0 if nobody has said it} */
    double pixelHeight();

    /** {@return the unit of lengths as the file writes it; empty if it says none} */
    String unit();

    /**
     * {@return how the channels of a plane are shown, as far as the file says it}
     *
     * @param channels how many the plane has
     */
    List<ChannelLook> looks(int channels);

    /**
     * {@return a plane; to be closed by the caller}
     *
     * @param level from 0, the finest
     * @param slice from 0
     * @param frame from 0
     * @throws IOException if it cannot be read; the message is one sentence that names the file
     */
    PlaneRegions plane(int level, int slice, int frame) throws IOException;
}
